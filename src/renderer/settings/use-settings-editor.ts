import { toAppError } from '@shared/errors'
import type { Settings, SettingsPatch } from '@shared/settings'
import { useCallback, useEffect, useReducer } from 'react'
import { useClient, useSettings } from '../engine/use-engine'
import { NO_SETTINGS, reduceSettings, type SettingsState, shownSettings } from './settings-state'

/** The settings as the fields show them, and how to change them. */
export interface SettingsEditor {
  readonly settings: Settings
  readonly outcomes: SettingsState['outcomes']
  /** True when the engine took it; what it refused stands in `outcomes`. */
  readonly save: (patch: SettingsPatch) => Promise<boolean>
}

/** Follows the engine's settings, so that two windows agree, and saves single changes. Null until the engine has spoken. */
export function useSettingsEditor(): SettingsEditor | null {
  const client = useClient()
  const stored = useSettings()
  const [state, dispatch] = useReducer(reduceSettings, { ...NO_SETTINGS, stored })

  useEffect(() => {
    if (stored) dispatch({ kind: 'stored', settings: stored })
  }, [stored])

  const save = useCallback(
    async (patch: SettingsPatch): Promise<boolean> => {
      dispatch({ kind: 'sent', patch })
      try {
        const settings = await client.call('settings.update', patch)
        dispatch({ kind: 'saved', patch, settings })
        return true
      } catch (thrown) {
        dispatch({ kind: 'failed', patch, message: toAppError(thrown).message })
        return false
      }
    },
    [client],
  )

  const settings = shownSettings(state)
  return settings && { settings, outcomes: state.outcomes, save }
}
