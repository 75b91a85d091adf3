import type { ImportFileState, ImportJob, RefusalCode } from '@shared/models'
import type { Statement } from 'better-sqlite3'
import type { WritableDb } from '../db/open-database'
import type { FinishedFile, JobRecord, WaitingFile } from './import-rows'

export type JobRow = Omit<ImportJob, 'remainingMs'>

export interface StoredJob extends Omit<JobRecord, 'roots' | 'isPaused' | 'isScanned'> {
  readonly roots: string
  readonly isPaused: number
  readonly isScanned: number
}

export interface FileRow {
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

const FINISHED_COLUMNS = `
  id, (SELECT source_id FROM import_jobs WHERE import_jobs.id = job_id) AS sourceId,
  file_path AS filePath, path,
  size_bytes AS sizeBytes, mtime_ms AS mtimeMs, etag, last_modified AS lastModified`

/** Loose files and the sample are listed by their job; every other source by a look at it. */
const IS_SCANNED = `
  (sources.kind NOT IN ('files', 'sample') OR json_type(sources.settings, '$.files') IS NOT NULL)`
const HAS_WAITING = `
  EXISTS (SELECT 1 FROM import_files WHERE job_id = import_jobs.id AND import_files.state = 'waiting')`
/** In a later look at a folder a new file may be a moved one, which is known at its end. */
const IS_READ_EARLY = "(import_jobs.kind = 'import' OR sources.kind = 'web')"
const JOB_RECORD = `
  import_jobs.id, import_jobs.state, is_paused AS isPaused, import_jobs.kind, source, source_id AS sourceId,
  collection_id AS collectionId, roots, ${IS_SCANNED} AS isScanned,
  import_jobs.created_at AS createdAt
  FROM import_jobs JOIN sources ON sources.id = source_id`

/** Every statement of the two tables, prepared once. */
export interface ImportStatements {
  readonly addJob: Statement<[object]>
  readonly unfinishedJobsOf: Statement<[number], number>
  readonly nextJob: Statement<[], StoredJob>
  readonly urgentCount: Statement<[], number>
  readonly job: Statement<[number], StoredJob>
  readonly setPaused: Statement<[number, number]>
  readonly addRemoved: Statement<[number, number]>
  readonly endListings: Statement<[]>
  readonly setJobState: Statement<[object]>
  readonly runAgain: Statement<[number]>
  readonly dismiss: Statement<[number]>
  readonly addFile: Statement<[object], FinishedFile>
  readonly removeMembers: Statement<[number]>
  readonly addMember: Statement<[object], number>
  readonly readableIds: Statement<[string], number>
  readonly finishMoved: Statement<[object], number>
  readonly release: Statement<[number]>
  readonly waitingCount: Statement<[number], number>
  readonly claimNext: Statement<[number], WaitingFile>
  readonly finish: Statement<[object], FinishedFile>
  readonly cancelFiles: Statement<[number], FinishedFile>
  readonly retryFiles: Statement<[string], { id: number; jobId: number }>
  readonly goOn: Statement<[number]>
  readonly refuseKillers: Statement<[string, number]>
  readonly waitAgain: Statement<[]>
  readonly filePaths: Statement<[number, string], string>
  readonly jobs: Statement<[], JobRow>
  readonly activeJob: Statement<[], JobRow>
  readonly files: Statement<[object], FileRow>
  readonly countFiles: Statement<[object], number>
  readonly filesById: Statement<[string], FileRow>
}

export function prepareStatements(db: WritableDb): ImportStatements {
  return {
    addJob: db.prepare<[object]>(`
      INSERT INTO import_jobs (state, source, source_id, kind, roots, created_at)
      VALUES ('listing', :source, :sourceId, :kind, :roots, :at)`),
    unfinishedJobsOf: db
      .prepare<[number], number>(`
        SELECT id FROM import_jobs WHERE source_id = ? AND state IN ('listing', 'running') ORDER BY id`)
      .pluck(),
    nextJob: db.prepare<[], StoredJob>(`
      SELECT ${JOB_RECORD} WHERE is_paused = 0 AND (import_jobs.state = 'running' OR
        (import_jobs.state = 'listing' AND (NOT ${IS_SCANNED} OR (${IS_READ_EARLY} AND ${HAS_WAITING}))))
      ORDER BY import_jobs.kind = 'rescan' DESC, import_jobs.id LIMIT 1`),
    urgentCount: db
      .prepare<[], number>(`
        SELECT EXISTS (SELECT 1 FROM import_jobs
          WHERE kind = 'rescan' AND is_paused = 0 AND state IN ('listing', 'running') AND ${HAS_WAITING})`)
      .pluck(),
    job: db.prepare<[number], StoredJob>(`SELECT ${JOB_RECORD} WHERE import_jobs.id = ?`),
    setPaused: db.prepare<[number, number]>('UPDATE import_jobs SET is_paused = ? WHERE id = ?'),
    addRemoved: db.prepare<[number, number]>(
      'UPDATE import_jobs SET removed_count = removed_count + ? WHERE id = ?',
    ),
    // the look that was broken off is taken anew
    endListings: db.prepare(`
      UPDATE import_jobs SET state = 'running' WHERE state = 'listing' AND id IN
        (SELECT import_jobs.id FROM import_jobs JOIN sources ON sources.id = source_id WHERE ${IS_SCANNED})`),
    setJobState: db.prepare<[object]>(`
      UPDATE import_jobs SET state = :state,
        finished_at = CASE WHEN :state IN ('done', 'cancelled') THEN :at ELSE NULL END
      WHERE id = :jobId`),
    runAgain: db.prepare<[number]>(
      "UPDATE import_jobs SET state = 'running', finished_at = NULL WHERE id = ? AND state IN ('done', 'cancelled')",
    ),
    dismiss: db.prepare<[number]>('UPDATE import_jobs SET is_dismissed = 1 WHERE id = ?'),
    addFile: db.prepare<[object], FinishedFile>(`
      INSERT INTO import_files (job_id, file_path, path, state, size_bytes, mtime_ms, etag, last_modified,
        refusal_code, refusal_message)
      VALUES (:jobId, :filePath, :path, :state, :sizeBytes, :mtimeMs, :etag, :lastModified,
        :refusalCode, :refusalMessage)
      ON CONFLICT (job_id, file_path) DO UPDATE SET state = excluded.state, size_bytes = excluded.size_bytes,
        mtime_ms = excluded.mtime_ms, etag = excluded.etag, last_modified = excluded.last_modified,
        refusal_code = excluded.refusal_code, refusal_message = excluded.refusal_message, attempts = 0, warning = NULL
      WHERE import_files.state NOT IN ('waiting', 'reading')
      RETURNING ${FINISHED_COLUMNS}`),
    removeMembers: db.prepare<[number]>('DELETE FROM import_files WHERE archive_id = ?'),
    // a path that no file can have, so that each member is a row of its own
    addMember: db
      .prepare<[object], number>(`
        INSERT INTO import_files (job_id, file_path, path, state, size_bytes, refusal_code, refusal_message, archive_id)
        SELECT job_id, file_path || char(0) || :member, path || '/' || :member, 'refused', :sizeBytes, :code, :message,
          id
        FROM import_files WHERE id = :fileId
        ON CONFLICT (job_id, file_path) DO NOTHING
        RETURNING id`)
      .pluck(),
    readableIds: db
      .prepare<[string], number>(
        'SELECT DISTINCT coalesce(archive_id, id) FROM import_files WHERE id IN (SELECT value FROM json_each(?))',
      )
      .pluck(),
    finishMoved: db
      .prepare<[object], number>(`
        UPDATE import_files SET state = 'unchanged', document_id = :documentId, document_count = 1
        WHERE job_id = :jobId AND file_path = :filePath AND state = 'waiting'
        RETURNING id`)
      .pluck(),
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
      RETURNING id, file_path AS filePath, path, size_bytes AS sizeBytes, attempts`),
    finish: db.prepare<[object], FinishedFile>(`
      UPDATE import_files SET state = :state, size_bytes = coalesce(:sizeBytes, size_bytes),
        document_id = :documentId, document_count = :documentCount, refusal_code = :refusalCode,
        refusal_message = :refusalMessage, warning = :warning
      -- cancelled: stored in the moment before, and not yet said
      WHERE id = :id AND state IN ('waiting', 'reading', 'cancelled')
      RETURNING ${FINISHED_COLUMNS}`),
    cancelFiles: db.prepare<[number], FinishedFile>(`
      UPDATE import_files SET state = 'cancelled' WHERE job_id = ? AND state IN ('waiting', 'reading')
      RETURNING ${FINISHED_COLUMNS}`),
    retryFiles: db.prepare<[string], { id: number; jobId: number }>(`
      UPDATE import_files SET state = 'waiting', attempts = 0, refusal_code = NULL, refusal_message = NULL
      WHERE id IN (SELECT value FROM json_each(?)) AND (state = 'refused' OR
        EXISTS (SELECT 1 FROM import_files AS member WHERE member.archive_id = import_files.id))
      RETURNING id, job_id AS jobId`),
    goOn: db.prepare<[number]>(
      "UPDATE import_jobs SET state = 'running', finished_at = NULL WHERE id = ? AND state = 'done'",
    ),
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
