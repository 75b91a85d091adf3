import type { ReadableDb, WritableDb } from '../db/open-database'
import type { KeywordHit } from './knowledge'

export interface KeywordIndex {
  /** Inside the caller's transaction, after the rows were written. */
  addDocument(documentId: number, fromOrdinal: number): void
  /** Inside the caller's transaction, while the old rows are still there: FTS5 needs the very words it forgets. */
  removeDocument(documentId: number): void
  /** Counts how much there is to rank first, unless that is known: `mostMatches` or less. */
  search(expression: string, limit: number, mostMatches?: number): KeywordHit[]
  frequency(expression: string, cap: number): number
  estimatedFrequency(expression: string, cap: number): number
  rebuild(): void
}

/** bm25 costs about 2 µs a passage, so this is 20 ms. What more passages hold than this tells them apart no longer. */
const MOST_RANKED = 10_000

const TEXTS_OF_DOCUMENT = `
  SELECT chunks.id, documents.title, chunks.heading, chunks.text
  FROM chunks JOIN documents ON documents.id = chunks.document_id WHERE chunks.document_id = ?`

/** FTS5 over title, heading and body of each chunk; its content is a view, so it holds no text of its own. */
export function createKeywordIndex(db: WritableDb, mostRanked = MOST_RANKED): KeywordIndex {
  const add = db.prepare(`
    INSERT INTO chunks_fts (rowid, title, heading, body) ${TEXTS_OF_DOCUMENT} AND chunks.ordinal >= ?`)
  const remove = db.prepare(`
    INSERT INTO chunks_fts (chunks_fts, rowid, title, heading, body)
    SELECT 'delete', * FROM (${TEXTS_OF_DOCUMENT})`)
  const search = createSearch(db)
  const frequency = createFrequency(db)
  const estimatedFrequency = createEstimate(db)
  const rebuild = db.prepare("INSERT INTO chunks_fts (chunks_fts) VALUES ('rebuild')")
  return {
    addDocument: (documentId, fromOrdinal) => void add.run(documentId, fromOrdinal),
    removeDocument: (documentId) => void remove.run(documentId),
    search: (expression, limit, mostMatches = frequency(expression, mostRanked)) =>
      mostMatches < mostRanked
        ? search.all.all(expression, limit)
        : search.some.all({ expression, inTitle: `title : (${expression})`, limit, most: mostRanked }),
    frequency,
    estimatedFrequency,
    rebuild: () => void rebuild.run(),
  }
}

/** `all` ranks whatever matches; `some` the first of those whose title does, and the first of the others. */
function createSearch(db: ReadableDb) {
  const ranked = 'SELECT rowid AS chunkId, -rank AS score FROM chunks_fts WHERE chunks_fts MATCH'
  return {
    // the plus keeps FTS5's own sorter out, which orders every match in a table of its own: SQLite's keeps only the
    // first ones, and the search of 5,600 matches takes 5.7 ms instead of 8.8
    all: db.prepare<[string, number], KeywordHit>(`${ranked} ? ORDER BY +rank, rowid LIMIT ?`),
    some: db.prepare<[object], KeywordHit>(`
      SELECT chunkId, max(score) AS score FROM (
        SELECT * FROM (${ranked} :inTitle LIMIT :most / 2)
        UNION ALL
        SELECT * FROM (${ranked} :expression LIMIT :most / 2)
      ) GROUP BY chunkId ORDER BY score DESC LIMIT :limit`),
  }
}

function createFrequency(db: ReadableDb): (expression: string, cap: number) => number {
  const count = db
    .prepare<[string, number], number>(
      'SELECT count(*) FROM (SELECT 1 FROM chunks_fts WHERE chunks_fts MATCH ? LIMIT ?)',
    )
    .pluck()
  return (expression, cap) => count.get(expression, cap) ?? 0
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
