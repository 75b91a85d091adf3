import { type KeyboardEvent, type Ref, useImperativeHandle, useRef, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { FillForm, type Filling } from './fill-form'
import type { InsertPlace } from './insert-place'
import { KnowledgeOptions } from './knowledge-options'
import { MacroOptions } from './macro-options'
import type { OptionListHandle } from './option-list'

export interface InsertPanelHandle {
  /** True when the key was for the list. */
  onKey(event: KeyboardEvent): boolean
}

interface InsertPanelProps extends InsertPlace {
  readonly ref: Ref<InsertPanelHandle>
}

/** The list that opens while something is typed to be put in, and what is asked before that. */
export function InsertPanel(props: InsertPanelProps) {
  const { ref, trigger, onInsert, onLeave, onHold } = props
  const client = useClient()
  const list = useRef<OptionListHandle>(null)
  const [filling, setFilling] = useState<Filling | null>(null)
  useImperativeHandle(ref, () => ({ onKey: (event) => list.current?.onKey(event) ?? false }), [])

  /** Puts it in at once where nothing is to be asked. */
  function choose(next: Filling): void {
    if (next.asked.length === 0 && !next.isInternal) finish(next, next.fill({}))
    else {
      onHold()
      setFilling(next)
    }
  }
  function finish({ macroId }: Filling, text: string): void {
    onInsert(text)
    // a count that could not be kept is no reason to say anything
    if (macroId !== null) client.call('macros.used', { macroId }).catch(() => {})
  }

  if (filling)
    return <FillForm filling={filling} onInsert={(text) => finish(filling, text)} onCancel={onLeave} />
  return trigger.kind === 'macro' ? (
    <MacroOptions {...props} list={list} onChoose={choose} />
  ) : (
    <KnowledgeOptions {...props} list={list} onChoose={choose} />
  )
}
