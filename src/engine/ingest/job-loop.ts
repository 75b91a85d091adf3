import { isCancelled, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { Notice } from '@shared/models'
import type { JobRecord } from './import-rows'
import type { ImportStore } from './import-store'
import type { JobClock } from './job-clock'
import type { JobOutcome, JobRunner } from './run-job'

/** After so long without a passage written, what reads waits for something else than a core: a drive, a site. */
const QUIET_MS = 500

export interface JobLoopOptions {
  readonly store: ImportStore
  readonly runner: JobRunner
  readonly clock: JobClock
  readonly log: Logger
  readonly now: () => number
  readonly onChange: () => void
}

/** Runs one job after the other, as long as there is one to go on with. */
export interface JobLoop {
  wakeUp(): void
  /** Breaks the job off if it is the one that runs; its rows stay as they are. */
  stopJob(jobId: number): void
  /** Passages are being read and written right now. */
  isReading(): boolean
  notices(): Notice[]
  isClosed(): boolean
  /** Ends after the document being written. */
  close(): Promise<void>
}

export function createJobLoop({ store, runner, clock, log, now, onChange }: JobLoopOptions): JobLoop {
  let current: { readonly jobId: number; readonly abort: AbortController } | null = null
  let running: Promise<void> | null = null
  let isClosed = false
  let fullMessage: string | null = null

  function wakeUp(): void {
    if (isClosed) return
    fullMessage = null
    running ??= runJobs().finally(() => {
      running = null
    })
  }

  async function runJobs(): Promise<void> {
    // others first: the caller gets its job id before anything is read
    await Promise.resolve()
    for (let job = store.nextJob(); job && !isClosed; job = store.nextJob()) {
      const isOver = await runJob(job)
      if (!isOver) return
    }
  }

  /** False when no further job is to be tried now. */
  async function runJob(job: JobRecord): Promise<boolean> {
    const abort = new AbortController()
    current = { jobId: job.id, abort }
    const startedAt = performance.now()
    try {
      if (job.state === 'listing' && !job.isScanned) {
        await runner.list(job, abort.signal)
        abort.signal.throwIfAborted()
        store.setJobState(job.id, 'running', now())
      }
      const outcome = await runner.run(job, abort.signal)
      abort.signal.throwIfAborted()
      return endJob(job, outcome, performance.now() - startedAt)
    } catch (thrown) {
      return afterFailure(job, thrown)
    } finally {
      current = null
      onChange()
    }
  }

  function endJob(job: JobRecord, outcome: JobOutcome, tookMs: number): boolean {
    if (outcome.kind === 'storage_full') fullMessage = outcome.message
    // somebody asked to try a file again at the very end
    else if (store.hasWaiting(job.id)) return true
    // its source is still being looked at
    else if (store.job(job.id)?.state === 'listing') return true
    // with a full disk the rest keeps waiting, for the moment when somebody tries again
    store.setJobState(job.id, 'done', now())
    clock.stop(job.id)
    log.info('import_finished', { jobId: job.id, outcome: outcome.kind, tookMs: Math.round(tookMs) })
    return outcome.kind === 'finished'
  }

  function afterFailure(job: JobRecord, thrown: unknown): boolean {
    if (isCancelled(thrown)) return !isClosed
    const error = toAppError(thrown)
    log.error('import_failed', error.cause ?? error, { jobId: job.id, code: error.code })
    fullMessage = error.code === 'internal' ? null : error.message
    // the job stays as it is and goes on at the next start, or when another import begins
    return false
  }

  return {
    wakeUp,
    stopJob(jobId) {
      if (current?.jobId === jobId) current.abort.abort()
    },
    isReading: () => current !== null && performance.now() - runner.lastWriteMs() < QUIET_MS,
    notices: () => (fullMessage ? [{ code: 'import_paused', level: 'error', message: fullMessage }] : []),
    isClosed: () => isClosed,
    async close() {
      isClosed = true
      current?.abort.abort()
      await running
    },
  }
}
