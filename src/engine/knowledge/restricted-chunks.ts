import type { SearchFilter } from '@shared/search-models'
import type { ReadableDb } from '../db/open-database'
import { ALLOWED_DOCUMENTS, filterParameters } from './document-filter'
import type { KeywordHit } from './knowledge'

/** Which chunks a filter or an expression allows: the half of a narrowed search that is no ranking. */
export interface RestrictedChunks {
  keywordSearch(expression: string, limit: number, filter: SearchFilter): KeywordHit[]
  /** Chunks that match, in no order; at most `cap`. */
  matching(expression: string, filter: SearchFilter | null, cap: number): number[]
  /** Those of these chunks that match. */
  matchingAmong(expression: string, chunkIds: readonly number[]): Set<number>
  /** Chunks of allowed documents; at most `cap`. */
  allowed(filter: SearchFilter, cap: number): number[]
  /** The first chunk of each allowed document, newest document first. */
  beginnings(filter: SearchFilter, limit: number): number[]
  /** Places in the document's text, in reading order and each once; at most `cap` passages are looked at. */
  matchesIn(documentId: number, expression: string, cap: number): { start: number; end: number }[]
}

export function createRestrictedChunks(db: ReadableDb): RestrictedChunks {
  const statements = prepare(db)
  return {
    keywordSearch: (expression, limit, filter) =>
      statements.search.all({ expression, limit, ...filterParameters(filter) }),
    matching: (expression, filter, cap) =>
      filter === null
        ? statements.matching.all({ expression, cap })
        : statements.matchingAllowed.all({ expression, cap, ...filterParameters(filter) }),
    matchingAmong: (expression, chunkIds) =>
      new Set(statements.among.all({ expression, ids: JSON.stringify(chunkIds) })),
    allowed: (filter, cap) => statements.allowed.all({ cap, ...filterParameters(filter) }),
    beginnings: (filter, limit) => statements.beginnings.all({ limit, ...filterParameters(filter) }),
    matchesIn(documentId, expression, cap) {
      const found = new Map<number, { start: number; end: number }>()
      for (const { start, text } of statements.markedIn.all({ documentId, expression, cap }))
        for (const match of placesOf(text, start)) found.set(match.start, match)
      return [...found.values()].sort((one, other) => one.start - other.start)
    },
  }
}

/** A marked text is its passage with two signs more for each match. */
function placesOf(marked: string, start: number): { start: number; end: number }[] {
  return [...marked.matchAll(/\u0002([^\u0002\u0003]*)\u0003/g)].map(({ index, 1: words = '' }, order) => {
    const from = start + index - order * 2
    return { start: from, end: from + words.length }
  })
}

function prepare(db: ReadableDb) {
  return {
    // CROSS JOIN and FTS5's own order by rank: hits come best first and the document of each is looked up until there
    // are enough; a join in the other order asks the index once for each allowed chunk
    search: db.prepare<[object], KeywordHit>(`
      SELECT chunks_fts.rowid AS chunkId, -rank AS score
      FROM chunks_fts CROSS JOIN chunks ON chunks.id = chunks_fts.rowid
      WHERE chunks_fts MATCH :expression AND chunks.document_id IN (${ALLOWED_DOCUMENTS})
      ORDER BY rank LIMIT :limit`),
    matching: db
      .prepare<[object], number>('SELECT rowid FROM chunks_fts WHERE chunks_fts MATCH :expression LIMIT :cap')
      .pluck(),
    matchingAllowed: db
      .prepare<[object], number>(`
        SELECT chunks_fts.rowid FROM chunks_fts CROSS JOIN chunks ON chunks.id = chunks_fts.rowid
        WHERE chunks_fts MATCH :expression AND chunks.document_id IN (${ALLOWED_DOCUMENTS}) LIMIT :cap`)
      .pluck(),
    among: db
      .prepare<[object], number>(`
        SELECT chunks_fts.rowid FROM json_each(:ids) AS wanted
        CROSS JOIN chunks_fts ON chunks_fts.rowid = wanted.value WHERE chunks_fts MATCH :expression`)
      .pluck(),
    allowed: db
      .prepare<[object], number>(
        `SELECT id FROM chunks WHERE document_id IN (${ALLOWED_DOCUMENTS}) LIMIT :cap`,
      )
      .pluck(),
    beginnings: db
      .prepare<[object], number>(`
        SELECT id FROM chunks WHERE ordinal = 0 AND document_id IN (${ALLOWED_DOCUMENTS})
        ORDER BY document_id DESC LIMIT :limit`)
      .pluck(),
    // a document's chunks were written one after the other: the range keeps FTS5 to its own part of the index
    markedIn: db.prepare<[object], { start: number; text: string }>(`
      SELECT chunks.start AS start, highlight(chunks_fts, 2, char(2), char(3)) AS text
      FROM chunks_fts CROSS JOIN chunks ON chunks.id = chunks_fts.rowid
      WHERE chunks_fts MATCH :expression
        AND chunks_fts.rowid >= (SELECT min(id) FROM chunks WHERE document_id = :documentId)
        AND chunks_fts.rowid <= (SELECT max(id) FROM chunks WHERE document_id = :documentId)
        AND chunks.document_id = :documentId
      ORDER BY chunks_fts.rowid LIMIT :cap`),
  }
}
