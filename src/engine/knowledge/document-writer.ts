import type { WritableDb } from '../db/open-database'
import { embeddingHash, sha256 } from './embedding-text'
import type { KeywordIndex } from './keyword-index'
import type { Knowledge, NewDocument, StoredDocument } from './knowledge'
import type { VectorIndex } from './vector-index'

/** Writes documents, chunks and both indexes; every method runs inside the caller's transaction. */
export interface DocumentWriter {
  put(document: NewDocument): StoredDocument
  /** Whether a whole document stands at this place. */
  hasAt(path: string, externalId: string | null): boolean
  /** The row without its chunks, and marked as unfinished: it is the same as no file until `finish`. */
  begin(document: NewDocument): { documentId: number; kind: StoredDocument['kind'] }
  /** Chunks from `from` up to `to`; returns how many need no embedding. */
  addChunks(documentId: number, document: NewDocument, from: number, to: number): number
  finish(documentId: number, contentHash: string): void
  findUnchanged(path: string, externalId: string | null, contentHash: string): number | null
  findCopy: Knowledge['findCopy']
  /** False when it was gone already. */
  remove(documentId: number): boolean
  idsOfSample(): number[]
  idsOfOthersAt(path: string, keep: readonly (string | null)[]): number[]
}

/** Stands in for the content hash while chunks are missing: no file has it, so a broken-off document is read again. */
const UNFINISHED = 'unfinished'

export interface DocumentWriterOptions {
  readonly db: WritableDb
  readonly keywords: KeywordIndex
  readonly vectors: VectorIndex
  readonly now: () => number
}

interface PlacedRow {
  readonly id: number
  readonly contentHash: string
  readonly title: string
  readonly text: string
  readonly source: string
}

export function createDocumentWriter({ db, keywords, vectors, now }: DocumentWriterOptions): DocumentWriter {
  const statements = prepareStatements(db)

  function clearChunks(documentId: number): void {
    keywords.removeDocument(documentId)
    vectors.remove(statements.indexedChunks.all(documentId, vectors.model?.id ?? null))
    statements.deleteChunks.run(documentId)
  }

  function addChunks(documentId: number, { title, chunks }: NewDocument, from: number, to: number): number {
    let knownCount = 0
    for (const [index, chunk] of chunks.slice(from, to).entries()) {
      const ordinal = from + index
      const hash = embeddingHash({ title, heading: chunk.heading, text: chunk.text })
      const vector = vectors.known(hash)
      const { lastInsertRowid } = statements.insertChunk.run({
        ...chunk,
        documentId,
        ordinal,
        textHash: sha256(chunk.text),
        embeddingHash: hash,
        modelId: vector ? (vectors.model?.id ?? null) : null,
      })
      if (!vector) continue
      vectors.add(Number(lastInsertRowid), vector)
      knownCount++
    }
    keywords.addDocument(documentId, from)
    return knownCount
  }

  function begin(document: NewDocument, contentHash: string) {
    const existing = statements.findAt.get(document.path, document.externalId ?? '')
    if (existing && isSame(existing, document)) return { documentId: existing.id, kind: 'unchanged' as const }
    const values = { ...rowOf(document, now()), contentHash }
    if (!existing) {
      const { lastInsertRowid } = statements.insertDocument.run(values)
      return { documentId: Number(lastInsertRowid), kind: 'added' as const }
    }
    clearChunks(existing.id)
    statements.updateDocument.run({ ...values, id: existing.id })
    return { documentId: existing.id, kind: 'changed' as const }
  }

  return {
    hasAt(path, externalId) {
      const existing = statements.findAt.get(path, externalId ?? '')
      return existing !== undefined && existing.contentHash !== UNFINISHED
    },
    begin: (document) => begin(document, UNFINISHED),
    addChunks,
    finish: (documentId, contentHash) => void statements.finish.run(contentHash, documentId),
    put(document) {
      const { documentId, kind } = begin(document, document.contentHash)
      const chunkCount = document.chunks.length
      const knownVectorCount =
        kind === 'unchanged' ? chunkCount : addChunks(documentId, document, 0, chunkCount)
      return { documentId, kind, chunkCount, knownVectorCount }
    },
    findUnchanged: (path, externalId, contentHash) =>
      statements.findUnchanged.get(path, externalId ?? '', contentHash) ?? null,
    findCopy: (source, path, contentHash) => statements.findCopy.get(source, contentHash, path) ?? null,
    remove(documentId) {
      clearChunks(documentId)
      return statements.deleteDocument.run(documentId).changes > 0
    },
    idsOfSample: () => statements.idsOfSample.all(),
    idsOfOthersAt: (path, keep) =>
      statements.idsOfOthersAt.all(path, JSON.stringify(keep.map((externalId) => externalId ?? ''))),
  }
}

/** The bytes alone do not decide: a newer parser may read more out of the same file. */
function isSame(existing: PlacedRow, document: NewDocument): boolean {
  return (
    existing.contentHash === document.contentHash &&
    existing.title === document.title &&
    existing.source === document.source &&
    existing.text === document.text
  )
}

function rowOf(document: NewDocument, importedAt: number) {
  const { externalId, source, path, title, format, contentHash, text, sizeBytes } = document
  const headings = JSON.stringify(document.headings)
  const pages = JSON.stringify(document.pages)
  return {
    externalId,
    source,
    path,
    title,
    format,
    contentHash,
    text,
    headings,
    pages,
    sizeBytes,
    importedAt,
  }
}

function prepareStatements(db: WritableDb) {
  return {
    findAt: db.prepare<[string, string], PlacedRow>(`
      SELECT id, content_hash AS contentHash, title, text, source
      FROM documents WHERE path = ? AND coalesce(external_id, '') = ?`),
    findUnchanged: db
      .prepare<[string, string, string], number>(
        "SELECT id FROM documents WHERE path = ? AND coalesce(external_id, '') = ? AND content_hash = ?",
      )
      .pluck(),
    findCopy: db.prepare<[string, string, string], { documentId: number; path: string }>(`
      SELECT id AS documentId, path FROM documents
      WHERE source = ? AND content_hash = ? AND external_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM documents WHERE path = ?)
      ORDER BY id LIMIT 1`),
    insertDocument: db.prepare<[object]>(`
      INSERT INTO documents (external_id, source, path, title, format, content_hash, text, headings, pages,
        size_bytes, imported_at)
      VALUES (:externalId, :source, :path, :title, :format, :contentHash, :text, :headings, :pages,
        :sizeBytes, :importedAt)`),
    updateDocument: db.prepare<[object]>(`
      UPDATE documents SET source = :source, title = :title, format = :format, content_hash = :contentHash,
        text = :text, headings = :headings, pages = :pages, size_bytes = :sizeBytes, imported_at = :importedAt
      WHERE id = :id`),
    finish: db.prepare<[string, number]>('UPDATE documents SET content_hash = ? WHERE id = ?'),
    deleteDocument: db.prepare<[number]>('DELETE FROM documents WHERE id = ?'),
    insertChunk: db.prepare<[object]>(`
      INSERT INTO chunks (document_id, ordinal, start, end, page, heading, text, text_hash, embedding_hash, model_id)
      VALUES (:documentId, :ordinal, :start, :end, :page, :heading, :text, :textHash, :embeddingHash, :modelId)`),
    indexedChunks: db
      .prepare<[number, number | null], number>(
        'SELECT id FROM chunks WHERE document_id = ? AND model_id = ?',
      )
      .pluck(),
    deleteChunks: db.prepare<[number]>('DELETE FROM chunks WHERE document_id = ?'),
    idsOfSample: db.prepare<[], number>("SELECT id FROM documents WHERE source = 'sample'").pluck(),
    idsOfOthersAt: db
      .prepare<[string, string], number>(`
        SELECT id FROM documents
        WHERE path = ? AND coalesce(external_id, '') NOT IN (SELECT value FROM json_each(?))`)
      .pluck(),
  }
}
