import { mkdirSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { ImportEvent } from '@shared/contract'
import { AppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { ImportFile, ImportFileState, ImportJob, Notice, RefusalCode, SourceKind } from '@shared/models'
import { type Changes, createChanges } from '../changes/changes'
import { type Checkpoints, NO_CHECKPOINTS } from '../db/checkpoints'
import { createDrive } from '../db/drive'
import type { WritableDb } from '../db/open-database'
import type { Embedder } from '../embed/embedder'
import { FIRST_COLLECTION_ID, type Knowledge, SAMPLE_SOURCE_ID } from '../knowledge/knowledge'
import type { Metrics } from '../metrics/metrics'
import type { Parser } from '../parse/parser'
import { createCollectionStore } from '../sources/collection-store'
import { createSourceFiles } from '../sources/source-files'
import { createSourceStore } from '../sources/source-store'
import { type EmbedPending, startEmbedPending } from './embed-pending'
import { exportAsCsv, exportAsJson } from './export-files'
import { createFileListLister } from './file-list-lister'
import { createFolderLister } from './folder-lister'
import { createFollowSources, FOLLOW_TIMES, type FollowTimes } from './follow-sources'
import { createGrants } from './grants'
import type { FileQuery, FileResult, FinishedFile, ImportRoot, JobRecord } from './import-rows'
import { createImportStore } from './import-store'
import { createJobClock } from './job-clock'
import { createJobLoop } from './job-loop'
import type { Lister } from './lister'
import { createManageSources, type ManageSources } from './manage-sources'
import { retryPages } from './retry-pages'
import { createJobRunner } from './run-job'
import { createScanner, isFollowed } from './scan-source'
import { createUploads } from './uploads'
import { createChangedFiles } from './watch-imports'

/** A file during which the engine died so often is left alone. */
const MAX_ATTEMPTS = 3
/** Reasons that pass: the next look at a source reads such files again. */
const PASSING: ReadonlySet<RefusalCode> = new Set(['no_access', 'changed', 'gone', 'storage_full'])
const FILES_PER_PAGE = 500

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
  /** A folder for what sources bring along until it is read. */
  readonly spoolDir: string
  /** Of the kinds of sources that other rooms can list; folders and files are listed here. */
  readonly listers?: Partial<Record<SourceKind, Lister>>
  readonly followTimes?: FollowTimes
  /** Absent: SQLite copies its log by itself. */
  readonly checkpoints?: Checkpoints
}

export interface ExportQuery {
  readonly jobId?: number | undefined
  readonly states?: readonly ImportFileState[] | undefined
  readonly as: 'csv' | 'json'
}

/** Imports as jobs in the database: they survive a crash of any process, and go on at the next start. */
export interface Ingest {
  /** Files or folders of this machine, named by their paths. */
  startPaths(paths: readonly string[], collectionId?: number): number
  grant(item: {
    readonly path: string
    readonly label?: string | undefined
    readonly isTemporary?: boolean
  }): string
  /** Where one picked thing lies that is no import, such as a pack. The handle is used up. Throws not_found. */
  takePath(handle: string): string
  startHandles(handles: readonly string[], collectionId?: number): number
  startSample(): number
  jobs(): ImportJob[]
  files(query: FileQuery): { files: ImportFile[]; total: number }
  activeJob(): ImportJob | null
  /** What is done stays; the rest of the job is cancelled. */
  cancel(jobId: number): void
  /** Nothing is read until `resume`, whatever starts anew meanwhile; what is read already is still embedded. */
  pause(jobId: number): void
  continueJob(jobId: number): void
  exportFiles(query: ExportQuery): { fileName: string; mediaType: string; text: string }
  readonly sources: ManageSources
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
  const { db, knowledge, embedder, log, now, sampleDir } = options
  const sources = createSourceStore({ db, now })
  const sourceFiles = createSourceFiles(db)
  const collections = createCollectionStore({ db, now })
  const store = createImportStore({ db, onFinished: rememberFile })
  const clock = createJobClock()
  const grants = createGrants()
  const changes = createChanges()
  const drive = createDrive(db)
  const uploads = createUploads({ reached: drive.reached, keep: options.keepUpload })
  const changedFiles = createChangedFiles(changes, store, () => store.jobs().map(withTime))
  const runner = createJobRunner({
    ...options,
    checkpoints: options.checkpoints ?? NO_CHECKPOINTS,
    store,
    onFilesChanged,
    isFollowed: (sourceId) => {
      const source = sources.find(sourceId)
      return source !== null && isFollowed(source)
    },
    isSite: (sourceId) => sources.find(sourceId)?.kind === 'web',
    onFinished: (job, file, result) => {
      clock.count(job.id)
      uploads.finish(job, file, result)
    },
  })
  const times = options.followTimes ?? FOLLOW_TIMES
  const listers: Partial<Record<SourceKind, Lister>> = {
    folder: createFolderLister({ onFolder: (sourceId, folder) => follow.onFolder(sourceId, folder) }),
    files: createFileListLister({ onFolder: (sourceId, folder) => follow.onFolder(sourceId, folder) }),
    ...options.listers,
  }
  const scanner = createScanner({
    store,
    sourceFiles,
    knowledge,
    now,
    onFilesChanged,
    onWaiting: wakeUp,
    stableMs: times.stableMs,
  })
  const follow = createFollowSources({
    store,
    sources,
    scanner,
    listers,
    spoolDirOf,
    log,
    now,
    times,
    onChange: () => changes.emit(),
    onListed: wakeUp,
  })
  const loop = createJobLoop({ store, runner, clock, log, now, onChange: changes.emit })
  let embedding: EmbedPending | null = null

  function onFilesChanged(fileIds: readonly number[]): void {
    changedFiles.add(fileIds)
    changes.emit()
  }

  function spoolDirOf(sourceId: number): string {
    const folder = join(options.spoolDir, String(sourceId))
    mkdirSync(folder, { recursive: true })
    return folder
  }

  /** What a later look compares with; loose files are not looked at again. */
  function rememberFile(
    file: FinishedFile,
    { contentHash, documentId, refusal, sizeBytes }: FileResult,
  ): void {
    const source = sources.find(file.sourceId)
    if (!source || (source.kind === 'files' && !('files' in source.settings)) || source.kind === 'sample')
      return
    const isPassing = refusal !== null && PASSING.has(refusal.code)
    sourceFiles.put({
      ...placeOf(file, source.kind),
      sizeBytes: file.sizeBytes ?? sizeBytes,
      mtimeMs: isPassing ? null : file.mtimeMs,
      contentHash,
      documentId,
      isRefused: refusal !== null,
      seenAt: now(),
    })
  }

  function start(source: 'sample' | 'user', roots: readonly ImportRoot[], collectionId: number): number {
    const sourceId = source === 'sample' ? SAMPLE_SOURCE_ID : sources.importedFiles(collectionId).id
    const jobId = store.addJob({ source, sourceId, kind: 'import', roots, at: now() })
    log.info('import_started', { jobId, source, roots: roots.length })
    changes.emit()
    wakeUp()
    return jobId
  }

  function wakeUp(): void {
    loop.wakeUp()
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
    loop.stopJob(jobId)
    store.setJobState(jobId, 'cancelled', now())
    store.setPaused(jobId, false)
    const cancelled = store.cancelFiles(jobId)
    onFilesChanged(cancelled.map((file) => file.id))
    if (job.isScanned) leaveOut(job, cancelled)
    uploads.remove(job, store.filePaths(jobId, ['cancelled']))
    clock.stop(jobId)
    log.info('import_cancelled', { jobId })
  }

  /** The next look must not begin anew what a person has just stopped. */
  function leaveOut({ sourceId }: JobRecord, files: readonly FinishedFile[]): void {
    const nothing = { contentHash: null, documentId: null, isRefused: false, seenAt: now() }
    const kind = sources.find(sourceId)?.kind
    if (kind && kind !== 'web')
      for (const file of files) sourceFiles.put({ ...placeOf(file, kind), ...nothing })
    void follow.stop(sourceId).then(() => {
      if (!loop.isClosed() && sources.find(sourceId)?.isWatched)
        follow.look(sourceId, { kind: 'rescan', isForced: false })
    })
  }

  function pause(jobId: number): void {
    const job = requireJob(jobId)
    if (!isUnfinished(job) || job.isPaused) return
    store.setPaused(jobId, true)
    loop.stopJob(jobId)
    clock.stop(jobId)
    log.info('import_paused', { jobId })
    changes.emit()
  }

  function withTime(job: ImportJob): ImportJob {
    if (job.state !== 'running' && job.state !== 'listing') return job
    const left = job.total - job.done - job.unchanged - job.refused - job.cancelled
    return { ...job, remainingMs: clock.remainingMs(job.id, left) }
  }

  function* allFiles(query: Omit<FileQuery, 'offset' | 'limit'>): Generator<ImportFile> {
    for (let offset = 0; ; offset += FILES_PER_PAGE) {
      const { files } = store.files({ ...query, offset, limit: FILES_PER_PAGE })
      yield* files
      if (files.length < FILES_PER_PAGE) return
    }
  }

  const sourceChanges = createChanges()
  // the jobs of an import say how many of their files search by meaning does not find yet
  knowledge.onChange(changes.emit)
  changes.onChange(sourceChanges.emit)
  const manage = createManageSources({
    sources,
    collections,
    sourceFiles,
    knowledge,
    store,
    grants,
    follow,
    listers,
    changes: sourceChanges,
    now,
    startRoots: (roots, collectionId) => start('user', roots, collectionId),
    cancelJob: cancel,
    spoolDirOf,
  })

  return {
    changes,
    startPaths: (paths, collectionId = FIRST_COLLECTION_ID) =>
      start(
        'user',
        paths.map((path) => toRoot({ path: resolve(path) })),
        collections.get(collectionId).id,
      ),
    grant: (item) => grants.grant(toRoot(item)),
    takePath: (handle) => grants.takePath(handle),
    startHandles: (handles, collectionId = FIRST_COLLECTION_ID) =>
      start('user', grants.take(handles), collections.get(collectionId).id),
    startSample: () =>
      start('sample', [{ path: sampleDir, label: 'Sample', isTemporary: false }], FIRST_COLLECTION_ID),
    jobs: () => store.jobs().map(withTime),
    files: store.files,
    activeJob() {
      const job = store.activeJob()
      return job && withTime(job)
    },
    pause,
    continueJob(jobId) {
      const job = requireJob(jobId)
      if (!job.isPaused) return
      store.setPaused(jobId, false)
      log.info('import_continued', { jobId })
      changes.emit()
      wakeUp()
    },
    exportFiles({ as, ...query }) {
      const files = allFiles(query)
      const name = query.jobId === undefined ? 'import-files' : `import-${query.jobId}-files`
      return as === 'csv'
        ? { fileName: `${name}.csv`, mediaType: 'text/csv', text: exportAsCsv(files) }
        : { fileName: `${name}.json`, mediaType: 'application/json', text: exportAsJson(files) }
    },
    sources: manage,
    cancel,
    retry(fileIds) {
      const retried = store.retryFiles(retryPages(fileIds, { store, sources, follow }))
      onFilesChanged(retried.fileIds)
      wakeUp()
    },
    dismiss(jobId) {
      const job = requireJob(jobId)
      cancel(jobId)
      store.dismiss(jobId)
      uploads.remove(job, store.filePaths(jobId, ['refused', 'waiting']))
      changes.emit()
    },
    watchImports: changedFiles.watch,
    notices: loop.notices,
    resume() {
      store.recover(MAX_ATTEMPTS, 'Reading this file stopped the app several times, so it is left out.')
      embedding ??= startEmbedPending({ knowledge, embedder, log, isReading: loop.isReading })
      follow.start()
      wakeUp()
    },
    async close() {
      await Promise.all([loop.close(), follow.close(), embedding?.close()])
      await uploads.settled()
      await drive.close()
    },
  }
}

/** Pages are known by their addresses, files by where they lie. */
function placeOf(
  { sourceId, filePath, path, sizeBytes, mtimeMs, etag, lastModified }: FinishedFile,
  kind: SourceKind,
) {
  const place = kind === 'web' ? path : filePath.toWellFormed()
  return { sourceId, path: place, sizeBytes, mtimeMs, etag, lastModified }
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
