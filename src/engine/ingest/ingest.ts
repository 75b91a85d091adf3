import { rm } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import type { ImportEvent } from '@shared/contract'
import { AppError, isCancelled, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { ImportFile, ImportJob, Notice } from '@shared/models'
import { type Changes, createChanges } from '../changes/changes'
import type { WritableDb } from '../db/open-database'
import type { Embedder } from '../embed/embedder'
import type { Knowledge } from '../knowledge/knowledge'
import type { Metrics } from '../metrics/metrics'
import type { Parser } from '../parse/parser'
import { type EmbedPending, startEmbedPending } from './embed-pending'
import { createGrants } from './grants'
import {
  createImportStore,
  type FileQuery,
  type FileResult,
  type ImportRoot,
  type JobRecord,
  type WaitingFile,
} from './import-store'
import { createRootLookup } from './roots'
import { createJobRunner, type JobOutcome } from './run-job'
import { createChangedFiles } from './watch-imports'

/** A file during which the engine died so often is left alone. */
const MAX_ATTEMPTS = 3

export interface IngestOptions {
  readonly db: WritableDb
  readonly knowledge: Knowledge
  readonly parser: Parser
  readonly embedder: Embedder
  readonly metrics: Metrics
  readonly log: Logger
  readonly now: () => number
  readonly sampleDir: string
  /** Vocabulary of the model in use; asked anew for each import. */
  readonly tokenizerFile: () => string
  /** Called before an upload's file goes: what has to outlast it is kept then. Never throws. */
  readonly keepUpload?: (documentId: number, filePath: string) => Promise<void>
}

/** Imports as jobs in the database: they survive a crash of any process, and go on at the next start. */
export interface Ingest {
  /** Files or folders of this machine, named by their paths. */
  startPaths(paths: readonly string[]): number
  grant(item: {
    readonly path: string
    readonly label?: string | undefined
    readonly isTemporary?: boolean
  }): string
  startHandles(handles: readonly string[]): number
  startSample(): number
  jobs(): ImportJob[]
  files(query: FileQuery): { files: ImportFile[]; total: number }
  activeJob(): ImportJob | null
  /** What is done stays; the rest of the job is cancelled. */
  cancel(jobId: number): void
  retry(fileIds: readonly number[]): void
  dismiss(jobId: number): void
  readonly changes: Changes
  watchImports(signal: AbortSignal): AsyncGenerator<ImportEvent>
  notices(): Notice[]
  /** Goes on with what an earlier run left, and begins to embed what waits. Call once, at start. */
  resume(): void
  /** Stops after the document being written; everything else goes on at the next start. */
  close(): Promise<void>
}

export function createIngest(options: IngestOptions): Ingest {
  const { db, knowledge, embedder, log, now, sampleDir, keepUpload } = options
  const store = createImportStore(db)
  const grants = createGrants()
  const changes = createChanges()
  const changedFiles = createChangedFiles(changes, store)
  const runner = createJobRunner({ ...options, store, onFilesChanged, onFinished: removeUpload })
  /** Kept while a job runs: 10,000 uploads are 10,000 roots, and each of them ends by one look-up. */
  const lookups = new WeakMap<readonly ImportRoot[], ReturnType<typeof createRootLookup>>()
  let current: { readonly jobId: number; readonly abort: AbortController } | null = null
  let running: Promise<void> | null = null
  let embedding: EmbedPending | null = null
  let isClosed = false
  let fullMessage: string | null = null

  function onFilesChanged(fileIds: readonly number[]): void {
    changedFiles.add(fileIds)
    changes.emit()
  }

  function start(source: 'sample' | 'user', roots: readonly ImportRoot[]): number {
    const jobId = store.addJob(source, roots, now())
    log.info('import_started', { jobId, source, roots: roots.length })
    changes.emit()
    wakeUp()
    return jobId
  }

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
      if (job.state === 'listing') {
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
      changes.emit()
    }
  }

  function endJob(job: JobRecord, outcome: JobOutcome, tookMs: number): boolean {
    if (outcome.kind === 'storage_full') fullMessage = outcome.message
    // somebody asked to try a file again at the very end
    else if (store.hasWaiting(job.id)) return true
    // with a full disk the rest keeps waiting, for the moment when somebody tries again
    store.setJobState(job.id, 'done', now())
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

  /** Uploads are copies that nobody else will remove. A refused one stays until its job is dismissed: it can be tried again. */
  function removeUpload(job: JobRecord, file: WaitingFile, result: FileResult): void {
    if (result.state === 'refused') return
    const remove = () => removeTemporary(job, [file.filePath])
    const isUpload = rootOf(job, file.filePath)?.isTemporary === true
    if (isUpload && result.documentId !== null && keepUpload)
      void keepUpload(result.documentId, file.filePath).finally(remove)
    else remove()
  }

  function rootOf(job: JobRecord, filePath: string): ImportRoot | null {
    const lookUp = lookups.get(job.roots) ?? createRootLookup(job.roots)
    lookups.set(job.roots, lookUp)
    return lookUp(filePath)
  }

  function removeTemporary(job: JobRecord, filePaths: readonly string[]): void {
    for (const filePath of filePaths)
      if (rootOf(job, filePath)?.isTemporary) void rm(filePath, { force: true }).catch(() => {})
  }

  function requireJob(jobId: number): JobRecord {
    const job = store.job(jobId)
    if (!job) throw new AppError('not_found', 'This import is no longer there.')
    return job
  }

  function isUnfinished(job: JobRecord): boolean {
    return job.state === 'listing' || job.state === 'running'
  }

  function cancel(jobId: number): void {
    const job = requireJob(jobId)
    if (!isUnfinished(job)) return
    if (current?.jobId === jobId) current.abort.abort()
    store.setJobState(jobId, 'cancelled', now())
    onFilesChanged(store.cancelFiles(jobId))
    removeTemporary(job, store.filePaths(jobId, ['cancelled']))
    log.info('import_cancelled', { jobId })
  }

  return {
    changes,
    startPaths: (paths) =>
      start(
        'user',
        paths.map((path) => toRoot({ path: resolve(path) })),
      ),
    grant: (item) => grants.grant(toRoot(item)),
    startHandles: (handles) => start('user', grants.take(handles)),
    startSample: () => start('sample', [{ path: sampleDir, label: 'Sample', isTemporary: false }]),
    jobs: store.jobs,
    files: store.files,
    activeJob: store.activeJob,
    cancel,
    retry(fileIds) {
      const retried = store.retryFiles(fileIds)
      onFilesChanged(retried.fileIds)
      wakeUp()
    },
    dismiss(jobId) {
      const job = requireJob(jobId)
      cancel(jobId)
      store.dismiss(jobId)
      removeTemporary(job, store.filePaths(jobId, ['refused', 'waiting']))
      changes.emit()
    },
    watchImports: changedFiles.watch,
    notices: () => (fullMessage ? [{ code: 'import_paused', level: 'error', message: fullMessage }] : []),
    resume() {
      store.recover(MAX_ATTEMPTS, 'Reading this file stopped the app several times, so it is left out.')
      embedding ??= startEmbedPending({ knowledge, embedder, log })
      wakeUp()
    },
    async close() {
      isClosed = true
      current?.abort.abort()
      await Promise.all([running, embedding?.close()])
    },
  }
}

/** A root without a label is called by its own name, not by where it lies. */
function toRoot(item: {
  readonly path: string
  readonly label?: string | undefined
  readonly isTemporary?: boolean
}): ImportRoot {
  const path = resolve(item.path)
  const label = (item.label?.trim() || basename(path) || path).toWellFormed()
  return { path, label, isTemporary: item.isTemporary ?? false }
}
