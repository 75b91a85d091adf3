import type { ImportFile, ImportFileState, ImportJob, RefusalCode } from '@shared/models'
import type { WritableDb } from '../db/open-database'
import { withStorageErrors } from '../db/storage-error'
import { IMPORTED_FILES_SOURCE_ID, SAMPLE_SOURCE_ID } from '../knowledge/knowledge'

/** What was handed over: a file or a folder. */
export interface ImportRoot {
  readonly path: string
  /** Shown instead of the path. */
  readonly label: string
  /** An upload, removed when the import is done with it. */
  readonly isTemporary: boolean
}

export interface NewImportFile {
  readonly filePath: string
  readonly path: string
  readonly sizeBytes: number | null
  /** Known while listing, without reading the file. */
  readonly refusal: { readonly code: RefusalCode; readonly message: string } | null
}

export interface WaitingFile {
  readonly id: number
  readonly filePath: string
  readonly path: string
  readonly attempts: number
}

/** How the reading of a file ended. */
export interface FileResult {
  readonly state: Extract<ImportFileState, 'done' | 'unchanged' | 'refused'>
  readonly sizeBytes: number | null
  readonly documentId: number | null
  readonly documentCount: number
  readonly refusal: { readonly code: RefusalCode; readonly message: string } | null
  readonly warning: string | null
}

export interface JobRecord {
  readonly id: number
  readonly state: ImportJob['state']
  readonly source: 'sample' | 'user'
  readonly roots: readonly ImportRoot[]
}

export interface FileQuery {
  readonly jobId?: number | undefined
  readonly states?: readonly ImportFileState[] | undefined
  readonly offset: number
  readonly limit: number
}

/** The two tables of imports; the only place that writes them. Throws storage_full. */
export interface ImportStore {
  addJob(source: 'sample' | 'user', roots: readonly ImportRoot[], at: number): number
  /** The oldest job that is not finished. */
  nextJob(): JobRecord | null
  job(jobId: number): JobRecord | null
  setJobState(jobId: number, state: ImportJob['state'], at: number): void
  dismiss(jobId: number): void
  /** Files known already are left as they are. Returns the ids of the new ones. */
  addFiles(jobId: number, files: readonly NewImportFile[]): number[]
  /** Takes the next waiting file, counting the attempt, and writes what earlier ones came to: one commit. */
  claimNext(jobId: number, finished: ReadonlyMap<number, FileResult>): WaitingFile | null
  /** Files being read wait again, and the attempt does not count: the reading was given up, not broken off. */
  release(jobId: number): void
  hasWaiting(jobId: number): boolean
  finishFiles(results: ReadonlyMap<number, FileResult>): void
  /** Everything unfinished becomes cancelled; returns their ids. */
  cancelFiles(jobId: number): number[]
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

type JobRow = Omit<ImportJob, 'remainingMs'>

interface FileRow {
  readonly id: number
  readonly jobId: number
  readonly path: string
  readonly state: ImportFileState
  readonly sizeBytes: number | null
  readonly documentId: number | null
  readonly documentCount: number
  readonly refusalCode: RefusalCode | null
  readonly refusalMessage: string | null
  readonly warning: string | null
}

export function createImportStore(db: WritableDb): ImportStore {
  const statements = prepareStatements(db)
  const write = <T>(work: () => T): T => withStorageErrors(() => db.transaction(work).immediate())

  function finishAll(results: ReadonlyMap<number, FileResult>): void {
    for (const [id, { refusal, ...result }] of results)
      statements.finish.run({
        ...result,
        id,
        refusalCode: refusal?.code ?? null,
        refusalMessage: refusal?.message ?? null,
      })
  }

  return {
    addJob: (source, roots, at) =>
      write(() => {
        const sourceId = source === 'sample' ? SAMPLE_SOURCE_ID : IMPORTED_FILES_SOURCE_ID
        const job = { source, sourceId, roots: JSON.stringify(roots), at }
        return Number(statements.addJob.run(job).lastInsertRowid)
      }),
    nextJob: () => toJobRecord(statements.nextJob.get()),
    job: (jobId) => toJobRecord(statements.job.get(jobId)),
    setJobState: (jobId, state, at) => write(() => void statements.setJobState.run({ jobId, state, at })),
    dismiss: (jobId) => write(() => void statements.dismiss.run(jobId)),
    addFiles: (jobId, files) =>
      write(() => {
        const added: number[] = []
        for (const { refusal, ...file } of files) {
          const { changes, lastInsertRowid } = statements.addFile.run({
            ...file,
            jobId,
            state: refusal ? 'refused' : 'waiting',
            refusalCode: refusal?.code ?? null,
            refusalMessage: refusal?.message ?? null,
          })
          if (changes > 0) added.push(Number(lastInsertRowid))
        }
        return added
      }),
    claimNext: (jobId, finished) =>
      write(() => {
        finishAll(finished)
        return statements.claimNext.get(jobId) ?? null
      }),
    release: (jobId) => write(() => void statements.release.run(jobId)),
    hasWaiting: (jobId) => statements.waitingCount.get(jobId) === 1,
    finishFiles: (results) => write(() => finishAll(results)),
    cancelFiles: (jobId) => write(() => statements.cancelFiles.all(jobId)),
    retryFiles: (fileIds) =>
      write(() => {
        const rows = statements.retryFiles.all(JSON.stringify(fileIds))
        const jobIds = [...new Set(rows.map((row) => row.jobId))]
        for (const jobId of jobIds) statements.runAgain.run(jobId)
        return { jobIds, fileIds: rows.map((row) => row.id) }
      }),
    recover: (maxAttempts, refusalMessage) =>
      write(() => {
        statements.refuseKillers.run(refusalMessage, maxAttempts)
        statements.waitAgain.run()
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

function toJobRecord(
  row: (Omit<JobRecord, 'roots'> & { readonly roots: string }) | undefined,
): JobRecord | null {
  return row ? { ...row, roots: JSON.parse(row.roots) as ImportRoot[] } : null
}

function toImportJob(row: JobRow): ImportJob
function toImportJob(row: JobRow | undefined): ImportJob | undefined
function toImportJob(row: JobRow | undefined): ImportJob | undefined {
  return row && { ...row, remainingMs: null }
}

function toImportFile({ refusalCode, refusalMessage, ...row }: FileRow): ImportFile {
  return { ...row, refusal: refusalCode ? { code: refusalCode, message: refusalMessage ?? '' } : null }
}

const JOB_COLUMNS = `
  import_jobs.id, source, source_id AS sourceId, kind, removed_count AS removed,
  CASE WHEN is_paused = 1 AND import_jobs.state IN ('listing', 'running') THEN 'paused' ELSE import_jobs.state END
    AS state,
  created_at AS createdAt, finished_at AS finishedAt,
  count(import_files.id) AS total,
  count(*) FILTER (WHERE import_files.state = 'done') AS done,
  count(*) FILTER (WHERE import_files.state = 'unchanged') AS unchanged,
  count(*) FILTER (WHERE import_files.state = 'refused') AS refused,
  count(*) FILTER (WHERE import_files.state = 'cancelled') AS cancelled,
  count(*) FILTER (WHERE import_files.state IN ('done', 'unchanged') AND EXISTS
    (SELECT 1 FROM chunks WHERE chunks.document_id = import_files.document_id AND model_id IS NULL)
  ) AS waitingForMeaning`

const FILE_COLUMNS = `
  id, job_id AS jobId, path, state, size_bytes AS sizeBytes, document_id AS documentId,
  document_count AS documentCount, refusal_code AS refusalCode, refusal_message AS refusalMessage, warning`

const FILE_FILTER = `
  job_id IN (SELECT id FROM import_jobs WHERE is_dismissed = 0)
  AND (:jobId IS NULL OR job_id = :jobId)
  AND (:states IS NULL OR state IN (SELECT value FROM json_each(:states)))`

function prepareStatements(db: WritableDb) {
  type StoredJob = Omit<JobRecord, 'roots'> & { readonly roots: string }
  return {
    addJob: db.prepare<[object]>(`
      INSERT INTO import_jobs (state, source, source_id, roots, created_at)
      VALUES ('listing', :source, :sourceId, :roots, :at)`),
    nextJob: db.prepare<[], StoredJob>(
      "SELECT id, state, source, roots FROM import_jobs WHERE state IN ('listing', 'running') ORDER BY id LIMIT 1",
    ),
    job: db.prepare<[number], StoredJob>('SELECT id, state, source, roots FROM import_jobs WHERE id = ?'),
    setJobState: db.prepare<[object]>(`
      UPDATE import_jobs SET state = :state,
        finished_at = CASE WHEN :state IN ('done', 'cancelled') THEN :at ELSE NULL END
      WHERE id = :jobId`),
    runAgain: db.prepare<[number]>(
      "UPDATE import_jobs SET state = 'running', finished_at = NULL WHERE id = ? AND state IN ('done', 'cancelled')",
    ),
    dismiss: db.prepare<[number]>('UPDATE import_jobs SET is_dismissed = 1 WHERE id = ?'),
    addFile: db.prepare<[object]>(`
      INSERT INTO import_files (job_id, file_path, path, state, size_bytes, refusal_code, refusal_message)
      VALUES (:jobId, :filePath, :path, :state, :sizeBytes, :refusalCode, :refusalMessage)
      ON CONFLICT (job_id, file_path) DO NOTHING`),
    release: db.prepare<[number]>(`
      UPDATE import_files SET state = 'waiting', attempts = max(0, attempts - 1)
      WHERE job_id = ? AND state = 'reading'`),
    waitingCount: db
      .prepare<[number], number>(
        "SELECT EXISTS (SELECT 1 FROM import_files WHERE job_id = ? AND state = 'waiting')",
      )
      .pluck(),
    claimNext: db.prepare<[number], WaitingFile>(`
      UPDATE import_files SET state = 'reading', attempts = attempts + 1
      WHERE id = (SELECT id FROM import_files WHERE job_id = ? AND state = 'waiting' ORDER BY id LIMIT 1)
      RETURNING id, file_path AS filePath, path, attempts`),
    finish: db.prepare<[object]>(`
      UPDATE import_files SET state = :state, size_bytes = coalesce(:sizeBytes, size_bytes),
        document_id = :documentId, document_count = :documentCount, refusal_code = :refusalCode,
        refusal_message = :refusalMessage, warning = :warning
      WHERE id = :id AND state IN ('waiting', 'reading')`),
    cancelFiles: db
      .prepare<[number], number>(`
        UPDATE import_files SET state = 'cancelled' WHERE job_id = ? AND state IN ('waiting', 'reading')
        RETURNING id`)
      .pluck(),
    retryFiles: db.prepare<[string], { id: number; jobId: number }>(`
      UPDATE import_files SET state = 'waiting', attempts = 0, refusal_code = NULL, refusal_message = NULL
      WHERE state = 'refused' AND id IN (SELECT value FROM json_each(?))
      RETURNING id, job_id AS jobId`),
    refuseKillers: db.prepare<[string, number]>(`
      UPDATE import_files SET state = 'refused', refusal_code = 'parser_failed', refusal_message = ?
      WHERE state = 'reading' AND attempts >= ?`),
    waitAgain: db.prepare("UPDATE import_files SET state = 'waiting' WHERE state = 'reading'"),
    filePaths: db
      .prepare<[number, string], string>(`
        SELECT file_path FROM import_files
        WHERE job_id = ? AND state IN (SELECT value FROM json_each(?))`)
      .pluck(),
    jobs: db.prepare<[], JobRow>(`
      SELECT ${JOB_COLUMNS} FROM import_jobs LEFT JOIN import_files ON import_files.job_id = import_jobs.id
      WHERE is_dismissed = 0 GROUP BY import_jobs.id ORDER BY import_jobs.id DESC LIMIT 50`),
    activeJob: db.prepare<[], JobRow>(`
      SELECT ${JOB_COLUMNS} FROM import_jobs LEFT JOIN import_files ON import_files.job_id = import_jobs.id
      WHERE import_jobs.state IN ('listing', 'running') GROUP BY import_jobs.id ORDER BY import_jobs.id LIMIT 1`),
    files: db.prepare<[object], FileRow>(`
      SELECT ${FILE_COLUMNS} FROM import_files WHERE ${FILE_FILTER}
      ORDER BY job_id DESC, id LIMIT :limit OFFSET :offset`),
    countFiles: db
      .prepare<[object], number>(`SELECT count(*) FROM import_files WHERE ${FILE_FILTER}`)
      .pluck(),
    filesById: db.prepare<[string], FileRow>(
      `SELECT ${FILE_COLUMNS} FROM import_files WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id`,
    ),
  }
}
