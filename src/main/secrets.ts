import type { ApiKeyState } from '@shared/bridge'
import { AppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { SafeStorage } from 'electron'
import type { ShellStore } from './shell-store'

/** The key of the model server. Only the engine gets it; the page learns whether there is one. */
export interface Secrets {
  state(): ApiKeyState
  /** Calls the listener with the key now and at each change; null means none. */
  onApiKey(listener: (apiKey: string | null) => void): void
  /** Reads the stored key; a locked keychain may ask the user first, so nothing should wait for this. */
  load(): Promise<void>
  save(apiKey: string): Promise<ApiKeyState>
  remove(): ApiKeyState
}

export interface SecretsOptions {
  readonly safeStorage: SafeStorage
  readonly store: Pick<ShellStore, 'encryptedApiKey' | 'setEncryptedApiKey'>
  readonly environment: NodeJS.ProcessEnv
  readonly platform: NodeJS.Platform
  readonly log: Logger
}

export function createSecrets({ safeStorage, store, environment, platform, log }: SecretsOptions): Secrets {
  const fromEnvironment = environment['MISTRAL_API_KEY']?.trim() || null
  const keychain = createKeychain(safeStorage, platform)
  const listeners: ((apiKey: string | null) => void)[] = []
  let apiKey = fromEnvironment
  let storage: ApiKeyState['storage'] = fromEnvironment ? 'environment' : 'keychain'

  function hold(next: string | null, where: ApiKeyState['storage']): void {
    apiKey = next
    storage = where
    for (const listener of listeners) listener(next)
  }

  function state(): ApiKeyState {
    return { state: apiKey === null ? 'none' : 'configured', storage }
  }

  function assertChangeable(): void {
    if (!fromEnvironment) return
    throw new AppError(
      'forbidden',
      'The key is set by the environment variable MISTRAL_API_KEY and can be changed only there.',
    )
  }

  async function load(): Promise<void> {
    if (fromEnvironment) return
    const isAvailable = await keychain.isAvailable()
    if (apiKey !== null) return
    if (!isAvailable) return hold(null, 'memory')
    const encrypted = store.encryptedApiKey()
    if (encrypted === null) return
    try {
      const { result, shouldReEncrypt } = await keychain.decrypt(Buffer.from(encrypted, 'base64'))
      // a key that was entered while the keychain was thinking is the newer one
      if (apiKey !== null) return
      hold(result, 'keychain')
      if (shouldReEncrypt) store.setEncryptedApiKey((await keychain.encrypt(result)).toString('base64'))
    } catch (error) {
      // another user's or another machine's: it will never open again, and everything else must
      log.error('api_key_undecryptable', error)
      store.setEncryptedApiKey(null)
    }
  }

  async function save(next: string): Promise<ApiKeyState> {
    assertChangeable()
    if (!(await keychain.isAvailable())) {
      hold(next, 'memory')
      return state()
    }
    try {
      store.setEncryptedApiKey((await keychain.encrypt(next)).toString('base64'))
      hold(next, 'keychain')
    } catch (error) {
      // usable until the app closes, which the state says
      log.error('api_key_not_stored', error)
      hold(next, 'memory')
    }
    return state()
  }

  function remove(): ApiKeyState {
    assertChangeable()
    store.setEncryptedApiKey(null)
    hold(null, storage)
    return state()
  }

  return {
    state,
    load,
    save,
    remove,
    onApiKey(listener) {
      listeners.push(listener)
      listener(apiKey)
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
