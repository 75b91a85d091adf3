import type { SettingKey, Settings, SettingsPatch } from '@shared/settings'

/** The settings as the engine holds them, what is on its way there, and how the last save of each key went. */
export interface SettingsState {
  /** Null until the first word from the engine. */
  readonly stored: Settings | null
  /** Sent and not confirmed yet; shown in place of what is stored, so that a slider does not jump back. */
  readonly underWay: SettingsPatch
  readonly outcomes: Readonly<Partial<Record<SettingKey, SaveOutcome>>>
}
export type SaveOutcome =
  /** `count` grows with each save, so that a second one in a row is seen as news. */
  { readonly kind: 'saved'; readonly count: number } | { readonly kind: 'failed'; readonly message: string }

export type SettingsAction =
  /** From the engine: another window's change, or the answer to our own. */
  | { readonly kind: 'stored'; readonly settings: Settings }
  | { readonly kind: 'sent'; readonly patch: SettingsPatch }
  | { readonly kind: 'saved'; readonly patch: SettingsPatch; readonly settings: Settings }
  | { readonly kind: 'failed'; readonly patch: SettingsPatch; readonly message: string }

export const NO_SETTINGS: SettingsState = { stored: null, underWay: {}, outcomes: {} }

export function reduceSettings(state: SettingsState, action: SettingsAction): SettingsState {
  switch (action.kind) {
    case 'stored':
      return { ...state, stored: action.settings }
    case 'sent':
      return { ...state, underWay: { ...state.underWay, ...action.patch } }
    case 'saved': {
      const outcomes = { ...state.outcomes }
      for (const key of keysOf(action.patch)) {
        const before = outcomes[key]
        outcomes[key] = { kind: 'saved', count: before?.kind === 'saved' ? before.count + 1 : 1 }
      }
      return { stored: action.settings, underWay: without(state.underWay, action.patch), outcomes }
    }
    case 'failed': {
      const outcomes = { ...state.outcomes }
      for (const key of keysOf(action.patch)) outcomes[key] = { kind: 'failed', message: action.message }
      return { ...state, underWay: without(state.underWay, action.patch), outcomes }
    }
  }
}

/** What the fields show. */
export function shownSettings(state: SettingsState): Settings | null {
  return state.stored && ({ ...state.stored, ...state.underWay } as Settings)
}

/** Drops what has been answered; a key that was changed again meanwhile keeps its newer value. */
function without(underWay: SettingsPatch, answered: SettingsPatch): SettingsPatch {
  const rest = { ...underWay }
  for (const key of keysOf(answered)) if (rest[key] === answered[key]) delete rest[key]
  return rest
}

function keysOf(patch: SettingsPatch): SettingKey[] {
  return Object.keys(patch) as SettingKey[]
}
