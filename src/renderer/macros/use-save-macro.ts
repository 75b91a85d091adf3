import { toAppError } from '@shared/errors'
import type { Macro } from '@shared/macro-models'
import { type MacroProblem, macroProblems, tidyMacro } from '@shared/macro-rules'
import { useState } from 'react'
import { useClient } from '../engine/use-engine'
import { useAnnounce } from '../ui/announcer'
import type { MacroDraft } from './macro-draft'

interface SaveMacroOptions {
  /** Null for a new one. */
  readonly macro: Macro | null
  readonly draft: MacroDraft
  readonly onSaved: (macro: Macro) => void
}

/** Keeps what was written; says what is wrong with it from the first try on. */
export function useSaveMacro({ macro, draft, onSaved }: SaveMacroOptions) {
  const client = useClient()
  const announce = useAnnounce()
  const [hasTried, setHasTried] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const { name, shortcut, folder, body, passages, settles } = draft
  const found = macroProblems(tidyMacro({ name, shortcut, folder, body }))
  const problems: readonly MacroProblem[] = hasTried ? found : []

  async function write(): Promise<Macro> {
    const fields = { name, shortcut, folder, body }
    const fresh = passages.filter(({ id }) => id === undefined).map(({ id: _id, ...basis }) => basis)
    if (!macro) return client.call('macros.create', { ...fields, passages: fresh })
    const kept = passages.flatMap(({ id }) => (id === undefined ? [] : [id]))
    const saved = await client.call('macros.update', {
      ...fields,
      macroId: macro.id,
      keptPassageIds: kept,
      newPassages: fresh,
    })
    return settles ? client.call('macros.settle', { macroId: macro.id }) : saved
  }

  async function save(): Promise<void> {
    setHasTried(true)
    setFailure(null)
    if (found.length > 0 || isBusy) return
    setIsBusy(true)
    try {
      const saved = await write()
      setHasTried(false)
      onSaved(saved)
      announce('Macro saved.', 'shown')
    } catch (thrown) {
      setFailure(toAppError(thrown).message)
    } finally {
      setIsBusy(false)
    }
  }

  async function remove(): Promise<void> {
    if (!macro) return
    try {
      await client.call('macros.remove', { macroIds: [macro.id] })
    } catch (thrown) {
      setFailure(toAppError(thrown).message)
    }
  }
  function forget() {
    setHasTried(false)
    setFailure(null)
  }
  return { save, remove, forget, isBusy, failure, problems } as const
}
