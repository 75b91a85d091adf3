import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createSecrets, type Secrets } from '../../src/main/secrets'
import { openShellStore, type ShellStore } from '../../src/main/shell-store'
import { SILENT_LOG } from '../../src/shared/log'
import type { HeldKey } from '../../src/shared/model-models'

vi.mock('electron', () => import('../helpers/fake-electron'))

const KEY = 'mk-very-secret-0123456789'
let dataDir = ''
let store: ShellStore

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'verdemuse-secrets-'))
  store = openShellStore({ dataDir, log: SILENT_LOG })
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

interface KeychainState {
  isAvailable?: boolean
  backend?: string
  /** Stands for another machine or user: what one "password" wrote, another cannot read. */
  password?: string
  shouldReEncrypt?: boolean
  encryptFails?: boolean
}

const scramble = (text: string) => [...text].reverse().join('')

function keychain(state: KeychainState = {}) {
  const { isAvailable = true, backend = 'gnome_libsecret', password = 'p1' } = state
  const calls: string[] = []
  const encrypt = (text: string) => {
    calls.push('encrypt')
    if (state.encryptFails) throw new Error('keychain locked')
    return Buffer.from(`${password}:${scramble(text)}`)
  }
  const decrypt = (encrypted: Buffer) => {
    calls.push('decrypt')
    const [wrote, text = ''] = encrypted.toString().split(':')
    if (wrote !== password) throw new Error('Error while decrypting the ciphertext')
    return scramble(text)
  }
  const older = {
    isEncryptionAvailable: () => isAvailable,
    getSelectedStorageBackend: () => backend,
    encryptString: encrypt,
    decryptString: decrypt,
  }
  const newer = {
    ...older,
    isAsyncEncryptionAvailable: async () => isAvailable,
    encryptStringAsync: async (text: string) => encrypt(text),
    decryptStringAsync: async (encrypted: Buffer) => ({
      result: decrypt(encrypted),
      shouldReEncrypt: state.shouldReEncrypt ?? false,
    }),
  }
  return { older, newer, calls }
}

function secretsWith(
  safeStorage: object,
  { platform = 'linux' as NodeJS.Platform, environment = {} as NodeJS.ProcessEnv } = {},
): Secrets {
  return createSecrets({ safeStorage: safeStorage as never, store, environment, platform, log: SILENT_LOG })
}

/** Everything on the disk, to look for the key in. */
function onDisk(): string {
  try {
    return readFileSync(join(dataDir, 'config.json'), 'utf8')
  } catch {
    return ''
  }
}

function keyOf(secrets: Secrets): string | null {
  let held: string | null = null
  secrets.onApiKey(({ profileId, apiKey }) => {
    if (profileId === 1) held = apiKey
  })
  return held
}

describe.each(['newer', 'older'] as const)('with the %s calls of Electron', (kind) => {
  test('a key is kept encrypted and found again by the next start', async () => {
    const first = secretsWith(keychain()[kind])
    await first.load()
    expect(first.state()).toEqual({ state: 'none', storage: 'keychain' })
    expect(await first.save(KEY)).toEqual({ state: 'configured', storage: 'keychain' })
    expect(onDisk()).toContain('encryptedApiKey')
    expect(onDisk()).not.toContain(KEY)
    expect(onDisk()).not.toContain(Buffer.from(KEY).toString('base64'))

    const second = secretsWith(keychain()[kind])
    expect(keyOf(second)).toBeNull()
    await second.load()
    expect(keyOf(second)).toBe(KEY)
    expect(second.state()).toEqual({ state: 'configured', storage: 'keychain' })
  })

  test.each([
    ['no keychain at all', { isAvailable: false }],
    ['a keychain that is clear text', { backend: 'basic_text' }],
    ['a keychain nobody knows', { backend: 'unknown' }],
  ])('on Linux with %s the key stays in memory', async (_name, state) => {
    const secrets = secretsWith(keychain(state)[kind])
    await secrets.load()
    expect(secrets.state()).toEqual({ state: 'none', storage: 'memory' })
    expect(await secrets.save(KEY)).toEqual({ state: 'configured', storage: 'memory' })
    expect(keyOf(secrets)).toBe(KEY)
    expect(onDisk()).not.toContain('ApiKey')

    const next = secretsWith(keychain(state)[kind])
    await next.load()
    expect(keyOf(next)).toBeNull()
  })

  test('a key that cannot be decrypted is forgotten, and a new one can be saved', async () => {
    await secretsWith(keychain({ password: 'p1' })[kind]).save(KEY)
    const moved = secretsWith(keychain({ password: 'p2' })[kind])
    await moved.load()
    expect(moved.state()).toEqual({ state: 'none', storage: 'keychain' })
    expect(store.encryptedApiKey()).toBeNull()
    expect(await moved.save(KEY)).toEqual({ state: 'configured', storage: 'keychain' })
  })

  test('a keychain that is only locked for now keeps its key', async () => {
    await secretsWith(keychain()[kind]).save(KEY)
    const locked = secretsWith(keychain({ isAvailable: false })[kind])
    await locked.load()
    expect(locked.state().state).toBe('none')
    const opened = secretsWith(keychain()[kind])
    await opened.load()
    expect(keyOf(opened)).toBe(KEY)
  })

  test('a keychain that refuses to encrypt leaves the key usable and says that it is in memory', async () => {
    const secrets = secretsWith(keychain({ encryptFails: true })[kind])
    expect(await secrets.save(KEY)).toEqual({ state: 'configured', storage: 'memory' })
    expect(onDisk()).not.toContain(KEY)
  })
})

test('Windows and macOS ask their own store and no Linux backend', async () => {
  for (const platform of ['win32', 'darwin'] as const) {
    const secrets = secretsWith(keychain({ backend: 'basic_text' }).newer, { platform })
    expect(await secrets.save(KEY)).toEqual({ state: 'configured', storage: 'keychain' })
  }
})

test('the calls that stop the app while the keychain asks are not used when there are others', async () => {
  const { newer } = keychain()
  const blocking = () => {
    throw new Error('blocked')
  }
  const secrets = secretsWith({
    ...newer,
    isEncryptionAvailable: blocking,
    encryptString: blocking,
    decryptString: blocking,
  })
  expect(await secrets.save(KEY)).toEqual({ state: 'configured', storage: 'keychain' })
})

test('a key is written anew when the system has changed its own', async () => {
  await secretsWith(keychain().newer).save(KEY)
  const { newer, calls } = keychain({ shouldReEncrypt: true })
  await secretsWith(newer).load()
  expect(calls).toEqual(['decrypt', 'encrypt'])
})

test('a key from the environment is used, never written, and cannot be changed here', async () => {
  const environment = { MISTRAL_API_KEY: ` ${KEY} ` }
  const secrets = secretsWith(keychain().newer, { environment })
  await secrets.load()
  expect(keyOf(secrets)).toBe(KEY)
  expect(secrets.state()).toEqual({ state: 'configured', storage: 'environment' })
  await expect(secrets.save('other')).rejects.toMatchObject({ code: 'forbidden' })
  expect(() => secrets.remove()).toThrow('MISTRAL_API_KEY')
  expect(onDisk()).not.toContain('ApiKey')
})

test('a removed key is gone from memory and disk, and whoever listens hears of each change', async () => {
  const secrets = secretsWith(keychain().newer)
  const heard: HeldKey[] = []
  secrets.onApiKey((key) => heard.push(key))
  await secrets.save(KEY)
  expect(secrets.remove()).toEqual({ state: 'none', storage: 'keychain' })
  expect(heard).toEqual([
    { profileId: 1, apiKey: KEY, isStored: false },
    { profileId: 1, apiKey: null, isStored: false },
  ])
  expect(store.encryptedApiKey()).toBeNull()
})

test('the state that pages see does not hold the key', async () => {
  const secrets = secretsWith(keychain().newer)
  expect(JSON.stringify(await secrets.save(KEY))).not.toContain(KEY)
})

test('each profile has a key of its own, and the first one’s is where the only one was', async () => {
  const first = secretsWith(keychain().newer)
  await first.save(KEY)
  await first.save('mk-of-the-company', 2)
  await first.save('mk-third', 3)
  expect(first.remove(3)).toEqual({ state: 'none', storage: 'keychain' })
  expect(onDisk()).not.toContain('mk-of-the-company')
  const heard: HeldKey[] = []
  const second = secretsWith(keychain().newer)
  second.onApiKey((key) => heard.push(key))
  await second.load()
  expect(heard).toEqual([
    { profileId: 1, apiKey: KEY, isStored: true },
    { profileId: 2, apiKey: 'mk-of-the-company', isStored: true },
  ])
  expect([1, 2, 3].map((profileId) => second.state(profileId).state)).toEqual([
    'configured',
    'configured',
    'none',
  ])
})

test('a key from the environment is the first profile’s alone; others are kept and changed as ever', async () => {
  const secrets = secretsWith(keychain().newer, { environment: { MISTRAL_API_KEY: KEY } })
  await secrets.load()
  expect(await secrets.save('mk-of-the-company', 2)).toEqual({ state: 'configured', storage: 'keychain' })
  expect(secrets.state(1).storage).toBe('environment')
  const next = secretsWith(keychain().newer, { environment: { MISTRAL_API_KEY: KEY } })
  await next.load()
  expect(next.state(2).state).toBe('configured')
})
