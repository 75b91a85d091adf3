import type { Settings, SettingsPatch } from '@shared/settings'
import { useCallback, useMemo, useState } from 'react'
import type { Connection } from './connection'

export interface KnownSettings {
  /** Null until the engine has spoken. */
  readonly settings: Settings | null
  readonly save: (patch: SettingsPatch) => void
}

/**
 * What the engine said last, under what a hand chose since. A choice counts at once: a question sent right after it
 * must not go out with the old one because the engine was slow to repeat it.
 */
export function useKnownSettings(spoken: Settings | null, connection: Connection): KnownSettings {
  const [answered, setAnswered] = useState<{ over: Settings | null; settings: Settings } | null>(null)
  const [pending, setPending] = useState<readonly SettingsPatch[]>([])

  const save = useCallback(
    (patch: SettingsPatch) => {
      setPending((last) => [...last, patch])
      connection
        .call('settings.update', patch)
        .then(
          (settings) => setAnswered({ over: spoken, settings }),
          // a refused choice is taken back; views that explain why save through the settings page
          () => {},
        )
        .finally(() => setPending((last) => last.filter((one) => one !== patch)))
    },
    [connection, spoken],
  )

  return useMemo(() => {
    // the stream may speak after the answer of the call; whichever came last is right
    const base = answered !== null && answered.over === spoken ? answered.settings : spoken
    if (base === null) return { settings: null, save }
    return { settings: Object.assign({}, base, ...pending) as Settings, save }
  }, [answered, spoken, pending, save])
}
