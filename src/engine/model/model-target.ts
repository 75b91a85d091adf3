import type { Notice } from '@shared/models'
import { parseUrl } from '@shared/server-url'
import type { Settings } from '@shared/settings'
import type { ModelKeys } from './model-keys'
import type { ModelTarget } from './model-request'
import type { StoredProfile } from './profile-rows'

export const NO_KEY_NOTICE: Notice = {
  code: 'api_key_missing',
  level: 'info',
  message:
    'Answered from the knowledge base without a model. Add a Mistral API key in Settings to get written answers.',
}

export function toTarget(profile: StoredProfile, keys: ModelKeys, settings: Settings): ModelTarget {
  const { id, modelName, serverUrl, creativity, maxAnswerTokens } = profile
  const apiKey = keys.for(profile)
  return {
    profileId: id,
    modelName,
    serverUrl,
    apiKey,
    creativity,
    maxAnswerTokens,
    firstByteTimeoutMs: settings.firstByteTimeoutS * 1000,
    idleTimeoutMs: settings.idleTimeoutS * 1000,
    requestsPerMinute: settings.requestsPerMinute,
    obstacle: apiKey === null && profile.needsKey ? obstacle(profile, keys) : null,
  }
}

function obstacle(profile: StoredProfile, keys: ModelKeys): Notice {
  if (keys.state(profile) === 'none') return NO_KEY_NOTICE
  const before = parseUrl(profile.keyOrigin ?? '')?.host ?? 'another server'
  const now = parseUrl(profile.serverUrl)?.host ?? 'this server'
  return {
    code: 'api_key_missing',
    level: 'warning',
    message: `Answered from the knowledge base without a model: the API key was given for ${before} and is not sent to ${now}. Confirm it or enter another one in Settings.`,
  }
}
