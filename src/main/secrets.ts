import type { ApiKeyState } from '@shared/bridge'
import { AppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import { FIRST_PROFILE_ID, type HeldKey } from '@shared/model-models'
import type { SafeStorage } from 'electron'
import type { ShellStore } from './shell-store'

/** The keys of the model servers, one for each profile. Only the engine gets them; the page learns whether there is one. */
export interface Secrets {
  state(profileId?: number): ApiKeyState
  /** Calls the listener with the keys that are there and at each change. */
  onApiKey(listener: (key: HeldKey) => void): void
  /** Reads the stored keys; a locked keychain may ask the user first, so nothing should wait for this. */
  load(): Promise<void>
  save(apiKey: string, profileId?: number): Promise<ApiKeyState>
  remove(profileId?: number): ApiKeyState
}

export interface SecretsOptions {
  readonly safeStorage: SafeStorage
  readonly store: Pick<ShellStore, 'encryptedApiKey' | 'setEncryptedApiKey' | 'profilesWithKey'>
  readonly environment: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
  readonly log: Logger
}

export function createSecrets({ safeStorage, store, environment, platform, log }: SecretsOptions): Secrets {
  const fromEnvironment = environment['MISTRAL_API_KEY']?.trim() || null
  const keychain = createKeychain(safeStorage, platform)
  const listeners: ((key: HeldKey) => void)[] = []
  const held = new Map<number, { readonly apiKey: string; readonly storage: ApiKeyState['storage'] }>()
  /** Where a new key would be kept. */
  let storage: ApiKeyState['storage'] = 'keychain'
  if (fromEnvironment) held.set(FIRST_PROFILE_ID, { apiKey: fromEnvironment, storage: 'environment' })

  function tell(profileId: number, isStored: boolean): void {
    const apiKey = held.get(profileId)?.apiKey ?? null
    for (const listener of listeners) listener({ profileId, apiKey, isStored })
  }

  function state(profileId = FIRST_PROFILE_ID): ApiKeyState {
    const key = held.get(profileId)
    return key ? { state: 'configured', storage: key.storage } : { state: 'none', storage }
  }

  function assertChangeable(profileId: number): void {
    if (held.get(profileId)?.storage !== 'environment') return
    throw new AppError(
      'forbidden',
      'The key is set by the environment variable MISTRAL_API_KEY and can be changed only there.',
    )
  }

  async function load(): Promise<void> {
    const waiting = store.profilesWithKey().filter((profileId) => !held.has(profileId))
    if (fromEnvironment && waiting.length === 0) return
    if (!(await keychain.isAvailable())) {
      storage = 'memory'
      return
    }
    for (const profileId of waiting) await loadOne(profileId)
  }

  async function loadOne(profileId: number): Promise<void> {
    const encrypted = store.encryptedApiKey(profileId)
    // a key that was entered while the keychain was thinking is the newer one
    if (encrypted === null || held.has(profileId)) return
    try {
      const { result, shouldReEncrypt } = await keychain.decrypt(Buffer.from(encrypted, 'base64'))
      if (held.has(profileId)) return
      held.set(profileId, { apiKey: result, storage: 'keychain' })
      tell(profileId, true)
      if (shouldReEncrypt)
        store.setEncryptedApiKey((await keychain.encrypt(result)).toString('base64'), profileId)
    } catch (error) {
      // another user's or another machine's: it will never open again, and everything else must
      log.error('api_key_undecryptable', error)
      store.setEncryptedApiKey(null, profileId)
    }
  }

  async function save(apiKey: string, profileId = FIRST_PROFILE_ID): Promise<ApiKeyState> {
    assertChangeable(profileId)
    held.set(profileId, { apiKey, storage: (await keep(apiKey, profileId)) ? 'keychain' : 'memory' })
    tell(profileId, false)
    return state(profileId)
  }

  /** False: usable until the app closes, which the state says. */
  async function keep(apiKey: string, profileId: number): Promise<boolean> {
    if (!(await keychain.isAvailable())) {
      storage = 'memory'
      return false
    }
    try {
      store.setEncryptedApiKey((await keychain.encrypt(apiKey)).toString('base64'), profileId)
      return true
    } catch (error) {
      log.error('api_key_not_stored', error)
      return false
    }
  }

  function remove(profileId = FIRST_PROFILE_ID): ApiKeyState {
    assertChangeable(profileId)
    store.setEncryptedApiKey(null, profileId)
    held.delete(profileId)
    tell(profileId, false)
    return state(profileId)
  }

  return {
    state,
    load,
    save,
    remove,
    onApiKey(listener) {
      listeners.push(listener)
      for (const [profileId, { apiKey }] of held) listener({ profileId, apiKey, isStored: true })
    },
  }
}

interface Keychain {
  isAvailable(): Promise<boolean>
  encrypt(text: string): Promise<Buffer>
  decrypt(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }>
}

/** Electron's asynchronous calls where they exist: the older ones stop the whole app while a keychain asks its user. */
function createKeychain(safeStorage: SafeStorage, platform: NodeJS.Platform): Keychain {
  const older: Partial<SafeStorage> & Pick<SafeStorage, 'encryptString' | 'decryptString'> = safeStorage
  const isAsync = typeof older.encryptStringAsync === 'function'

  async function isAvailable(): Promise<boolean> {
    try {
      // without a keyring Linux "encrypts" with a password that is in Chromium's source: as good as clear text
      if (platform === 'linux' && !isRealBackend(older.getSelectedStorageBackend?.())) return false
      return isAsync ? await safeStorage.isAsyncEncryptionAvailable() : safeStorage.isEncryptionAvailable()
    } catch {
      return false
    }
  }

  return {
    isAvailable,
    encrypt: async (text) =>
      isAsync ? safeStorage.encryptStringAsync(text) : safeStorage.encryptString(text),
    decrypt: async (encrypted) =>
      isAsync
        ? safeStorage.decryptStringAsync(encrypted)
        : { result: safeStorage.decryptString(encrypted), shouldReEncrypt: false },
  }
}

function isRealBackend(backend: string | undefined): boolean {
  return backend !== undefined && backend !== 'basic_text' && backend !== 'unknown'
}
