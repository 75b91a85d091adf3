import type { TokenUsage } from '@shared/models'

export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

export interface ModelRequest {
  readonly messages: readonly PromptMessage[]
  /** What it is for: the answer, and details that the person lets out as they are. */
  readonly about?: { readonly messageId?: number; readonly released?: readonly string[] } | undefined
  /** Of whom the request is: its key, its tokens, its rest after failures. */
  readonly profileId: number
  readonly modelName: string
  readonly serverUrl: string
  /** Null: the server is asked without one. */
  readonly apiKey: string | null
  /** 0 … 1 */
  readonly temperature: number
  readonly maxTokens: number
  readonly firstByteTimeoutMs: number
  readonly idleTimeoutMs: number
  readonly requestsPerMinute: number
  /** How often the request may be sent in all; 1 for a connection test. */
  readonly tries: number
  /** Called once, when the request leaves; `waitedMs` is what the client-side rate limit held it back. */
  readonly onSent?: ((waitedMs: number) => void) | undefined
  /** Asked before the request is sent again; absent: it may be. */
  readonly mayRepeat?: (() => boolean) | undefined
  /** The server asked for a longer rest than a person waits. */
  readonly onRestAsked?: ((restMs: number) => void) | undefined
}

/** length: the answer reached maxTokens; too_long: it went on beyond every measure and was ended here. */
export type StreamEnd = 'complete' | 'length' | 'too_long'

export interface StreamResult {
  readonly end: StreamEnd
  /** As the server counted; null when it did not say. */
  readonly usage: TokenUsage | null
}

/**
 * Something that writes an answer. Yields pieces of text as they come; returns how it ended. Throws an AppError with
 * one of the api_ codes and a plain sentence, or `cancelled` when the signal aborts, which also closes the socket.
 */
export interface AnswerModel {
  stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<string, StreamResult, void>
  /** Names of the models on the server, as it spells them. Throws as `stream` does; not_found where it has no list. */
  list(request: ModelAddress, signal: AbortSignal): Promise<string[]>
  /** Loads what the first request will need. */
  warmUp(): void
  close(): Promise<void>
}

export type ModelAddress = Pick<ModelRequest, 'serverUrl' | 'apiKey' | 'firstByteTimeoutMs'>
