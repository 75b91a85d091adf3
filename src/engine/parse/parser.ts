import { type AppError, isCancelled, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import { createHelperClient } from '../processes/helper-client'
import type { StartHelper } from '../processes/helper-process'
import type {
  BatchReply,
  NeedsRestart,
  OpenReply,
  ParsedBatch,
  ParsedDocument,
  ParseMessage,
  ParseRequest,
  RefusedFile,
  WireDocument,
} from './parse-messages'

/** The process gives its memory back after a minute without a file. */
const IDLE_MS = 60_000
/** For each request: a file that keeps the reader busy longer is made to do so. */
const FILE_TIMEOUT_MS = 60_000
/** On top, for large files: the slowest kind, Markdown, takes 0.9 s a megabyte on an idle machine. */
const TIMEOUT_MS_PER_MEGABYTE = 3_000

/** SIGABRT is how V8 ends when its heap is full; SIGTERM is sent by the watch over the process's memory. */
const OUT_OF_MEMORY: ReadonlySet<number> = new Set([128 + 6, 128 + 15])

export interface ParserOptions {
  readonly startHelper: StartHelper
  readonly log: Logger
  readonly timeoutMs?: number
}

/**
 * Reads files in a process of its own, one at a time: `open`, then `parse`, then `next` while there is more.
 * A process that hangs or dies costs that file (`timed_out`, `parser_failed`); the next `open` starts a new one.
 * Aborting a signal rejects with `cancelled` and ends the process.
 */
export interface Parser {
  open(request: ParseRequest, signal?: AbortSignal): Promise<OpenReply>
  parse(signal?: AbortSignal): Promise<ParsedBatch | RefusedFile>
  next(signal?: AbortSignal): Promise<ParsedBatch | RefusedFile>
  /** Lets go of an opened file that need not be parsed. */
  drop(): void
  /** For tests and figures; undefined while no process runs. */
  readonly pid: number | undefined
  close(): void
}

export function createParser({ startHelper, log, timeoutMs = FILE_TIMEOUT_MS }: ParserOptions): Parser {
  let openBytes = 0
  let exitCode: number | null = null
  const onExit = (code: number | null) => {
    exitCode = code
  }
  const helper = createHelperClient({ name: 'parse', start: startHelper, idleMs: IDLE_MS, log, onExit })

  async function ask<T>(message: ParseMessage, signal: AbortSignal | undefined): Promise<T | RefusedFile> {
    exitCode = null
    const patienceMs = timeoutMs + Math.floor(openBytes / 1_000_000) * TIMEOUT_MS_PER_MEGABYTE
    try {
      return (await helper.request(message, { signal, timeoutMs: patienceMs })) as T
    } catch (thrown) {
      if (isCancelled(thrown)) throw thrown
      const error = toAppError(thrown)
      log.warn('file_not_parsed', { code: error.code })
      return refusalOf(error, patienceMs, exitCode)
    }
  }

  async function batch(kind: 'parse' | 'next', signal: AbortSignal | undefined) {
    const reply = await ask<BatchReply>({ kind }, signal)
    return reply.kind === 'refused' ? reply : { ...reply, documents: reply.documents.map(fromWire) }
  }

  return {
    async open(request, signal) {
      openBytes = 0
      const message = { kind: 'open', request } as const
      let reply = await ask<OpenReply | NeedsRestart>(message, signal)
      if (reply.kind === 'needs_restart') {
        helper.stop()
        reply = await ask<OpenReply | NeedsRestart>(message, signal)
      }
      // a new process loads what its first file needs
      if (reply.kind === 'needs_restart') throw new Error('a new reader without its libraries')
      openBytes = reply.kind === 'opened' ? reply.sizeBytes : 0
      return reply
    },
    parse: (signal) => batch('parse', signal),
    next: (signal) => batch('next', signal),
    drop: () => void ask<null>({ kind: 'drop' }, undefined).catch(() => {}),
    get pid() {
      return helper.pid
    },
    close: () => helper.stop(),
  }
}

function refusalOf(error: AppError, timeoutMs: number, exitCode: number | null): RefusedFile {
  if (error.code === 'timed_out')
    return {
      kind: 'refused',
      code: 'timed_out',
      message: `Reading the file took longer than ${Math.round(timeoutMs / 1000)} seconds.`,
      sizeBytes: null,
    }
  if (exitCode !== null && OUT_OF_MEMORY.has(exitCode))
    return {
      kind: 'refused',
      code: 'too_complex',
      message: 'Reading the file took more memory than a file may need.',
      sizeBytes: null,
    }
  return {
    kind: 'refused',
    code: 'parser_failed',
    message: 'The file made the reader stop. It may be damaged, or need more memory than it may have.',
    sizeBytes: null,
  }
}

function fromWire(document: WireDocument): ParsedDocument {
  const { text } = document
  const chunks = document.chunks.map((chunk) => ({ ...chunk, text: text.slice(chunk.start, chunk.end) }))
  return { ...document, chunks }
}
