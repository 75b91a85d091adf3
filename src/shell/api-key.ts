import type { ApiKeyState } from '@shared/bridge'

export const API_KEY_VARIABLE = 'MISTRAL_API_KEY'

/** The key of this run: given by the environment or typed in the page. Kept in memory only; it never leaves the machine by us but to the model server. */
export interface ApiKeyHolder {
  current(): string | null
  state(): ApiKeyState
  save(apiKey: string): void
  /** Forgets what was typed; a key from the environment comes back into force. */
  remove(): void
}

export function createApiKeyHolder(environment: NodeJS.ProcessEnv): ApiKeyHolder {
  const given = environment[API_KEY_VARIABLE]?.trim() || null
  let typed: string | null = null
  return {
    current: () => typed ?? given,
    state() {
      if (typed) return { state: 'configured', storage: 'memory' }
      if (given) return { state: 'configured', storage: 'environment' }
      return { state: 'none', storage: 'memory' }
    },
    save(apiKey) {
      typed = apiKey
    },
    remove() {
      typed = null
    },
  }
}
