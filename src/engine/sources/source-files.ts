import type { WritableDb } from '../db/open-database'
import { withStorageErrors } from '../db/storage-error'

/** What a source held at the last look. */
export interface KnownFile {
  readonly sizeBytes: number | null
  readonly mtimeMs: number | null
  readonly contentHash: string | null
  readonly etag: string | null
  readonly lastModified: string | null
  /** The source's own document of this file; null when it gave none, or another place holds the same content. */
  readonly documentId: number | null
  readonly isRefused: boolean
  /** The reader that made the document; null when the document is gone. */
  readonly readerVersion: number | null
}

export interface ReadSourceFile {
  readonly sourceId: number
  readonly path: string
  readonly sizeBytes: number | null
  readonly mtimeMs: number | null
  readonly contentHash: string | null
  readonly etag: string | null
  readonly lastModified: string | null
  /** Kept only when it is the source's own and stands at this path. */
  readonly documentId: number | null
  readonly isRefused: boolean
  readonly seenAt: number
}

export interface GoneFile {
  readonly path: string
  readonly sizeBytes: number | null
  readonly contentHash: string | null
}

/** Which files a followed source holds: a look compares with it, reading writes it. */
export interface SourceFiles {
  find(sourceId: number, path: string): KnownFile | null
  put(file: ReadSourceFile): void
  /** They are still there, read or not. Files never read before are not remembered by it. */
  markSeen(sourceId: number, paths: readonly string[], seenAt: number): void
  /** Seen before this look and not since, in the order of their paths. */
  notSeenSince(sourceId: number, seenAt: number): GoneFile[]
  count(sourceId: number): number
  /** Another file of this source that has the same content and gave no document because of that. */
  findTwin(sourceId: number, contentHash: string): string | null
  remove(sourceId: number, path: string): void
  /** In place of any row that stood at the new path. */
  move(sourceId: number, from: string, to: string, seenAt: number): void
  /** The next look reads each of them again. */
  forgetAll(sourceId: number): void
}

export function createSourceFiles(db: WritableDb): SourceFiles {
  const statements = prepareStatements(db)
  const write = <T>(work: () => T): T => withStorageErrors(() => db.transaction(work).immediate())
  return {
    find(sourceId, path) {
      const row = statements.find.get(sourceId, path)
      return row ? { ...row, isRefused: row.isRefused === 1 } : null
    },
    put: (file) => void statements.put.run({ ...file, isRefused: file.isRefused ? 1 : 0 }),
    markSeen: (sourceId, paths, seenAt) =>
      write(() => void statements.markSeen.run({ sourceId, paths: JSON.stringify(paths), seenAt })),
    notSeenSince: (sourceId, seenAt) => statements.notSeenSince.all(sourceId, seenAt),
    count: (sourceId) => statements.count.get(sourceId) ?? 0,
    findTwin: (sourceId, contentHash) => statements.findTwin.get(sourceId, contentHash) ?? null,
    remove: (sourceId, path) => write(() => void statements.remove.run(sourceId, path)),
    move: (sourceId, from, to, seenAt) =>
      write(() => {
        statements.remove.run(sourceId, to)
        statements.move.run({ sourceId, from, to, seenAt })
      }),
    forgetAll: (sourceId) => write(() => void statements.forgetAll.run(sourceId)),
  }
}

function prepareStatements(db: WritableDb) {
  return {
    find: db.prepare<[number, string], Omit<KnownFile, 'isRefused'> & { readonly isRefused: number }>(`
      SELECT source_files.size_bytes AS sizeBytes, mtime_ms AS mtimeMs, source_files.content_hash AS contentHash,
        etag, last_modified AS lastModified, document_id AS documentId, is_refused AS isRefused,
        documents.reader_version AS readerVersion
      FROM source_files LEFT JOIN documents ON documents.id = document_id
      WHERE source_files.source_id = ? AND source_files.path = ?`),
    put: db.prepare<[object]>(`
      INSERT INTO source_files (source_id, path, size_bytes, mtime_ms, content_hash, etag, last_modified, document_id,
        is_refused, seen_at)
      VALUES (:sourceId, :path, :sizeBytes, :mtimeMs, :contentHash, :etag, :lastModified,
        (SELECT id FROM documents WHERE id = :documentId AND source_id = :sourceId AND path = :path), :isRefused,
        :seenAt)
      ON CONFLICT (source_id, path) DO UPDATE SET size_bytes = excluded.size_bytes, mtime_ms = excluded.mtime_ms,
        content_hash = excluded.content_hash, etag = excluded.etag, last_modified = excluded.last_modified,
        document_id = excluded.document_id, is_refused = excluded.is_refused,
        seen_at = max(seen_at, excluded.seen_at)`),
    markSeen: db.prepare<[object]>(`
      UPDATE source_files SET seen_at = :seenAt
      WHERE source_id = :sourceId AND path IN (SELECT value FROM json_each(:paths))`),
    notSeenSince: db.prepare<[number, number], GoneFile>(`
      SELECT path, size_bytes AS sizeBytes, content_hash AS contentHash FROM source_files
      WHERE source_id = ? AND seen_at < ? ORDER BY path`),
    count: db.prepare<[number], number>('SELECT count(*) FROM source_files WHERE source_id = ?').pluck(),
    findTwin: db
      .prepare<[number, string], string>(`
        SELECT path FROM source_files
        WHERE source_id = ? AND content_hash = ? AND document_id IS NULL AND is_refused = 0 ORDER BY path LIMIT 1`)
      .pluck(),
    remove: db.prepare<[number, string]>('DELETE FROM source_files WHERE source_id = ? AND path = ?'),
    move: db.prepare<[object]>(`
      UPDATE source_files SET path = :to, seen_at = :seenAt WHERE source_id = :sourceId AND path = :from`),
    forgetAll: db.prepare<[number]>(
      'UPDATE source_files SET mtime_ms = NULL, etag = NULL, last_modified = NULL WHERE source_id = ?',
    ),
  }
}
