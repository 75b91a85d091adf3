import type { Settings } from '@shared/settings'
import type { ModelRequest, PromptMessage } from './answer-model'

/** The first time and two more: what is broken for longer is not mended by asking. */
const TRIES = 3

export function toModelRequest(
  settings: Settings,
  apiKey: string,
  messages: readonly PromptMessage[],
  onSent: (waitedMs: number) => void,
): ModelRequest {
  return {
    messages,
    apiKey,
    modelName: settings.modelName,
    serverUrl: settings.serverUrl,
    temperature: settings.creativity / 100,
    maxTokens: settings.maxAnswerTokens,
    firstByteTimeoutMs: settings.firstByteTimeoutS * 1000,
    idleTimeoutMs: settings.idleTimeoutS * 1000,
    requestsPerMinute: settings.requestsPerMinute,
    tries: TRIES,
    onSent,
  }
}
