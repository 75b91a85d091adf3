import type { HeldKey, ModelProfile } from '@shared/model-models'
import { originOf } from '@shared/server-url'
import type { StoredProfile } from './profile-rows'
import type { Profiles } from './profiles'

/**
 * The keys of all profiles, in memory only. Each belongs to the server it was given for: when a profile's address is
 * changed to another server, the key is not sent there until a person says so or gives another one.
 */
export interface ModelKeys {
  /** A key for a profile that is gone is forgotten. */
  set(given: HeldKey): void
  /** Null when there is none, or none for the server the profile names now. */
  for(profile: StoredProfile): string | null
  state(profile: StoredProfile): ModelProfile['key']
  /** From now on the key of this profile belongs to the server it names now. */
  confirm(profileId: number): void
  forget(profileId: number): void
}

export function createModelKeys(profiles: Profiles): ModelKeys {
  const keys = new Map<number, string>()

  function state(profile: StoredProfile): ModelProfile['key'] {
    if (!keys.has(profile.id)) return 'none'
    return profile.keyOrigin === originOf(profile.serverUrl) ? 'configured' : 'other_server'
  }

  return {
    set({ profileId, apiKey, isStored }) {
      const profile = profiles.list().find(({ id }) => id === profileId)
      if (!profile) return
      if (apiKey === null) {
        keys.delete(profileId)
        // what is kept was removed as well, or was never there
        if (profile.keyOrigin !== null && !isStored) profiles.setKeyOrigin(profileId, null)
        return
      }
      keys.set(profileId, apiKey)
      const origin = originOf(profile.serverUrl)
      // a key from before there was more than one server belongs to the one that is set
      const isBound = isStored && profile.keyOrigin !== null
      if (!isBound && profile.keyOrigin !== origin) profiles.setKeyOrigin(profileId, origin)
    },
    for: (profile) => (state(profile) === 'configured' ? (keys.get(profile.id) ?? null) : null),
    state,
    confirm(profileId) {
      const profile = profiles.get(profileId)
      if (keys.has(profileId)) profiles.setKeyOrigin(profileId, originOf(profile.serverUrl))
    },
    forget: (profileId) => void keys.delete(profileId),
  }
}
