import type { HelperName } from '@shared/engine-start'
import { type AppError, isCancelled, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import { createHelperClient } from '../processes/helper-client'
import type { StartHelper } from '../processes/helper-process'
import type { ParseMessage, RefusedFile } from './parse-messages'

/** The process gives its memory back after a minute without a file. */
const IDLE_MS = 60_000
/** On top, for large files: the slowest kind, Markdown, takes 0.9 s a megabyte on an idle machine. */
const TIMEOUT_MS_PER_MEGABYTE = 3_000

/** SIGABRT is how V8 ends when its heap is full; SIGTERM is sent by the watch over the process's memory. */
const OUT_OF_MEMORY: ReadonlySet<number> = new Set([128 + 6, 128 + 15])

export interface ReaderProcessOptions {
  readonly name: HelperName
  readonly startHelper: StartHelper
  readonly log: Logger
  /** For each request. */
  readonly timeoutMs: number
}

/** One process that reads files. Its death or silence is a refusal of the file it had. */
export interface ReaderProcess {
  /** `sizeBytes` of the file buys patience. Rejects with `cancelled` only. */
  ask<T>(message: ParseMessage, sizeBytes: number, signal: AbortSignal | undefined): Promise<T | RefusedFile>
  readonly pid: number | undefined
  close(): void
}

export function createReaderProcess({
  name,
  startHelper,
  log,
  timeoutMs,
}: ReaderProcessOptions): ReaderProcess {
  let exitCode: number | null = null
  const onExit = (code: number | null) => {
    exitCode = code
  }
  const helper = createHelperClient({ name, start: startHelper, idleMs: IDLE_MS, log, onExit })

  return {
    async ask<T>(message: ParseMessage, sizeBytes: number, signal: AbortSignal | undefined) {
      exitCode = null
      const patienceMs = timeoutMs + Math.floor(sizeBytes / 1_000_000) * TIMEOUT_MS_PER_MEGABYTE
      try {
        return (await helper.request(message, { signal, timeoutMs: patienceMs })) as T
      } catch (thrown) {
        if (isCancelled(thrown)) throw thrown
        const error = toAppError(thrown)
        log.warn('file_not_parsed', { code: error.code })
        return refusalOf(error, patienceMs, exitCode)
      }
    },
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
