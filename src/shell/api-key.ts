import type { ApiKeyState } from '@shared/bridge'
import { FIRST_PROFILE_ID, type HeldKey } from '@shared/model-models'

export const API_KEY_VARIABLE = 'MISTRAL_API_KEY'

/**
 * The keys of this run, one for each profile: given by the environment (the first profile's) or typed in the page.
 * Kept in memory only; none leaves the machine by us but to the model server it was given for.
 */
export interface ApiKeyHolder {
  current(profileId: number): string | null
  /** Everything to be handed to an engine that has just started. */
  all(): HeldKey[]
  state(profileId: number): ApiKeyState
  save(profileId: number, apiKey: string): void
  /** Forgets what was typed; a key from the environment comes back into force. */
  remove(profileId: number): void
}

export function createApiKeyHolder(environment: NodeJS.ProcessEnv): ApiKeyHolder {
  const given = environment[API_KEY_VARIABLE]?.trim() || null
  const typed = new Map<number, string>()
  const givenFor = (profileId: number) => (profileId === FIRST_PROFILE_ID ? given : null)
  const current = (profileId: number) => typed.get(profileId) ?? givenFor(profileId)
  return {
    current,
    all: () =>
      [...new Set([FIRST_PROFILE_ID, ...typed.keys()])]
        .map((profileId) => ({ profileId, apiKey: current(profileId), isStored: true }))
        .filter(({ apiKey }) => apiKey !== null),
    state(profileId) {
      if (typed.has(profileId)) return { state: 'configured', storage: 'memory' }
      if (givenFor(profileId)) return { state: 'configured', storage: 'environment' }
      return { state: 'none', storage: 'memory' }
    },
    save: (profileId, apiKey) => void typed.set(profileId, apiKey),
    remove: (profileId) => void typed.delete(profileId),
  }
}
