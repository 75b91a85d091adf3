import { AppError } from '@shared/errors'
import { FIRST_PROFILE_ID, type ProfileFields, type ProfilePatch } from '@shared/model-models'
import type { Settings, SettingsPatch } from '@shared/settings'
import type { WritableDb } from '../db/open-database'
import { withStorageErrors } from '../db/storage-error'
import { createProfileRows, type StoredProfile } from './profile-rows'

/**
 * Servers and models to choose from. Server, model, creativity and length of the active profile are the settings of
 * these names, so that whoever changes a setting changes the profile that is in force; a resting profile keeps them
 * in its row, and they change place when another one is activated.
 */
export interface Profiles {
  list(): readonly StoredProfile[]
  active(): StoredProfile
  /** Throws not_found. */
  get(id: number): StoredProfile
  /** Throws bad_request for a name that is taken. */
  add(fields: ProfileFields): StoredProfile
  update(id: number, patch: ProfilePatch): StoredProfile
  /** Neither the first one nor the active one. */
  remove(id: number): void
  activate(id: number): void
  setKeyOrigin(id: number, origin: string | null): void
}

export interface ProfilesOptions {
  readonly db: WritableDb
  readonly settings: { get(): Settings; update(patch: SettingsPatch): unknown }
  readonly onChange: () => void
}

/** More than anybody chooses among. */
const MAX_PROFILES = 50
type SharedField = 'serverUrl' | 'modelName' | 'creativity' | 'maxAnswerTokens'

export function createProfiles({ db, settings, onChange }: ProfilesOptions): Profiles {
  const rows = createProfileRows(db)
  let stored = rows.all()

  function list(): readonly StoredProfile[] {
    const current = sharedFields(settings.get())
    return stored.map((profile) => (profile.isActive ? { ...profile, ...current } : profile))
  }

  function get(id: number): StoredProfile {
    const found = list().find((profile) => profile.id === id)
    if (!found) throw new AppError('not_found', 'This profile is no longer there.')
    return found
  }

  function active(): StoredProfile {
    return list().find(({ isActive }) => isActive) ?? get(FIRST_PROFILE_ID)
  }

  function write(work: () => void): void {
    try {
      withStorageErrors(() => db.transaction(work).immediate())
    } finally {
      stored = rows.all()
    }
    onChange()
  }

  function assertFreeName(name: string, exceptId: number | null): void {
    const isTaken = stored.some((one) => one.id !== exceptId && one.name.toLowerCase() === name.toLowerCase())
    if (isTaken) throw new AppError('bad_request', `There is a profile named “${name}” already.`)
  }

  function update(id: number, patch: ProfilePatch): StoredProfile {
    const before = get(id)
    const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
    const fields = { ...before, ...given }
    assertFreeName(fields.name, id)
    write(() => {
      rows.put(id, fields)
      // last: what it has taken up in memory must not be rolled back on the disk
      if (before.isActive) settings.update(sharedFields(fields))
    })
    return get(id)
  }

  return {
    list,
    active,
    get,
    add(fields) {
      assertFreeName(fields.name, null)
      if (stored.length >= MAX_PROFILES)
        throw new AppError('bad_request', `There can be ${MAX_PROFILES} profiles.`)
      let id = 0
      write(() => {
        id = rows.add(fields)
      })
      return get(id)
    },
    update,
    remove(id) {
      const { isActive } = get(id)
      if (id === FIRST_PROFILE_ID) throw new AppError('bad_request', 'The first profile cannot be removed.')
      if (isActive)
        throw new AppError('bad_request', 'This profile is in use. Choose another one, then remove it.')
      write(() => rows.remove(id))
    },
    activate(id) {
      const next = get(id)
      const before = active()
      if (next.id === before.id) return
      write(() => {
        rows.put(before.id, before)
        rows.activate(id)
        settings.update(sharedFields(next))
      })
    },
    setKeyOrigin: (id, origin) => write(() => rows.setKeyOrigin(id, origin)),
  }
}

function sharedFields(from: Pick<Settings, SharedField>): Pick<Settings, SharedField> {
  const { serverUrl, modelName, creativity, maxAnswerTokens } = from
  return { serverUrl, modelName, creativity, maxAnswerTokens }
}
