import { join } from 'node:path'
import { toAppError } from '@shared/errors'
import type { Client } from '@shared/rpc/client'

/** Runs on the engine of the data folder, whoever started it. */
export type RunOnEngine = <T>(work: (client: Client) => Promise<T>) => Promise<T>

/** What a tool gives: the same facts for a program, and as text for a reader. */
export interface ToolResult<T> {
  readonly structured: T
  readonly text: string
}

/** What every tool works with. */
export interface ToolContext {
  readonly run: RunOnEngine
  /** Aborts when the client takes its request back. */
  readonly signal: AbortSignal
}

/**
 * Turns a tool's result into the protocol's shape. A failure is an answer too, in a sentence the asking program can act
 * on: protocol errors are mostly swallowed on the other side.
 */
export async function answerWith<T extends Record<string, unknown>>(
  dataDir: string,
  work: () => Promise<ToolResult<T>>,
) {
  try {
    const { structured, text } = await work()
    return { content: [{ type: 'text' as const, text }], structuredContent: structured }
  } catch (thrown) {
    const { code, message } = toAppError(thrown)
    const isOurs = code === 'internal' || code === 'engine_stopped'
    const sentence = isOurs
      ? `Something went wrong inside VerdeMuse. The log is in ${join(dataDir, 'logs')}.`
      : message
    return { content: [{ type: 'text' as const, text: sentence }], isError: true }
  }
}
