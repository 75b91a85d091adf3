import type { DocumentFacts, DocumentFormat, Heading, LayoutBlock, Page } from '@shared/models'
import type { ReadableDb } from '../db/open-database'

/** A stored document with all that was made of it, as it is handed on to other machines. */
export interface StoredWhole {
  readonly documentId: number
  readonly externalId: string | null
  readonly path: string
  readonly title: string
  readonly format: DocumentFormat
  readonly contentHash: string
  readonly sizeBytes: number
  readonly readerVersion: number
  readonly facts: DocumentFacts
  readonly headings: Heading[]
  readonly pages: Page[]
  readonly layout: LayoutBlock[]
  readonly text: string
  readonly chunks: readonly StoredChunk[]
}

export interface StoredChunk {
  readonly start: number
  readonly end: number
  readonly page: number | null
  readonly heading: string
  readonly embeddingHash: string
}

/** Reads documents whole, one by one. */
export interface PackedDocuments {
  /** By path and external id, compared as bytes: the same documents come in the same order on every machine. */
  ids(collectionIds: readonly number[] | null): number[]
  /** Null when it went meanwhile. */
  read(documentId: number): StoredWhole | null
  /** Null while it is not embedded by this model. */
  vector(modelId: number, embeddingHash: string): Float32Array | null
}

interface WholeRow extends Omit<StoredWhole, 'facts' | 'headings' | 'pages' | 'layout' | 'chunks'> {
  readonly tags: string
  readonly language: string | null
  readonly date: number | null
  readonly url: string | null
  readonly isInternal: number
  readonly headings: string
  readonly pages: string
  readonly layout: string
}

export function createPackedDocuments(db: ReadableDb): PackedDocuments {
  const statements = prepareStatements(db)
  return {
    ids: (collectionIds) => statements.ids.all({ only: collectionIds && JSON.stringify(collectionIds) }),
    read(documentId) {
      const row = statements.whole.get(documentId)
      return row ? toWhole(row, statements.chunks.all(documentId)) : null
    },
    vector(modelId, embeddingHash) {
      const bytes = statements.vector.get(modelId, embeddingHash)
      // a copy, because float32 must begin at a multiple of four
      return bytes ? new Float32Array(new Uint8Array(bytes).buffer) : null
    },
  }
}

function toWhole(row: WholeRow, chunks: StoredChunk[]): StoredWhole {
  const { tags, language, date, url, isInternal, headings, pages, layout, ...rest } = row
  return {
    ...rest,
    facts: { tags: JSON.parse(tags), language, dateMs: date, url, isInternal: isInternal === 1 },
    headings: JSON.parse(headings),
    pages: JSON.parse(pages),
    layout: JSON.parse(layout),
    chunks,
  }
}

function prepareStatements(db: ReadableDb) {
  return {
    ids: db
      .prepare<[object], number>(`
        SELECT id FROM documents
        WHERE :only IS NULL OR collection_id IN (SELECT value FROM json_each(:only))
        ORDER BY path COLLATE BINARY, coalesce(external_id, '') COLLATE BINARY`)
      .pluck(),
    whole: db.prepare<[number], WholeRow>(`
      SELECT id AS documentId, external_id AS externalId, path, title, format, content_hash AS contentHash,
        size_bytes AS sizeBytes, reader_version AS readerVersion, tags, language, date, url,
        is_internal AS isInternal, headings, pages, layout, text
      FROM documents JOIN document_texts ON document_id = id WHERE id = ?`),
    chunks: db.prepare<[number], StoredChunk>(`
      SELECT start, end, page, heading, embedding_hash AS embeddingHash
      FROM chunks WHERE document_id = ? ORDER BY ordinal`),
    vector: db
      .prepare<[number, string], Buffer>(
        'SELECT vector FROM vectors WHERE model_id = ? AND embedding_hash = ?',
      )
      .pluck(),
  }
}
