import { AppError } from '@shared/errors'
import { foldText } from '@shared/fold-text'
import type {
  DocumentDetail,
  DocumentFormat,
  DocumentSort,
  DocumentSummary,
  Heading,
  Page,
} from '@shared/models'
import type { ReadableDb } from '../db/open-database'
import type { DocumentPlaceRow, DocumentQuery, StoredPassage } from './knowledge'

/** Everything that reads documents and chunks and changes nothing. */
export interface DocumentRows {
  list(query: DocumentQuery & { readonly modelId: number | null }): {
    documents: DocumentSummary[]
    total: number
  }
  get(documentId: number, modelId: number | null): DocumentDetail
  text(documentId: number, start: number, end: number): { start: number; end: number; text: string }
  place(documentId: number): DocumentPlaceRow
  layoutJson(documentId: number): string
  loadPassages(chunkIds: readonly number[]): StoredPassage[]
  formats(documentIds: readonly number[]): Map<number, DocumentFormat>
  counts(modelId: number | null): {
    documents: number
    sampleDocuments: number
    chunks: number
    embedded: number
  }
}

interface PassageRow extends Omit<StoredPassage, 'isInternal'> {
  readonly isInternal: number
}

interface SummaryRow extends Omit<DocumentSummary, 'tags' | 'isInternal'> {
  readonly tags: string
  readonly isInternal: number
}

interface DetailRow extends SummaryRow {
  readonly contentHash: string
  readonly text: string
  readonly headings: string
  readonly pages: string
}

const SUMMARY_COLUMNS = `
  id, external_id AS externalId, source, source_id AS sourceId, collection_id AS collectionId, path, title, format,
  size_bytes AS sizeBytes, imported_at AS importedAt, tags, language, date, url, is_internal AS isInternal,
  (SELECT count(*) FROM chunks WHERE document_id = documents.id) AS chunkCount,
  (SELECT count(*) FROM chunks WHERE document_id = documents.id AND model_id = :modelId) AS embeddedCount`
const MATCHES_FILTER = `
  (:text = '' OR instr(folded_title, :text) > 0 OR instr(folded_path, :text) > 0)
  AND (:sourceId IS NULL OR source_id = :sourceId)
  AND (:collectionIds IS NULL OR collection_id IN (SELECT value FROM json_each(:collectionIds)))
  AND (:formats IS NULL OR format IN (SELECT value FROM json_each(:formats)))
  AND CASE :state
    WHEN 'waiting' THEN id IN (SELECT document_id FROM chunks WHERE model_id IS NULL)
    WHEN 'ready' THEN id NOT IN (SELECT document_id FROM chunks WHERE model_id IS NULL)
    WHEN 'internal' THEN is_internal = 1
    ELSE TRUE END`

const BY_ID = 'id DESC'
/** Of equal ones the newest first; an id grows with time. */
const ORDERS: Readonly<Record<DocumentSort, string>> = {
  added: BY_ID,
  title: `folded_title, ${BY_ID}`,
  date: `date DESC NULLS LAST, ${BY_ID}`,
  size: `size_bytes DESC, ${BY_ID}`,
}

export function createDocumentRows(db: ReadableDb): DocumentRows {
  const statements = prepareStatements(db)
  return {
    list({ filter, collectionIds, sourceId = null, formats, state = null, sort = 'added', ...window }) {
      const { offset, limit, modelId } = window
      const matching = {
        text: foldText(filter.trim()),
        sourceId,
        state,
        formats: formats?.length ? JSON.stringify(formats) : null,
        collectionIds: collectionIds?.length ? JSON.stringify(collectionIds) : null,
      }
      return {
        documents: statements.pages[sort].all({ ...matching, offset, limit, modelId }).map(toSummary),
        total: statements.total.get(matching) ?? 0,
      }
    },
    get(documentId, modelId) {
      const row = statements.detail.get({ documentId, modelId })
      if (!row) throw documentGone()
      const { text, headings, pages, contentHash, ...summary } = row
      return {
        ...toSummary(summary),
        contentHash,
        // written by ourselves from checked values, in the same file format since the first version
        headings: JSON.parse(headings) as Heading[],
        pages: JSON.parse(pages) as Page[],
        textLength: text.length,
      }
    },
    text(documentId, start, end) {
      const text = statements.text.get(documentId)
      if (text === undefined) throw documentGone()
      const from = Math.min(start, text.length)
      const to = Math.min(Math.max(end, from), text.length)
      return { start: from, end: to, text: text.slice(from, to) }
    },
    place(documentId) {
      const row = statements.place.get(documentId)
      if (!row) throw documentGone()
      return row
    },
    layoutJson(documentId) {
      const layout = statements.layout.get(documentId)
      if (layout === undefined) throw documentGone()
      return layout
    },
    loadPassages: (chunkIds) =>
      statements.passages
        .all(JSON.stringify(chunkIds))
        .map((row) => ({ ...row, isInternal: row.isInternal === 1 })),
    formats: (documentIds) =>
      new Map(statements.formats.all(JSON.stringify(documentIds)).map(({ id, format }) => [id, format])),
    counts: (modelId) =>
      statements.counts.get({ modelId }) ?? { documents: 0, sampleDocuments: 0, chunks: 0, embedded: 0 },
  }
}

function toSummary({ tags, isInternal, ...row }: SummaryRow): DocumentSummary {
  return { ...row, tags: JSON.parse(tags) as string[], isInternal: isInternal === 1 }
}

function prepareStatements(db: ReadableDb) {
  return {
    pages: {
      added: preparePage(db, 'added'),
      title: preparePage(db, 'title'),
      date: preparePage(db, 'date'),
      size: preparePage(db, 'size'),
    },
    total: db.prepare<[object], number>(`SELECT count(*) FROM documents WHERE ${MATCHES_FILTER}`).pluck(),
    detail: db.prepare<[object], DetailRow>(`
      SELECT ${SUMMARY_COLUMNS}, content_hash AS contentHash, text, headings, pages
      FROM documents JOIN document_texts ON document_id = id WHERE id = :documentId`),
    text: db.prepare<[number], string>('SELECT text FROM document_texts WHERE document_id = ?').pluck(),
    place: db.prepare<[number], DocumentPlaceRow>(`
      SELECT path, source, coalesce((SELECT kind FROM sources WHERE id = source_id), 'files') AS sourceKind,
        external_id AS externalId, content_hash AS contentHash, format, title, size_bytes AS sizeBytes
      FROM documents WHERE id = ?`),
    layout: db.prepare<[number], string>('SELECT layout FROM document_texts WHERE document_id = ?').pluck(),
    passages: db.prepare<[string], PassageRow>(`
      SELECT chunks.id AS chunkId, documents.id AS documentId, documents.external_id AS externalId, documents.path,
        documents.title, chunks.heading, chunks.page, chunks.start, chunks.end, chunks.text,
        chunks.text_hash AS textHash, documents.is_internal AS isInternal
      FROM json_each(?) AS wanted
      CROSS JOIN chunks ON chunks.id = wanted.value
      CROSS JOIN documents ON documents.id = chunks.document_id
      ORDER BY wanted.key`),
    formats: db.prepare<[string], { id: number; format: DocumentFormat }>(
      'SELECT id, format FROM documents WHERE id IN (SELECT value FROM json_each(?))',
    ),
    counts: db.prepare<
      [object],
      { documents: number; sampleDocuments: number; chunks: number; embedded: number }
    >(`
      SELECT (SELECT count(*) FROM documents) AS documents,
        (SELECT count(*) FROM documents WHERE source_id IN (SELECT id FROM sources WHERE kind = 'sample'))
          AS sampleDocuments,
        (SELECT total FROM chunk_count) AS chunks,
        -- chunks have a vector of the model in use or wait for it
        CASE WHEN :modelId IS NULL THEN 0 ELSE (SELECT total - waiting FROM chunk_count) END AS embedded`),
  }
}

/** The ids first: counting passages for rows that the order puts out of sight would take most of the time. */
function preparePage(db: ReadableDb, sort: DocumentSort) {
  return db.prepare<[object], SummaryRow>(`
    SELECT ${SUMMARY_COLUMNS} FROM documents WHERE id IN (
      SELECT id FROM documents WHERE ${MATCHES_FILTER} ORDER BY ${ORDERS[sort]} LIMIT :limit OFFSET :offset)
    ORDER BY ${ORDERS[sort]}`)
}

function documentGone(): AppError {
  return new AppError('not_found', 'This document is no longer in the knowledge base.')
}
