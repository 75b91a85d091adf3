import { toAppError } from '@shared/errors'
import type { MacroSummary } from '@shared/macro-models'
import { fillVariables, variablesIn } from '@shared/macro-text'
import { type Ref, useMemo, useRef } from 'react'
import { useCall, useClient, useSettings } from '../engine/use-engine'
import { useAnnounce } from '../ui/announcer'
import { Chip } from '../ui/chip'
import { Kbd } from '../ui/kbd'
import { EscCloses } from './esc-closes'
import type { Filling } from './fill-form'
import type { InsertPlace } from './insert-place'
import { today } from './inserted-text'
import { matchMacros } from './match-macros'
import { OptionList, type OptionListHandle } from './option-list'

/** More than these nobody looks through: another letter is quicker. */
const SHOWN = 30
const NONE: readonly MacroSummary[] = []

interface MacroOptionsProps
  extends Pick<InsertPlace, 'trigger' | 'listId' | 'thread' | 'conversationId' | 'onActive'> {
  readonly list: Ref<OptionListHandle>
  readonly onChoose: (filling: Filling) => void
}

export function MacroOptions(props: MacroOptionsProps) {
  const { trigger, listId, thread, conversationId, onActive, list, onChoose } = props
  const client = useClient()
  const settings = useSettings()
  const announce = useAnnounce()
  const macros = useCall('macros.list', {})
  const isPreparing = useRef(false)
  const known = macros.kind === 'ready' ? macros.output.macros : NONE
  const options = useMemo(() => matchMacros(known, trigger.query).slice(0, SHOWN), [known, trigger.query])

  async function choose({ id, name }: MacroSummary) {
    if (isPreparing.current) return
    isPreparing.current = true
    try {
      const { body, isInternal, ...found } = await client.call('macros.prepare', {
        macroId: id,
        // the customer's own words stand at the end of a thread as often as at its beginning: this is all of most
        text: thread.slice(0, 100_000),
        conversationId,
      })
      const values = { ...found.known, date: today(settings?.replyLanguage ?? null) }
      onChoose({
        macroId: id,
        title: name,
        isInternal,
        asked: variablesIn(body).filter((variable) => !Object.hasOwn(values, variable)),
        suggested: found.suggested,
        fill: (typed) => fillVariables(body, { ...values, ...typed }),
      })
    } catch (thrown) {
      announce(toAppError(thrown).message, 'shown')
    } finally {
      isPreparing.current = false
    }
  }

  return (
    <OptionList
      ref={list}
      id={listId}
      label="macros"
      options={options}
      keyOf={keyOf}
      onActive={onActive}
      onChoose={(macro) => void choose(macro)}
      isPending={macros.kind === 'loading'}
      empty={emptyWords(macros.kind, known.length, trigger.query)}
      foot={(active) =>
        active ? (
          <>
            <span>
              <Kbd>↵</Kbd> inserts
            </span>
            <EscCloses />
          </>
        ) : (
          <EscCloses isAlone />
        )
      }
    >
      {(macro) => <MacroOption macro={macro} />}
    </OptionList>
  )
}

function MacroOption({ macro }: { readonly macro: MacroSummary }) {
  return (
    <span className="flex min-w-0 flex-col">
      <span className="flex min-w-0 items-center gap-2">
        <bdi className="min-w-0 truncate text-sm font-medium">{macro.name}</bdi>
        {macro.shortcut && <span className="shrink-0 text-xs text-accent">/{macro.shortcut}</span>}
        {macro.changedCount > 0 && <Chip tone="amber">source changed</Chip>}
        {macro.isInternal && <Chip tone="amber">internal</Chip>}
        {macro.folder && (
          <bdi className="ms-auto max-w-[40%] shrink-0 truncate text-xs text-muted">{macro.folder}</bdi>
        )}
      </span>
      <bdi className="truncate text-xs text-muted">{macro.snippet}</bdi>
    </span>
  )
}

function keyOf({ id }: MacroSummary): string {
  return String(id)
}

function emptyWords(kind: string, count: number, query: string): string {
  if (kind === 'loading') return 'Reading the macros…'
  if (kind === 'failed') return 'The macros could not be read.'
  if (count === 0) return 'There are no macros yet. Make the first one in Macros.'
  return `No macro is called “${query}”.`
}
