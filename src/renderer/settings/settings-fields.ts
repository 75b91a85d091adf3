import type { ApiKeyState } from '@shared/bridge'
import type { ModelProfile } from '@shared/model-models'
import { isAllowedServerUrl } from '@shared/server-url'
import type { Settings } from '@shared/settings'
import { countOf } from '../ui/figures'

/** What was typed is either a value to save or one sentence to show beside the field. */
export type Checked<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'wrong'; readonly why: string }

/** Bounds of the settings schema; the engine refuses what lies outside, the view says it before. */
export const NUMBER_BOUNDS = {
  creativity: { min: 0, max: 100 },
  passageCount: { min: 1, max: 12 },
  maxAnswerTokens: { min: 64, max: 4096 },
  firstByteTimeoutS: { min: 5, max: 120 },
  idleTimeoutS: { min: 5, max: 120 },
  requestsPerMinute: { min: 1, max: 6000 },
  answerCacheMaxAgeDays: { min: 1, max: 365 },
  messagesShown: { min: 10, max: 100 },
  conversationExpiryDays: { min: 1, max: 3650 },
} as const satisfies Partial<Record<keyof Settings, { min: number; max: number }>>

export type NumberKey = keyof typeof NUMBER_BOUNDS

const MODEL_NAME_MAX_CHARS = 200

export function checkNumber(key: NumberKey, typed: string): Checked<number> {
  const { min, max } = NUMBER_BOUNDS[key]
  const value = Number(typed.trim())
  if (typed.trim() === '' || !Number.isInteger(value))
    return { kind: 'wrong', why: `Type a whole number from ${min} to ${max}.` }
  if (value < min || value > max) return { kind: 'wrong', why: `Choose a number from ${min} to ${max}.` }
  return { kind: 'value', value }
}

export function checkModelName(typed: string): Checked<string> {
  const value = typed.trim()
  if (!value) return { kind: 'wrong', why: 'Type the name of a model, such as mistral-small-latest.' }
  if (value.length > MODEL_NAME_MAX_CHARS) return { kind: 'wrong', why: 'This name is too long.' }
  return { kind: 'value', value }
}

export function checkServerUrl(typed: string): Checked<string> {
  const value = typed.trim()
  if (!value) return { kind: 'wrong', why: 'Type an address, such as https://api.mistral.ai.' }
  if (!isAllowedServerUrl(value))
    return {
      kind: 'wrong',
      why: 'Use an address that begins with https://, or http:// for a server on this computer. Leave out names, passwords and anything after a ? or #.',
    }
  return { kind: 'value', value }
}

export function checkFolder(typed: string): Checked<string | null> {
  const value = typed.trim()
  return { kind: 'value', value: value === '' ? null : value }
}

/** The slider in words: a number alone tells an agent nothing. */
export function creativityWords(creativity: number): string {
  if (creativity <= 10) return 'Sober: stays with the words of the sources'
  if (creativity <= 35) return 'Careful: plain wording, close to the sources'
  if (creativity <= 65) return 'Balanced: friendly wording, same facts'
  if (creativity <= 85) return 'Free: varied wording, read before you send'
  return 'Very free: may drift from the sources, read before you send'
}

export interface KeyWords {
  readonly text: string
  /** Set outside of the app: nothing here can change it. */
  readonly isLocked: boolean
  readonly isConfigured: boolean
}

/** Of the profile only what its server asks for counts. */
export function apiKeyWords(state: ApiKeyState, { needsKey }: Pick<ModelProfile, 'needsKey'>): KeyWords {
  const isConfigured = state.state === 'configured'
  if (isConfigured && state.storage === 'environment')
    return {
      text: 'Set by the environment. Change it where the app is started.',
      isLocked: true,
      isConfigured,
    }
  if (isConfigured && state.storage === 'keychain')
    return { text: 'Kept in the system keychain.', isLocked: false, isConfigured }
  if (isConfigured) return { text: 'Kept in memory until the app closes.', isLocked: false, isConfigured }
  if (!needsKey) return { text: 'This server needs no key.', isLocked: false, isConfigured }
  const where = state.storage === 'keychain' ? 'in the system keychain' : 'in memory until the app closes'
  return {
    text: `No key yet: answers quote the best passages. A key is kept ${where}.`,
    isLocked: false,
    isConfigured,
  }
}

export function expiryWords(days: number | null): string {
  return days === null
    ? 'Conversations are kept until you delete them.'
    : `Conversations untouched for ${countOf(days, 'day')} are removed.`
}

/** `mistral-small-latest answered in 0.4 s.` and the like stand beside the button that asked. */
export function cleanedUpWords(removed: number): string {
  return removed === 0 ? 'Nothing was old enough to remove.' : `${countOf(removed, 'conversation')} removed.`
}

export function clearedCacheWords(removed: number): string {
  return removed === 0 ? 'There was nothing to clear.' : `${countOf(removed, 'stored answer')} cleared.`
}
