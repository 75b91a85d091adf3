import type { ImportFile, ImportFileState, ImportJob } from '@shared/models'
import type { WritableDb } from '../db/open-database'
import { withStorageErrors } from '../db/storage-error'
import { writeSoon } from '../db/write-soon'
import type {
  FileQuery,
  FileResult,
  FinishedFile,
  ImportRoot,
  JobRecord,
  NewImportFile,
  NewJob,
  RefusedMemberRow,
  WaitingFile,
} from './import-rows'
import { type FileRow, type JobRow, prepareStatements, type StoredJob } from './import-statements'

/** The two tables of imports; the only place that writes them. Throws storage_full. */
export interface ImportStore {
  addJob(job: NewJob): number
  /** The unfinished job of this source, or a new one; its rows come from a look at the source. */
  jobOfSource(
    source: { readonly id: number },
    kind: ImportJob['kind'],
    at: number,
    roots?: readonly ImportRoot[],
  ): number
  unfinishedJobsOf(sourceId: number): number[]
  /** The job to go on with: neither finished nor paused; changes of watched files come before long imports. */
  nextJob(): JobRecord | null
  hasUrgentJob(): boolean
  job(jobId: number): JobRecord | null
  setJobState(jobId: number, state: JobRecord['state'], at: number): void
  setPaused(jobId: number, isPaused: boolean): void
  addRemoved(jobId: number, count: number): void
  dismiss(jobId: number): void
  /** Files of an earlier row wait again, but for those being read. Returns the ids of all that changed. */
  addFiles(jobId: number, files: readonly NewImportFile[]): number[]
  /**
   * Takes the next waiting file, counting the attempt, and writes what earlier ones came to: one commit, which waits for
   * the drive with a later one. The job goes on after a power cut, and its end waits.
   */
  claimNext(jobId: number, finished: ReadonlyMap<number, FileResult>): WaitingFile | null
  /** Files being read wait again, and the attempt does not count: the reading was given up, not broken off. */
  release(jobId: number): void
  hasWaiting(jobId: number): boolean
  finishFiles(results: ReadonlyMap<number, FileResult>): void
  /** A waiting file that turned out to be a moved one, whose documents came along. */
  finishMoved(jobId: number, filePath: string, documentId: number): number[]
  /** Rows for what an archive did not give, in place of those of an earlier reading. */
  putRefusedMembers(fileId: number, members: readonly RefusedMemberRow[], isFirst: boolean): number[]
  /** Everything unfinished becomes cancelled. */
  cancelFiles(jobId: number): FinishedFile[]
  /** Refused files wait again; returns the jobs they are of, which run again. */
  retryFiles(fileIds: readonly number[]): { readonly jobIds: number[]; readonly fileIds: number[] }
  /** After a crash: files that were being read wait again, but for those that were so three times. */
  recover(maxAttempts: number, refusalMessage: string): void
  filePaths(jobId: number, states: readonly ImportFileState[]): string[]
  jobs(): ImportJob[]
  activeJob(): ImportJob | null
  files(query: FileQuery): { files: ImportFile[]; total: number }
  filesById(ids: readonly number[]): ImportFile[]
}

export interface ImportStoreOptions {
  readonly db: WritableDb
  /** Inside the transaction that ends a row. */
  readonly onFinished?: (file: FinishedFile, result: FileResult) => void
}

export function createImportStore({ db, onFinished }: ImportStoreOptions): ImportStore {
  const statements = prepareStatements(db)
  const write = <T>(work: () => T): T => withStorageErrors(() => db.transaction(work).immediate())

  function finishAll(results: ReadonlyMap<number, FileResult>): void {
    for (const [id, result] of results) {
      const { refusal, sizeBytes, state, documentId, documentCount, warning } = result
      const finished = statements.finish.get({
        id,
        sizeBytes,
        state,
        documentId,
        documentCount,
        warning,
        refusalCode: refusal?.code ?? null,
        refusalMessage: refusal?.message ?? null,
      })
      if (finished) onFinished?.(finished, result)
    }
  }

  function addJob({ roots, ...job }: NewJob): number {
    return Number(statements.addJob.run({ ...job, roots: JSON.stringify(roots) }).lastInsertRowid)
  }

  return {
    addJob: (job) => write(() => addJob(job)),
    jobOfSource: (source, kind, at, roots = []) =>
      write(() => {
        const [open] = statements.unfinishedJobsOf.all(source.id)
        return open ?? addJob({ source: 'user', sourceId: source.id, kind, roots, at })
      }),
    unfinishedJobsOf: (sourceId) => statements.unfinishedJobsOf.all(sourceId),
    nextJob: () => toJobRecord(statements.nextJob.get()),
    hasUrgentJob: () => statements.urgentCount.get() === 1,
    job: (jobId) => toJobRecord(statements.job.get(jobId)),
    setJobState: (jobId, state, at) => write(() => void statements.setJobState.run({ jobId, state, at })),
    setPaused: (jobId, isPaused) => write(() => void statements.setPaused.run(isPaused ? 1 : 0, jobId)),
    addRemoved: (jobId, count) => write(() => void statements.addRemoved.run(count, jobId)),
    dismiss: (jobId) => write(() => void statements.dismiss.run(jobId)),
    addFiles: (jobId, files) =>
      write(() => {
        const changed: number[] = []
        for (const { refusal, etag = null, lastModified = null, ...file } of files) {
          const row = statements.addFile.get({
            ...file,
            etag,
            lastModified,
            jobId,
            state: refusal ? 'refused' : 'waiting',
            refusalCode: refusal?.code ?? null,
            refusalMessage: refusal?.message ?? null,
          })
          if (!row) continue
          changed.push(row.id)
          if (refusal) onFinished?.(row, refusedListing(refusal))
        }
        statements.goOn.run(jobId)
        return changed
      }),
    claimNext: (jobId, finished) =>
      writeSoon(db, () =>
        write(() => {
          finishAll(finished)
          return statements.claimNext.get(jobId) ?? null
        }),
      ),
    release: (jobId) => write(() => void statements.release.run(jobId)),
    hasWaiting: (jobId) => statements.waitingCount.get(jobId) === 1,
    finishFiles: (results) => write(() => finishAll(results)),
    finishMoved: (jobId, filePath, documentId) =>
      write(() => statements.finishMoved.all({ jobId, filePath, documentId })),
    putRefusedMembers: (fileId, members, isFirst) =>
      write(() => {
        if (isFirst) statements.removeMembers.run(fileId)
        return members.flatMap((member) => statements.addMember.all({ ...member, fileId }))
      }),
    cancelFiles: (jobId) => write(() => statements.cancelFiles.all(jobId)),
    retryFiles: (fileIds) =>
      write(() => {
        // a member of an archive is read again with its archive
        const ids = statements.readableIds.all(JSON.stringify(fileIds))
        const rows = statements.retryFiles.all(JSON.stringify(ids))
        const jobIds = [...new Set(rows.map((row) => row.jobId))]
        for (const jobId of jobIds) statements.runAgain.run(jobId)
        return { jobIds, fileIds: rows.map((row) => row.id) }
      }),
    recover: (maxAttempts, refusalMessage) =>
      write(() => {
        statements.refuseKillers.run(refusalMessage, maxAttempts)
        statements.waitAgain.run()
        statements.endListings.run()
      }),
    filePaths: (jobId, states) => statements.filePaths.all(jobId, JSON.stringify(states)),
    jobs: () => statements.jobs.all().map((row) => toImportJob(row)),
    activeJob: () => toImportJob(statements.activeJob.get()) ?? null,
    files({ jobId, states, offset, limit }) {
      const filter = { jobId: jobId ?? null, states: states ? JSON.stringify(states) : null }
      const files = statements.files.all({ ...filter, offset, limit }).map(toImportFile)
      return { files, total: statements.countFiles.get(filter) ?? 0 }
    },
    filesById: (ids) => statements.filesById.all(JSON.stringify(ids)).map(toImportFile),
  }
}

function toJobRecord(row: StoredJob | undefined): JobRecord | null {
  if (!row) return null
  const roots = JSON.parse(row.roots) as ImportRoot[]
  return { ...row, roots, isPaused: row.isPaused === 1, isScanned: row.isScanned === 1 }
}

function refusedListing(refusal: NonNullable<FileResult['refusal']>): FileResult {
  const nothing = { sizeBytes: null, documentId: null, documentCount: 0, warning: null, contentHash: null }
  return { state: 'refused', refusal, ...nothing }
}

function toImportJob(row: JobRow): ImportJob
function toImportJob(row: JobRow | undefined): ImportJob | undefined
function toImportJob(row: JobRow | undefined): ImportJob | undefined {
  return row && { ...row, remainingMs: null }
}

function toImportFile({ refusalCode, refusalMessage, ...row }: FileRow): ImportFile {
  return { ...row, refusal: refusalCode ? { code: refusalCode, message: refusalMessage ?? '' } : null }
}
