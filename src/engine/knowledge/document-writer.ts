import { foldText } from '@shared/fold-text'
import type { WritableDb } from '../db/open-database'
import { embeddingHash, sha256 } from './embedding-text'
import type { KeywordIndex } from './keyword-index'
import {
  FIRST_COLLECTION_ID,
  type FilePlace,
  IMPORTED_FILES_SOURCE_ID,
  type Knowledge,
  type NewDocument,
  SAMPLE_SOURCE_ID,
  type StoredDocument,
} from './knowledge'
import type { VectorIndex } from './vector-index'

/** Writes documents, chunks and both indexes; every method runs inside the caller's transaction. */
export interface DocumentWriter {
  put(document: NewDocument): StoredDocument
  /** Whether a whole document stands at this place. */
  hasAt(document: NewDocument): boolean
  /** The row without its chunks, and marked as unfinished: it is the same as no file until `finish`. */
  begin(document: NewDocument): { documentId: number; kind: StoredDocument['kind'] }
  /** Chunks from `from` up to `to`; returns how many need no embedding. */
  addChunks(documentId: number, document: NewDocument, from: number, to: number): number
  finish(documentId: number, contentHash: string): void
  findUnchanged: Knowledge['findUnchanged']
  findCopy: Knowledge['findCopy']
  /** False when it was gone already. */
  remove(documentId: number): boolean
  idsOfSample(): number[]
  idsOfOthersAt(place: FilePlace, keep: readonly (string | null)[]): number[]
  idsAt(place: FilePlace, sourceId: number): number[]
  idsOfSource(sourceId: number, limit: number): number[]
  /** Documents of the source that the collection has from elsewhere at the same place. */
  idsInTheWay(sourceId: number, collectionId: number): number[]
  moveFile(documentIds: readonly number[], path: string, isStale: boolean): void
  moveSource(sourceId: number, collectionId: number): void
  makeStale(documentId: number): void
  hasContent: Knowledge['hasContent']
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
  readonly sourceId: number
  readonly readerVersion: number
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
    const added = chunks.slice(from, to)
    for (const [index, chunk] of added.entries()) {
      const ordinal = from + index
      const hash = embeddingHash({ title, heading: chunk.heading, text: chunk.text })
      const vector = vectors.known(hash)
      const { start, end, page, heading, text } = chunk
      const modelId = vector ? (vectors.model?.id ?? null) : null
      // by position, because looking names up takes a tenth of it
      const { lastInsertRowid } = statements.insertChunk.run(
        documentId,
        ordinal,
        start,
        end,
        page,
        heading,
        text,
        sha256(text),
        hash,
        modelId,
      )
      if (!vector) continue
      vectors.add(Number(lastInsertRowid), vector)
      knownCount++
    }
    statements.countChunks.run(added.length, added.length - knownCount)
    keywords.addDocument(documentId, from)
    return knownCount
  }

  function findAt(document: NewDocument): PlacedRow | undefined {
    return statements.findAt.get(collectionOf(document), document.path, document.externalId ?? '')
  }

  function begin(document: NewDocument, contentHash: string) {
    const existing = findAt(document)
    if (existing && isSame(existing, document)) return { documentId: existing.id, kind: 'unchanged' as const }
    const values = { ...rowOf(document, now()), contentHash }
    if (!existing) {
      const documentId = Number(statements.insertDocument.run(values).lastInsertRowid)
      statements.putText.run({ ...textRowOf(document), documentId })
      return { documentId, kind: 'added' as const }
    }
    clearChunks(existing.id)
    statements.updateDocument.run({ ...values, id: existing.id })
    statements.putText.run({ ...textRowOf(document), documentId: existing.id })
    return { documentId: existing.id, kind: 'changed' as const }
  }

  return {
    hasAt(document) {
      const existing = findAt(document)
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
    findUnchanged: ({ collectionId, path }, contentHash, readerVersion = 0) =>
      statements.findUnchanged.get(collectionId, path, contentHash, readerVersion) ?? null,
    findCopy: (source, { collectionId, path }, contentHash) =>
      statements.findCopy.get({ source, collectionId, path, contentHash }) ?? null,
    remove(documentId) {
      clearChunks(documentId)
      return statements.deleteDocument.run(documentId).changes > 0
    },
    idsOfSample: () => statements.idsOfSample.all(),
    idsAt: ({ collectionId, path }, sourceId) => statements.idsAt.all(collectionId, path, sourceId),
    idsOfSource: (sourceId, limit) => statements.idsOfSource.all(sourceId, limit),
    idsInTheWay: (sourceId, collectionId) => statements.idsInTheWay.all({ sourceId, collectionId }),
    moveFile: (documentIds, path, isStale) =>
      void statements.moveFile.run({ ids: JSON.stringify(documentIds), path, isStale: isStale ? 1 : 0 }),
    makeStale: (documentId) => void statements.makeStale.run(documentId),
    moveSource: (sourceId, collectionId) => void statements.moveSource.run(collectionId, sourceId),
    hasContent: (collectionId, contentHash) => statements.hasContent.get(collectionId, contentHash) === 1,
    idsOfOthersAt: ({ collectionId, path }, keep) =>
      statements.idsOfOthersAt.all(
        collectionId,
        path,
        JSON.stringify(keep.map((externalId) => externalId ?? '')),
      ),
  }
}

/** The bytes alone do not decide: a newer reader may make more out of the same file. */
function isSame(existing: PlacedRow, document: NewDocument): boolean {
  return (
    existing.contentHash === document.contentHash &&
    existing.title === document.title &&
    existing.source === document.source &&
    existing.sourceId === sourceOf(document) &&
    existing.readerVersion >= (document.readerVersion ?? 0) &&
    existing.text === document.text
  )
}

function collectionOf({ collectionId }: NewDocument): number {
  return collectionId ?? FIRST_COLLECTION_ID
}

function sourceOf({ sourceId, source }: NewDocument): number {
  return sourceId ?? (source === 'sample' ? SAMPLE_SOURCE_ID : IMPORTED_FILES_SOURCE_ID)
}

function rowOf(document: NewDocument, importedAt: number) {
  const { externalId, source, path, title, format, sizeBytes, facts = {}, readerVersion = 0 } = document
  const { tags = [], language = null, dateMs = null, url = null, isInternal = false } = facts
  return {
    externalId,
    source,
    sourceId: sourceOf(document),
    collectionId: collectionOf(document),
    path,
    title,
    format,
    sizeBytes,
    importedAt,
    tags: JSON.stringify(tags),
    language,
    date: dateMs,
    url,
    isInternal: isInternal ? 1 : 0,
    readerVersion,
    foldedTitle: foldText(title),
    foldedPath: foldText(path),
    foldedTags: JSON.stringify(tags.map(foldText)),
  }
}

function textRowOf({ text, headings, pages, layout = [] }: NewDocument) {
  return {
    text,
    headings: JSON.stringify(headings),
    pages: JSON.stringify(pages),
    layout: JSON.stringify(layout),
  }
}

function prepareStatements(db: WritableDb) {
  return {
    findAt: db.prepare<[number, string, string], PlacedRow>(`
      SELECT id, content_hash AS contentHash, title, text, source, source_id AS sourceId,
        reader_version AS readerVersion
      FROM documents JOIN document_texts ON document_id = id
      WHERE collection_id = ? AND path = ? AND coalesce(external_id, '') = ?`),
    findUnchanged: db
      .prepare<[number, string, string, number], number>(`
        SELECT id FROM documents
        WHERE collection_id = ? AND path = ? AND coalesce(external_id, '') = '' AND content_hash = ?
          AND reader_version >= ?`)
      .pluck(),
    findCopy: db.prepare<[object], { documentId: number; path: string }>(`
      SELECT id AS documentId, path FROM documents
      WHERE collection_id = :collectionId AND source = :source AND content_hash = :contentHash
        AND external_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM documents WHERE collection_id = :collectionId AND path = :path)
      ORDER BY id LIMIT 1`),
    insertDocument: db.prepare<[object]>(`
      INSERT INTO documents (external_id, source, source_id, collection_id, path, title, format, content_hash,
        size_bytes, imported_at, tags, language, date, url, is_internal, reader_version,
        folded_title, folded_path, folded_tags)
      VALUES (:externalId, :source, :sourceId, :collectionId, :path, :title, :format, :contentHash,
        :sizeBytes, :importedAt, :tags, :language, :date, :url, :isInternal, :readerVersion,
        :foldedTitle, :foldedPath, :foldedTags)`),
    updateDocument: db.prepare<[object]>(`
      UPDATE documents SET source = :source, source_id = :sourceId, title = :title, format = :format,
        content_hash = :contentHash, size_bytes = :sizeBytes, imported_at = :importedAt, tags = :tags,
        language = :language, date = :date, url = :url, is_internal = :isInternal,
        reader_version = :readerVersion, folded_title = :foldedTitle, folded_tags = :foldedTags
      WHERE id = :id`),
    putText: db.prepare<[object]>(`
      INSERT INTO document_texts (document_id, headings, pages, layout, text)
      VALUES (:documentId, :headings, :pages, :layout, :text)
      ON CONFLICT (document_id) DO UPDATE SET
        headings = excluded.headings, pages = excluded.pages, layout = excluded.layout, text = excluded.text`),
    finish: db.prepare<[string, number]>('UPDATE documents SET content_hash = ? WHERE id = ?'),
    deleteDocument: db.prepare<[number]>('DELETE FROM documents WHERE id = ?'),
    insertChunk: db.prepare<unknown[]>(`
      INSERT INTO chunks (document_id, ordinal, start, end, page, heading, text, text_hash, embedding_hash, model_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
    countChunks: db.prepare<[number, number]>(
      'UPDATE chunk_count SET total = total + ?, waiting = waiting + ?',
    ),
    indexedChunks: db
      .prepare<[number, number | null], number>(
        'SELECT id FROM chunks WHERE document_id = ? AND model_id = ?',
      )
      .pluck(),
    deleteChunks: db.prepare<[number]>('DELETE FROM chunks WHERE document_id = ?'),
    idsOfSample: db.prepare<[], number>("SELECT id FROM documents WHERE source = 'sample'").pluck(),
    idsAt: db
      .prepare<[number, string, number], number>(
        'SELECT id FROM documents WHERE collection_id = ? AND path = ? AND source_id = ? ORDER BY id',
      )
      .pluck(),
    idsOfSource: db
      .prepare<[number, number], number>('SELECT id FROM documents WHERE source_id = ? ORDER BY id LIMIT ?')
      .pluck(),
    idsInTheWay: db
      .prepare<[object], number>(`
        SELECT moving.id FROM documents AS moving JOIN documents AS there
          ON there.collection_id = :collectionId AND there.path = moving.path
            AND coalesce(there.external_id, '') = coalesce(moving.external_id, '')
        WHERE moving.source_id = :sourceId AND moving.collection_id <> :collectionId`)
      .pluck(),
    moveFile: db.prepare<[object]>(`
      UPDATE documents SET path = :path, folded_path = folded(:path),
        reader_version = CASE :isStale WHEN 1 THEN 0 ELSE reader_version END
      WHERE id IN (SELECT value FROM json_each(:ids))`),
    makeStale: db.prepare<[number]>('UPDATE documents SET reader_version = 0 WHERE id = ?'),
    moveSource: db.prepare<[number, number]>('UPDATE documents SET collection_id = ? WHERE source_id = ?'),
    hasContent: db
      .prepare<[number, string], number>(`
        SELECT EXISTS (SELECT 1 FROM documents
          WHERE collection_id = ? AND content_hash = ? AND external_id IS NULL)`)
      .pluck(),
    idsOfOthersAt: db
      .prepare<[number, string, string], number>(`
        SELECT id FROM documents
        WHERE collection_id = ? AND path = ? AND coalesce(external_id, '') NOT IN (SELECT value FROM json_each(?))`)
      .pluck(),
  }
}
