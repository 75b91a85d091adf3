import { Worker } from 'node:worker_threads'
import type { Logger } from '@shared/log'
import type { WritableDb } from './open-database'

export interface CheckpointThreadData {
  /** The database. */
  readonly file: string
}

export interface CopyReply {
  readonly isDone: boolean
}

/** Lengths of the write-ahead log, in pages of 4 kB. */
export interface LogLimits {
  /** So much that was not copied yet is. */
  readonly copiedFrom: number
  /** A log of that length has work wait until all of it is copied: only then does SQLite begin it anew. */
  readonly waitedFrom: number
  /** What SQLite looks at by itself, with a commit and on the thread that commits, for work that writes little. */
  readonly usual: number
}

/** 16 MB, 64 MB and SQLite's own 4 MB. */
const LIMITS: LogLimits = { copiedFrom: 4_000, waitedFrom: 16_000, usual: 1_000 }
/** Whoever else writes during such work finds the log long, and must not copy it at once. */
const OUT_OF_REACH = 4

export interface CheckpointsOptions extends CheckpointThreadData {
  readonly db: WritableDb
  readonly log: Logger
  /** The built checkpoint-thread. */
  readonly threadFile: string
  readonly limits?: LogLimits
}

/**
 * Copies the write-ahead log into the database beside the thread that writes. SQLite itself does it with the commit that
 * made the log long, and waits for the drive twice: some 10 ms each time, and a third of a second on a busy drive, in
 * which nobody gets an answer. Where there is no thread, or it ends, SQLite goes on by itself.
 */
export interface Checkpoints {
  /** For work that writes for minutes: from now on the log is looked after between its steps. */
  begin(): LongWork
  /** Before the database is closed, so that this connection is not the last one. */
  close(): Promise<void>
}

export interface LongWork {
  /** After a transaction. Resolves at once, but for one in some hundred. */
  turn(): Promise<void>
  end(): void
}

export function createCheckpoints(options: CheckpointsOptions): Checkpoints {
  const { db, file, log, threadFile, limits = LIMITS } = options
  let worker: Worker | null = null
  let running: PromiseWithResolvers<void> | null = null
  let isOver = false
  let atWork = 0

  function leaveToSqlite(pages: number): void {
    db.pragma(`wal_autocheckpoint = ${pages}`)
  }

  function give(reason: unknown): void {
    if (isOver) return
    isOver = true
    log.warn('checkpoint_thread_ended', { reason: String(reason) })
    if (db.open) leaveToSqlite(limits.usual)
    running?.resolve()
    running = null
  }

  function start(): Worker {
    const data: CheckpointThreadData = { file }
    const started = new Worker(threadFile, { workerData: data, execArgv: [] })
    started.on('message', ({ isDone }: CopyReply) => {
      running?.resolve()
      running = null
      if (!isDone) give('the log could not be copied')
    })
    started.on('error', give)
    started.on('exit', give)
    started.unref()
    return started
  }

  /** What is committed before this call. */
  async function copy(): Promise<void> {
    while (running) await running.promise
    if (isOver) return
    worker ??= start()
    running = Promise.withResolvers<void>()
    worker.postMessage('copy')
    await running.promise
  }

  function lengths(): { readonly log: number; readonly checkpointed: number } {
    const [row] = db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[]
    return row ?? { log: 0, checkpointed: 0 }
  }

  function begin(): LongWork {
    /** Longer when someone still reads an old state, and copying alone did not let the log begin anew. */
    let waitedFrom = limits.waitedFrom
    let hasEnded = false
    atWork++
    if (!isOver) leaveToSqlite(limits.waitedFrom * OUT_OF_REACH)

    return {
      async turn() {
        if (isOver) return
        const { log: length, checkpointed } = lengths()
        if (length < waitedFrom) {
          if (length < limits.waitedFrom) waitedFrom = limits.waitedFrom
          if (!running && length - checkpointed >= limits.copiedFrom) void copy()
          return
        }
        await copy()
        waitedFrom = length + limits.waitedFrom
      },
      end() {
        if (hasEnded) return
        hasEnded = true
        atWork--
        if (atWork > 0 || isOver) return
        // what is left is copied first: the next small write would have to do it
        const isMuch = lengths().log >= limits.usual
        void (isMuch ? copy() : Promise.resolve()).then(() => {
          if (atWork === 0 && db.open) leaveToSqlite(limits.usual)
        })
      },
    }
  }

  return {
    begin,
    async close() {
      const ending = worker
      // its end is no news then
      isOver = true
      running?.resolve()
      running = null
      await ending?.terminate()
    },
  }
}

/** For an engine without threads: SQLite copies by itself. */
export const NO_CHECKPOINTS: Checkpoints = {
  begin: () => ({ turn: async () => {}, end: () => {} }),
  close: async () => {},
}
