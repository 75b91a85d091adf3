import type { ReadableDb, WritableDb } from '../db/open-database'
import { createFrequency, createKeywordSearch, type KeywordSearch } from './keyword-search'

export interface KeywordIndex {
  /** Inside the caller's transaction, after the rows were written. */
  addDocument(documentId: number, fromOrdinal: number): void
  /** Inside the caller's transaction, while the old rows are still there: FTS5 needs the very words it forgets. */
  removeDocument(documentId: number): void
  readonly search: KeywordSearch
  frequency(expression: string, cap: number): number
  estimatedFrequency(expression: string, cap: number): number
  rebuild(): void
}

const TEXTS_OF_DOCUMENT = `
  SELECT chunks.id, documents.title, chunks.heading, chunks.text
  FROM chunks JOIN documents ON documents.id = chunks.document_id WHERE chunks.document_id = ?`

/** FTS5 over title, heading and body of each chunk; its content is a view, so it holds no text of its own. */
export function createKeywordIndex(db: WritableDb, mostRanked?: number): KeywordIndex {
  const add = db.prepare(`
    INSERT INTO chunks_fts (rowid, title, heading, body) ${TEXTS_OF_DOCUMENT} AND chunks.ordinal >= ?`)
  const remove = db.prepare(`
    INSERT INTO chunks_fts (chunks_fts, rowid, title, heading, body)
    SELECT 'delete', * FROM (${TEXTS_OF_DOCUMENT})`)
  const estimatedFrequency = createEstimate(db)
  const rebuild = db.prepare("INSERT INTO chunks_fts (chunks_fts) VALUES ('rebuild')")
  return {
    addDocument: (documentId, fromOrdinal) => void add.run(documentId, fromOrdinal),
    removeDocument: (documentId) => void remove.run(documentId),
    search: createKeywordSearch(db, mostRanked),
    frequency: createFrequency(db),
    estimatedFrequency,
    rebuild: () => void rebuild.run(),
  }
}

/** FTS5 gives what matches in the order of the rows, so that the last of the first few tells how far these reach. */
function createEstimate(db: ReadableDb): (expression: string, cap: number) => number {
  const first = db.prepare<[string, number], { found: number; reach: number }>(`
    SELECT count(*) AS found, max(rowid) - (SELECT min(id) FROM chunks) + 1 AS reach
    FROM (SELECT rowid FROM chunks_fts WHERE chunks_fts MATCH ? LIMIT ?)`)
  // one each: both in one statement read every row
  const span = db
    .prepare<[], number>('SELECT (SELECT max(id) FROM chunks) - (SELECT min(id) FROM chunks) + 1')
    .pluck()
  return (expression, cap) => {
    const { found, reach } = first.get(expression, cap) ?? { found: 0, reach: 0 }
    return found < cap ? found : Math.round((found * (span.get() ?? reach)) / reach)
  }
}
