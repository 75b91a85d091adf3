export interface PromptMessage {
  readonly role: 'system' | 'user' | 'assistant'
  readonly content: string
}

export interface ModelRequest {
  readonly messages: readonly PromptMessage[]
  readonly modelName: string
  readonly serverUrl: string
  readonly apiKey: string
  /** 0 … 1 */
  readonly temperature: number
  readonly maxTokens: number
  readonly firstByteTimeoutMs: number
  readonly idleTimeoutMs: number
  readonly requestsPerMinute: number
  /** How often the request may be sent in all; 1 for a connection test. */
  readonly tries: number
  /** Called once, when the request leaves; `waitedMs` is what the client-side rate limit held it back. */
  readonly onSent?: (waitedMs: number) => void
}

/** length: the answer reached maxTokens; too_long: it went on beyond every measure and was ended here. */
export type StreamEnd = 'complete' | 'length' | 'too_long'

/**
 * Something that writes an answer. Yields pieces of text as they come; returns how it ended. Throws an AppError with
 * one of the api_ codes and a plain sentence, or `cancelled` when the signal aborts, which also closes the socket.
 */
export interface AnswerModel {
  stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<string, StreamEnd, void>
  /** Loads what the first request will need. */
  warmUp(): void
  close(): Promise<void>
}
