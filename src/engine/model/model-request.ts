import type { Notice } from '@shared/models'
import type { ModelRequest, PromptMessage } from './answer-model'

/** Who writes an answer, and how: fixed when the question is asked, because settings may change meanwhile. */
export interface ModelTarget {
  readonly profileId: number
  readonly modelName: string
  readonly serverUrl: string
  /** Null: the server is asked without one. */
  readonly apiKey: string | null
  /** 0 … 100 */
  readonly creativity: number
  readonly maxAnswerTokens: number
  readonly firstByteTimeoutMs: number
  readonly idleTimeoutMs: number
  readonly requestsPerMinute: number
  /** Why it cannot be asked at all; null when it can. */
  readonly obstacle: Notice | null
}

/** The first time and two more: what is broken for longer is not mended by asking. */
const TRIES = 3

export function toModelRequest(
  target: ModelTarget,
  messages: readonly PromptMessage[],
  onSent: (waitedMs: number) => void,
): ModelRequest {
  const { profileId, modelName, serverUrl, apiKey } = target
  return {
    messages,
    profileId,
    modelName,
    serverUrl,
    apiKey,
    temperature: target.creativity / 100,
    maxTokens: target.maxAnswerTokens,
    firstByteTimeoutMs: target.firstByteTimeoutMs,
    idleTimeoutMs: target.idleTimeoutMs,
    requestsPerMinute: target.requestsPerMinute,
    tries: TRIES,
    onSent,
  }
}
