import type { ReadableDb } from '../db/open-database'
import type { KeywordHit } from './knowledge'

/** bm25 costs about 2 µs a passage, so this is 20 ms. What more passages hold than this tells them apart no longer. */
const MOST_RANKED = 10_000

/** Best first. Counts how much there is to rank first, unless that is known: `mostMatches` or less. */
export type KeywordSearch = (expression: string, limit: number, mostMatches?: number) => KeywordHit[]

/** Ranks all that matches, or, of what is too much, the first of those whose title does and the first of the others. */
export function createKeywordSearch(db: ReadableDb, mostRanked = MOST_RANKED): KeywordSearch {
  const frequency = createFrequency(db)
  const ranked = 'SELECT rowid AS chunkId, -rank AS score FROM chunks_fts WHERE chunks_fts MATCH'
  // the plus keeps FTS5's own sorter out, which orders every match in a table of its own: SQLite's keeps only the
  // first ones, and the search of 5,600 matches takes 5.7 ms instead of 8.8
  const all = db.prepare<[string, number], KeywordHit>(`${ranked} ? ORDER BY +rank, rowid LIMIT ?`)
  const some = db.prepare<[object], KeywordHit>(`
    SELECT chunkId, max(score) AS score FROM (
      SELECT * FROM (${ranked} :inTitle LIMIT :most / 2)
      UNION ALL
      SELECT * FROM (${ranked} :expression LIMIT :most / 2)
    ) GROUP BY chunkId ORDER BY score DESC LIMIT :limit`)
  return (expression, limit, mostMatches = frequency(expression, mostRanked)) =>
    mostMatches < mostRanked
      ? all.all(expression, limit)
      : some.all({ expression, inTitle: `title : (${expression})`, limit, most: mostRanked })
}

/** In how many chunks an expression occurs; counting stops at `cap`. */
export function createFrequency(db: ReadableDb): (expression: string, cap: number) => number {
  const count = db
    .prepare<[string, number], number>(
      'SELECT count(*) FROM (SELECT 1 FROM chunks_fts WHERE chunks_fts MATCH ? LIMIT ?)',
    )
    .pluck()
  return (expression, cap) => count.get(expression, cap) ?? 0
}
