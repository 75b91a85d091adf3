import type { WritableDb } from '../db/open-database'
import { embeddingText } from './embedding-text'
import type { BroughtVectors, IndexedModel, PendingChunk } from './knowledge'
import type { VectorIndex } from './vector-index'

/** Which chunks wait for a vector, and what happens when vectors come. Writing methods run inside the caller's transaction. */
export interface PendingChunks {
  next(limit: number): PendingChunk[]
  /** Those of the first `limit` whose vector is there already. */
  known(limit: number): KnownChunk[]
  attach(chunks: readonly KnownChunk[]): void
  hasAny(): boolean
  store(modelId: number, chunks: readonly PendingChunk[], vectors: Float32Array): void
  /** Keeps vectors that are not known yet; documents that come after find them. */
  keepNew(brought: BroughtVectors): void
  registerModel(model: Omit<IndexedModel, 'id'>): IndexedModel
  /** After a change of model: all chunks wait, but for those whose text the new model has read before. */
  restart(model: IndexedModel): void
}

interface KnownChunk {
  readonly chunkId: number
  readonly embeddingHash: string
  readonly vector: Float32Array
}

interface WaitingRow {
  readonly chunkId: number
  readonly embeddingHash: string
  readonly title: string
  readonly heading: string
  readonly text: string
}

export function createPendingChunks(db: WritableDb, index: VectorIndex): PendingChunks {
  const statements = prepareStatements(db)

  function attach(chunkId: number, embeddingHash: string, vector: Float32Array): void {
    const modelId = index.model?.id
    // it may be gone, or another text since it was asked for
    if (statements.mark.run({ modelId, chunkId, embeddingHash }).changes > 0) index.add(chunkId, vector)
  }

  return {
    next(limit) {
      const chunks = new Map<string, PendingChunk & { readonly sameChunkIds: number[] }>()
      for (const row of statements.waiting.all(limit)) {
        const { chunkId, embeddingHash } = row
        const same = chunks.get(embeddingHash)
        if (same) same.sameChunkIds.push(chunkId)
        else
          chunks.set(embeddingHash, {
            chunkId,
            embeddingHash,
            embeddingText: embeddingText(row),
            sameChunkIds: [],
          })
      }
      return [...chunks.values()]
    },
    known: (limit) =>
      statements.waiting.all(limit).flatMap(({ chunkId, embeddingHash }) => {
        const vector = index.known(embeddingHash)
        return vector ? [{ chunkId, embeddingHash, vector }] : []
      }),
    attach(chunks) {
      for (const { chunkId, embeddingHash, vector } of chunks) attach(chunkId, embeddingHash, vector)
    },
    hasAny: () => statements.waiting.get(1) !== undefined,
    store(modelId, chunks, vectors) {
      const dimension = chunks.length === 0 ? 0 : vectors.length / chunks.length
      for (const [position, { chunkId, sameChunkIds = [], embeddingHash }] of chunks.entries()) {
        const vector = vectors.subarray(position * dimension, (position + 1) * dimension)
        statements.keep.run(modelId, embeddingHash, vector)
        if (modelId !== index.model?.id) continue
        for (const id of [chunkId, ...sameChunkIds]) attach(id, embeddingHash, vector)
      }
    },
    keepNew({ modelId, vectors }) {
      for (const { embeddingHash, vector } of vectors) statements.keepNew.run(modelId, embeddingHash, vector)
    },
    registerModel({ fingerprint, name, dimension }) {
      const id = statements.register.get(fingerprint, name, dimension)
      if (id === undefined) throw new Error('embedding model was not registered')
      return { id, fingerprint, name, dimension }
    },
    restart(model) {
      statements.unmarkOthers.run({ modelId: model.id })
      const isKnown = statements.markKnown.run(model.id, model.id).changes > 0
      if (isKnown) index.rebuild()
    },
  }
}

function prepareStatements(db: WritableDb) {
  return {
    waiting: db.prepare<[number], WaitingRow>(`
      SELECT chunks.id AS chunkId, chunks.embedding_hash AS embeddingHash, documents.title, chunks.heading, chunks.text
      FROM chunks JOIN documents ON documents.id = chunks.document_id
      WHERE chunks.model_id IS NULL ORDER BY chunks.id LIMIT ?`),
    mark: db.prepare<[object]>(`
      UPDATE chunks SET model_id = :modelId
      WHERE id = :chunkId AND embedding_hash = :embeddingHash AND model_id IS NULL`),
    keep: db.prepare<[number, string, Float32Array]>(
      'INSERT OR REPLACE INTO vectors (model_id, embedding_hash, vector) VALUES (?, ?, ?)',
    ),
    keepNew: db.prepare<[number, string, Float32Array]>(
      'INSERT OR IGNORE INTO vectors (model_id, embedding_hash, vector) VALUES (?, ?, ?)',
    ),
    register: db
      .prepare<[string, string, number], number>(`
        INSERT INTO embedding_models (fingerprint, name, dimension) VALUES (?, ?, ?)
        ON CONFLICT (fingerprint) DO UPDATE SET name = excluded.name
        RETURNING id`)
      .pluck(),
    // not "<>", which no index helps with: a million chunks took 2 s at each start
    unmarkOthers: db.prepare<[{ modelId: number }]>(
      'UPDATE chunks SET model_id = NULL WHERE model_id < :modelId OR model_id > :modelId',
    ),
    markKnown: db.prepare<[number, number]>(`
      UPDATE chunks SET model_id = ? WHERE model_id IS NULL AND EXISTS
        (SELECT 1 FROM vectors WHERE model_id = ? AND vectors.embedding_hash = chunks.embedding_hash)`),
  }
}
