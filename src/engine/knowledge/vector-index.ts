import type { Logger } from '@shared/log'
import type { SearchFilter } from '@shared/search-models'
import type { WritableDb } from '../db/open-database'
import { createAllowedChunks } from './allowed-chunks'
import { createCodesFile } from './codes-file'
import type { IndexedModel, SemanticHit } from './knowledge'
import { createLoadedCodes, type LoadedCodes, type SavingOptions } from './loaded-codes'
import { createQuiet, type Quiet } from './quiet'
import { dotProduct, toVector } from './vector-math'
import { dropOtherVectorTables, openVectorTable, type VectorTable } from './vector-table'

/** Search by meaning over the vectors of the model in use. Rows are written inside the caller's transaction. */
export interface VectorIndex {
  readonly model: IndexedModel | null
  useModel(model: IndexedModel | null): void
  /** The stored vector of this text; null when the model has not read it. */
  known(embeddingHash: string): Float32Array | null
  add(chunkId: number, vector: Float32Array): void
  remove(chunkIds: readonly number[]): void
  nearest(vector: Float32Array, limit: number, filter?: SearchFilter | null): SemanticHit[]
  /** True while too many vectors to measure one by one are still being read into memory; `nearest` is empty then. */
  isLoading(): boolean
  /** In no particular order; off by less than 0.002 where the codes serve. */
  measure(vector: Float32Array, chunkIds: readonly number[]): SemanticHit[]
  /** Null when the index holds what it should; else what is wrong. */
  check(): string | null
  /** True when removed vectors make up most of what each search reads. */
  isBloated(): boolean
  rebuild(): void
  /** After a transaction that was rolled back: what is in memory is read again. */
  forget(): void
  warmUp(): Promise<void>
}

export interface VectorIndexOptions {
  readonly db: WritableDb
  /** Up to so many vectors sqlite-vec searches exactly; above it codes in memory first, then exactly. */
  readonly exactLimit?: number
  /** Above it meaning-based search waits for the codes after a start. */
  readonly exactWhileLoading?: number
  /** Who else runs on this thread. */
  readonly quiet?: Quiet
  readonly log: Logger
  /** Keeps the codes between two runs; without it they are read from the database after each start. */
  readonly codesFile?: string
  /** See loaded-codes; tests make it small. */
  readonly savingCodes?: SavingOptions
}

/** Above it the exact search takes more than 2 ms (0.8 ms for every 1,000 vectors), and the codes less. */
const EXACT_LIMIT = 2_000
/**
 * So many of the nearest are measured exactly; the rest keep what the codes say (0.002 off at most). Reading a vector
 * costs 0.06 ms and more on a busy machine, and only the first ones can be seen.
 */
const MEASURED_EXACTLY = 20
/** Until the codes are read, so many are measured one by one: 40 ms. More would hold up everything else. */
const EXACT_WHILE_LOADING = 50_000
/** Room of removed rows that is not worth a rebuild. */
const BLOAT_ALLOWED_ROWS = 4096

/** What belongs to the model in use. */
interface InUse {
  readonly model: IndexedModel
  readonly table: VectorTable
  codes: LoadedCodes
  count: number
}

export function createVectorIndex({
  db,
  exactLimit = EXACT_LIMIT,
  exactWhileLoading = EXACT_WHILE_LOADING,
  quiet = createQuiet(),
  log,
  codesFile,
  savingCodes,
}: VectorIndexOptions): VectorIndex {
  let used: InUse | null = null
  const statements = prepareStatements(db)
  const allowed = createAllowedChunks(db, quiet)

  function fileOf({ fingerprint, dimension }: IndexedModel) {
    return codesFile === undefined
      ? null
      : createCodesFile({ path: codesFile, fingerprint, dimension, quiet })
  }

  function codesOf(model: IndexedModel, table: VectorTable): LoadedCodes {
    const { dimension } = model
    return createLoadedCodes({ table, dimension, quiet, log, file: fileOf(model), saving: savingCodes })
  }

  function forget(): void {
    if (!used) return
    used.codes.stop()
    used.codes = codesOf(used.model, used.table)
    used.count = statements.countIndexed.get(used.model.id) ?? 0
  }

  function isLoading(): boolean {
    // what is searched exactly anyway waits for nothing
    const limit = Math.max(exactLimit, exactWhileLoading)
    return used !== null && used.count > limit && used.codes.ready() === null
  }

  function measure(vector: Float32Array, chunkIds: readonly number[]): SemanticHit[] {
    if (!used) return []
    return statements.vectorsOf
      .all(JSON.stringify(chunkIds), used.model.id)
      .map((row) => ({ chunkId: row.chunkId, similarity: dotProduct(vector, toVector(row.vector)) }))
  }

  return {
    get model() {
      return used?.model ?? null
    },
    useModel(model) {
      used?.codes.stop()
      used = null
      if (!model) return
      dropOtherVectorTables(db, model.id)
      const table = openVectorTable(db, model)
      used = {
        model,
        table,
        codes: codesOf(model, table),
        count: statements.countIndexed.get(model.id) ?? 0,
      }
    },
    known(embeddingHash) {
      const found = used && statements.known.get(used.model.id, embeddingHash)
      return found ? toVector(found) : null
    },
    add(chunkId, vector) {
      if (!used) return
      used.table.add(chunkId, vector)
      used.codes.add(chunkId, vector)
      used.count++
    },
    remove(chunkIds) {
      if (!used) return
      for (const chunkId of chunkIds) {
        used.table.remove(chunkId)
        used.codes.remove(chunkId)
      }
      used.count -= chunkIds.length
    },
    nearest(vector, limit, filter = null) {
      if (!used) return []
      const codes = used.count > exactLimit ? used.codes.ready() : null
      if (!codes && isLoading()) return []
      if (!codes)
        return filter ? used.table.nearestAllowed(vector, limit, filter) : used.table.nearest(vector, limit)
      const isAllowed = filter ? allowed.test(filter) : undefined
      const candidates = codes.candidates(vector, Math.max(limit, MEASURED_EXACTLY), isAllowed)
      const first = candidates.slice(0, MEASURED_EXACTLY).map((hit) => hit.chunkId)
      const measured = measure(vector, first).sort((a, b) => b.similarity - a.similarity)
      return [...measured, ...candidates.slice(MEASURED_EXACTLY)].slice(0, limit)
    },
    isLoading,
    measure: (vector, chunkIds) => {
      const codes = used && used.count > exactLimit ? used.codes.ready() : null
      return codes ? codes.similarities(vector, chunkIds) : measure(vector, chunkIds)
    },
    check() {
      if (!used) return null
      const expected = statements.countIndexed.get(used.model.id) ?? 0
      const found = used.table.count()
      return found === expected ? null : `${found} vectors in the index, ${expected} expected`
    },
    isBloated: () => used !== null && used.table.capacity() > 2 * used.count + BLOAT_ALLOWED_ROWS,
    rebuild() {
      used?.table.rebuild()
      forget()
    },
    forget,
    async warmUp() {
      if (!used || used.count <= exactLimit) return
      await used.codes.load()
      // for narrowed searches, and nobody waits for it: without it the first of them reads it on its own
      allowed.load().catch(() => undefined)
    },
  }
}

function prepareStatements(db: WritableDb) {
  return {
    known: db
      .prepare<[number, string], Buffer>(
        'SELECT vector FROM vectors WHERE model_id = ? AND embedding_hash = ?',
      )
      .pluck(),
    countIndexed: db.prepare<[number], number>('SELECT count(*) FROM chunks WHERE model_id = ?').pluck(),
    // CROSS JOIN keeps the order: SQLite would rather walk all 50,000 chunks of the model, a second instead of 3 ms
    vectorsOf: db.prepare<[string, number], { chunkId: number; vector: Buffer }>(`
      SELECT chunks.id AS chunkId, vectors.vector AS vector FROM json_each(?) AS wanted
      CROSS JOIN chunks ON chunks.id = wanted.value
      CROSS JOIN vectors ON vectors.model_id = chunks.model_id AND vectors.embedding_hash = chunks.embedding_hash
      WHERE chunks.model_id = ?`),
  }
}
