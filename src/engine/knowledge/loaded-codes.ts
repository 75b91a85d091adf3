import type { ReadableDb } from '../db/open-database'
import type { IndexedModel } from './knowledge'
import { createVectorCodes, type VectorCodes } from './vector-codes'
import { toVector } from './vector-math'

/** Codes of all vectors of a model, read from the database at the first need and kept in step from then on. */
export interface LoadedCodes {
  add(chunkId: number, vector: Float32Array): void
  remove(chunkId: number): void
  /** Null while they are being read; the first call begins it. */
  ready(): VectorCodes | null
  load(): Promise<void>
  /** Ends a reading that is under way. */
  stop(): void
}

/** Read at once: about 10 ms of work (a vector lies anywhere in the file), then others get their turn. */
const SLICE = 250

export function createLoadedCodes(db: ReadableDb, model: IndexedModel): LoadedCodes {
  const codes = createVectorCodes(model.dimension)
  const readSlice = db.prepare<[number, number, number], { chunkId: number; vector: Buffer }>(`
    SELECT chunks.id AS chunkId, vectors.vector AS vector FROM chunks
    CROSS JOIN vectors ON vectors.model_id = chunks.model_id AND vectors.embedding_hash = chunks.embedding_hash
    WHERE chunks.model_id = ? AND chunks.id > ? ORDER BY chunks.id LIMIT ?`)
  /** Chunks up to here are in; a later one that is written meanwhile is met on the way. */
  let cursor = 0
  let loading: Promise<void> | null = null
  let isStopped = false

  async function readAll(): Promise<void> {
    while (!isStopped) {
      const rows = readSlice.all(model.id, cursor, SLICE)
      for (const row of rows) codes.add(row.chunkId, toVector(row.vector))
      cursor = rows.length < SLICE ? Number.POSITIVE_INFINITY : (rows.at(-1)?.chunkId ?? cursor)
      if (cursor === Number.POSITIVE_INFINITY) return
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  function load(): Promise<void> {
    loading ??= readAll()
    return loading
  }

  return {
    add(chunkId, vector) {
      if (chunkId <= cursor) codes.add(chunkId, vector)
    },
    remove: (chunkId) => codes.remove(chunkId),
    ready() {
      // a reading that fails (closed database) leaves the exact search in charge
      load().catch(() => undefined)
      return cursor === Number.POSITIVE_INFINITY ? codes : null
    },
    load,
    stop() {
      isStopped = true
    },
  }
}
