import { useCallback, useState } from 'react'
import { useAction } from '../actions/action-registry'
import { useSaveSettings, useSettings } from '../engine/use-engine'
import { type ComposerMode, MODES } from './draft-words'

/** Ask and Reply are kept over starts; a summary is asked for once, and then the mode is what it was before. */
export function useComposerMode() {
  const save = useSaveSettings()
  const settings = useSettings()
  const [chosen, setChosen] = useState<ComposerMode | null>(null)
  const mode = chosen ?? settings?.composerMode ?? 'answer'

  const setMode = useCallback(
    (next: ComposerMode) => {
      setChosen(next)
      if (next !== 'summary') save({ composerMode: next })
    },
    [save],
  )
  const afterSending = useCallback(() => setChosen((last) => (last === 'summary' ? null : last)), [])

  useAction({
    name: 'next-composer-mode',
    label: 'Change between Ask, Reply and Summarise',
    shortcut: 'Mod+J',
    run: () => {
      const at = MODES.findIndex((one) => one.mode === mode)
      setMode(MODES[(at + 1) % MODES.length]?.mode ?? 'answer')
    },
  })
  return { mode, setMode, afterSending } as const
}
