import { AppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { Notice } from '@shared/models'
import {
  DEFAULT_SETTINGS,
  type SettingKey,
  type Settings,
  type SettingsPatch,
  settingsPatchSchema,
  settingsSchema,
} from '@shared/settings'
import { type Changes, createChanges } from '../changes/changes'
import type { WritableDb } from '../db/open-database'
import { withStorageErrors } from '../db/storage-error'
import { SETTING_PROBLEMS } from './setting-problems'

export interface SettingsStore {
  get(): Settings
  /** All of the patch or nothing. Throws bad_request with a sentence for the first value that does not fit. */
  update(patch: SettingsPatch): Settings
  readonly changes: Changes
  /** One for each setting whose stored value could not be read. */
  notices(): Notice[]
}

interface SettingRow {
  readonly key: string
  readonly value: string
  readonly isSetAside: number
}

/**
 * One row a key. A value that does not fit is set aside and its default used; a version that understands it takes it
 * up again. Keys this version does not know are left alone: a newer one may have written them.
 */
export function createSettings({ db, log }: { db: WritableDb; log: Logger }): SettingsStore {
  const statements = prepare(db)
  const changes = createChanges()
  const setAside = new Set<SettingKey>()
  let settings: Settings = load()

  function load(): Settings {
    const found: Record<string, unknown> = {}
    for (const { key, value, isSetAside } of statements.all.all()) {
      if (!isSettingKey(key)) continue
      const parsed = settingsSchema.shape[key].safeParse(fromJson(value))
      if (parsed.success) found[key] = parsed.data
      else setAside.add(key)
      if (parsed.success === (isSetAside === 1)) statements.mark.run(parsed.success ? 0 : 1, key)
    }
    if (setAside.size > 0) log.warn('settings_set_aside', { count: setAside.size })
    return { ...DEFAULT_SETTINGS, ...found }
  }

  const write = db.transaction((patch: SettingsPatch) => {
    for (const [key, value] of Object.entries(patch)) {
      // the unreadable value keeps a place of its own, so that it is not lost under the new one
      if (setAside.has(key as SettingKey)) statements.moveAway.run({ key })
      statements.put.run(key, JSON.stringify(value))
    }
  })

  function update(patch: SettingsPatch): Settings {
    const parsed = settingsPatchSchema.safeParse(patch)
    if (!parsed.success) {
      const key = String(parsed.error.issues[0]?.path[0] ?? '')
      throw new AppError('bad_request', isSettingKey(key) ? SETTING_PROBLEMS[key] : 'These are no settings.')
    }
    const given = Object.fromEntries(Object.entries(parsed.data).filter(([, value]) => value !== undefined))
    if (Object.keys(given).length === 0) return settings
    withStorageErrors(() => write.immediate(given))
    for (const key of Object.keys(given)) setAside.delete(key as SettingKey)
    settings = { ...settings, ...given }
    changes.emit()
    return settings
  }

  function notices(): Notice[] {
    return [...setAside].map((key) => ({
      code: 'setting_set_aside',
      level: 'warning',
      message: `The stored value of the setting “${key}” could not be read. Its default is used, and the old value is kept aside.`,
    }))
  }

  return { get: () => settings, update, changes, notices }
}

function prepare(db: WritableDb) {
  return {
    all: db.prepare<[], SettingRow>('SELECT key, value, is_set_aside AS isSetAside FROM settings'),
    mark: db.prepare('UPDATE settings SET is_set_aside = ? WHERE key = ?'),
    moveAway: db.prepare(
      `UPDATE settings SET key = @key || '.set-aside.' || (SELECT count(*) FROM settings WHERE key GLOB @key || '.set-aside.*')
       WHERE key = @key`,
    ),
    put: db.prepare(
      `INSERT INTO settings (key, value) VALUES (?, ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, is_set_aside = 0`,
    ),
  }
}

function isSettingKey(key: string): key is SettingKey {
  return Object.hasOwn(settingsSchema.shape, key)
}

/** Undefined for what is no JSON: no setting may be undefined, so it is set aside like any other bad value. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
