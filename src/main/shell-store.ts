import { readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from '@shared/log'
import { FIRST_PROFILE_ID } from '@shared/model-models'
import Store from 'electron-store'
import { z } from 'zod'

const finiteInteger = z.number().int().min(-100_000).max(100_000)
export const windowStateSchema = z.object({
  x: finiteInteger,
  y: finiteInteger,
  width: z.number().int().min(200).max(20_000),
  height: z.number().int().min(200).max(20_000),
  isMaximized: z.boolean(),
})
export type WindowState = z.infer<typeof windowStateSchema>

/** A key as the system encrypted it, in base64. */
const encryptedKeySchema = z.string().min(1).max(20_000)
const encryptedKeysSchema = z.record(z.string().regex(/^\d{1,9}$/), encryptedKeySchema)

/** What the desktop shell keeps before there is an engine. A value that does not fit counts as absent. */
export interface ShellStore {
  windowState(): WindowState | null
  setWindowState(state: WindowState): void
  /** Of one profile; without a number of the first one. */
  encryptedApiKey(profileId?: number): string | null
  /** Null removes it. Throws when the disk refuses. */
  setEncryptedApiKey(encrypted: string | null, profileId?: number): void
  profilesWithKey(): number[]
}

export interface ShellStoreOptions {
  readonly dataDir: string
  readonly log: Logger
  readonly now?: () => number
}

/** Opens `<dataDir>/config.json`; a damaged one is set aside under a name with the time, never deleted. */
export function openShellStore({ dataDir, log, now = Date.now }: ShellStoreOptions): ShellStore {
  setAsideWhenDamaged(join(dataDir, 'config.json'), log, now)
  const store = openStore(dataDir, log)
  /** The first profile's stands where the only key stood when there was one. */
  function keys(): Record<number, string> {
    const first = encryptedKeySchema.safeParse(store.get('encryptedApiKey')).data
    const others = encryptedKeysSchema.safeParse(store.get('encryptedApiKeys')).data ?? {}
    return { ...others, ...(first === undefined ? {} : { [FIRST_PROFILE_ID]: first }) }
  }
  return {
    windowState: () => windowStateSchema.safeParse(store.get('windowState')).data ?? null,
    setWindowState(state) {
      try {
        store.set('windowState', state)
      } catch (error) {
        // where the window stood is not worth a message
        log.error('window_state_not_saved', error)
      }
    },
    encryptedApiKey: (profileId = FIRST_PROFILE_ID) => keys()[profileId] ?? null,
    setEncryptedApiKey(encrypted, profileId = FIRST_PROFILE_ID) {
      if (profileId !== FIRST_PROFILE_ID) {
        const { [FIRST_PROFILE_ID]: _first, [profileId]: _old, ...others } = keys()
        store.set('encryptedApiKeys', encrypted === null ? others : { ...others, [profileId]: encrypted })
      } else if (encrypted === null) store.delete('encryptedApiKey')
      else store.set('encryptedApiKey', encrypted)
    },
    profilesWithKey: () => Object.keys(keys()).map(Number),
  }
}

interface KeyValueStore {
  get(key: string): unknown
  set(key: string, value: unknown): void
  delete(key: string): void
}

function openStore(dataDir: string, log: Logger): KeyValueStore {
  try {
    return new Store<Record<string, unknown>>({
      cwd: dataDir,
      clearInvalidConfig: false,
      configFileMode: 0o600,
    })
  } catch (error) {
    log.error('config_unusable', error)
    return new Map<string, unknown>()
  }
}

function setAsideWhenDamaged(file: string, log: Logger, now: () => number): void {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) return
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
  }
  try {
    renameSync(file, `${file}.corrupt-${now()}`)
    log.warn('config_set_aside')
  } catch (error) {
    log.error('config_not_set_aside', error)
  }
}
