import type { SearchFilter } from '@shared/search-models'
import type { WritableDb } from '../db/open-database'
import { ALLOWED_DOCUMENTS, filterParameters } from './document-filter'
import type { IndexedModel, SemanticHit } from './knowledge'
import { toVector } from './vector-math'

/** The vec0 table of one model; row ids are chunk ids. Everything in it can be made anew from `vectors`. */
export interface VectorTable {
  add(chunkId: number, vector: Uint8Array | Float32Array): void
  remove(chunkId: number): void
  /** Exact, by brute force: about 0.8 ms for every 1,000 vectors of 384 dimensions. */
  nearest(vector: Float32Array, limit: number): SemanticHit[]
  /** As `nearest`, among the chunks of the documents a filter allows. */
  nearestAllowed(vector: Float32Array, limit: number, filter: SearchFilter): SemanticHit[]
  count(): number
  /** The greatest id a chunk ever had; those that come get greater ones. */
  lastChunkId(): number
  /** Null for a chunk without one. */
  vectorOf(chunkId: number): Float32Array | null
  /** The first block with a greater id; null when there is none. Ids begin at 1. */
  blockAfter(blockId: number): VectorBlock | null
  /** Rows the file has room for. sqlite-vec reads them all and never gives back those of removed vectors. */
  capacity(): number
  /** Inside the caller's transaction. */
  rebuild(): void
}

/** What sqlite-vec stores together. */
export interface VectorBlock {
  readonly id: number
  /** Read without the vectors, which are two hundred times as much. */
  readonly chunkIds: readonly number[]
  vectors(): Generator<readonly [chunkId: number, vector: Float32Array]>
}

/** sqlite-vec keeps its rows in blocks of this size. */
const ROWS_IN_A_BLOCK = 1024
/** sqlite-vec refuses to look for more neighbours at once. */
const MAX_NEIGHBOURS = 4096

export function openVectorTable(db: WritableDb, model: IndexedModel): VectorTable {
  // the name and the size of a virtual table cannot be bound; both are whole numbers from our own tables
  const table = vectorTableName(model.id)
  const create = `CREATE VIRTUAL TABLE IF NOT EXISTS ${table}
    USING vec0(vector float[${Math.trunc(model.dimension)}] distance_metric=cosine)`
  db.exec(create)
  const statements = prepare(db, table)
  return {
    // vec0 takes its row ids as whole numbers only, and better-sqlite3 binds a plain number as REAL
    add: (chunkId, vector) => void statements().add.run(BigInt(chunkId), vector),
    remove: (chunkId) => void statements().remove.run(BigInt(chunkId)),
    nearest: (vector, limit) =>
      statements()
        .nearest.all(vector, Math.min(limit, MAX_NEIGHBOURS))
        .map(({ chunkId, distance }) => ({ chunkId, similarity: 1 - distance })),
    nearestAllowed: (vector, limit, filter) =>
      statements()
        .nearestAllowed.all({ vector, limit: Math.min(limit, MAX_NEIGHBOURS), ...filterParameters(filter) })
        .map(({ chunkId, distance }) => ({ chunkId, similarity: 1 - distance })),
    count: () => statements().count.get() ?? 0,
    lastChunkId: () => statements().lastChunkId.get() ?? 0,
    vectorOf(chunkId) {
      const found = statements().vectorOf.get(BigInt(chunkId))
      return found ? toVector(found) : null
    },
    blockAfter(blockId) {
      const row = statements().blockAfter.get(blockId)
      if (!row) return null
      const { id } = row
      const vectors = () => vectorsOf(row, statements().vectors.get(id), model.dimension)
      return { id, chunkIds: [...rowsOf(row)].map(([, chunkId]) => chunkId), vectors }
    },
    capacity: () => (statements().blocks.get() ?? 0) * ROWS_IN_A_BLOCK,
    rebuild() {
      db.exec(`DROP TABLE ${table}`)
      db.exec(create)
      db.prepare(
        `INSERT INTO ${table} (rowid, vector)
         SELECT chunks.id, vectors.vector FROM chunks
         JOIN vectors ON vectors.model_id = chunks.model_id AND vectors.embedding_hash = chunks.embedding_hash
         WHERE chunks.model_id = ?`,
      ).run(model.id)
    },
  }
}

export function dropOtherVectorTables(db: WritableDb, keptModelId: number): void {
  const ids = db.prepare<[number], number>('SELECT id FROM embedding_models WHERE id <> ?').pluck()
  for (const id of ids.all(keptModelId)) db.exec(`DROP TABLE IF EXISTS ${vectorTableName(id)}`)
}

function vectorTableName(modelId: number): string {
  return `chunk_vectors_${Math.trunc(modelId)}`
}

/** Prepared at first use, once: SQLite itself prepares them again after the table was made anew. */
function prepare(db: WritableDb, table: string) {
  const make = () => ({
    add: db.prepare(`INSERT INTO ${table} (rowid, vector) VALUES (?, ?)`),
    remove: db.prepare(`DELETE FROM ${table} WHERE rowid = ?`),
    nearest: db.prepare<[Float32Array, number], { chunkId: number; distance: number }>(
      `SELECT rowid AS chunkId, distance FROM ${table} WHERE vector MATCH ? AND k = ?`,
    ),
    nearestAllowed: db.prepare<[object], { chunkId: number; distance: number }>(
      `SELECT rowid AS chunkId, distance FROM ${table} WHERE vector MATCH :vector AND k = :limit
       AND rowid IN (SELECT id FROM chunks WHERE document_id IN (${ALLOWED_DOCUMENTS}))`,
    ),
    // its own list of rows: the table itself would read every block to count them
    count: db.prepare<[], number>(`SELECT count(*) FROM ${table}_rowids`).pluck(),
    blocks: db.prepare<[], number>(`SELECT count(*) FROM ${table}_chunks`).pluck(),
    // its own tables, as its documentation describes them: a thousand vectors at once, where asking for each takes 40
    // times as long
    blockAfter: db.prepare<[number], BlockRow>(`
      SELECT chunk_id AS id, validity, rowids FROM ${table}_chunks WHERE chunk_id > ? ORDER BY chunk_id LIMIT 1`),
    lastChunkId: db.prepare<[], number>("SELECT seq FROM sqlite_sequence WHERE name = 'chunks'").pluck(),
    vectorOf: db.prepare<[bigint], Buffer>(`SELECT vector FROM ${table} WHERE rowid = ?`).pluck(),
    vectors: db
      .prepare<[number], Buffer>(`SELECT vectors FROM ${table}_vector_chunks00 WHERE rowid = ?`)
      .pluck(),
  })
  let made: ReturnType<typeof make> | undefined
  return () => (made ??= make())
}

interface BlockRow {
  readonly id: number
  /** One bit a row, the lowest first: whether there is a vector in it. */
  readonly validity: Buffer
  /** 64-bit whole numbers. */
  readonly rowids: Buffer
}

/** Rows that hold a vector, with its chunk. */
function* rowsOf({ validity, rowids }: BlockRow): Generator<readonly [row: number, chunkId: number]> {
  for (let row = 0; row < rowids.length / 8; row++) {
    const isThere = ((validity[row >> 3] as number) >> (row & 7)) & 1
    // two halves: ids stay far below 2^53, and a BigInt for each of a million costs a second
    if (isThere) yield [row, rowids.readUInt32LE(row * 8) + rowids.readUInt32LE(row * 8 + 4) * 2 ** 32]
  }
}

/** The vector is a view that holds until the next one. */
function* vectorsOf(
  block: BlockRow,
  vectors: Buffer | undefined,
  dimension: number,
): Generator<readonly [number, Float32Array]> {
  const count = block.rowids.length / 8
  if (vectors?.length !== count * dimension * Float32Array.BYTES_PER_ELEMENT)
    throw new Error('a block of the vector index has another size than its rows')
  // the driver's buffers begin anywhere, numbers of four bytes must not
  const all = new Float32Array(new Uint8Array(vectors).buffer)
  for (const [row, chunkId] of rowsOf(block))
    yield [chunkId, all.subarray(row * dimension, (row + 1) * dimension)]
}
