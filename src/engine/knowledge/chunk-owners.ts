import type { ReadableDb } from '../db/open-database'
import type { Quiet } from './quiet'

/** Which document each chunk is of, in memory: four bytes a chunk. Neither ever changes, and no id is used twice. */
export interface ChunkOwners {
  /** Reads all in short steps, so that the first narrowed search does not wait for it. */
  load(): Promise<void>
  /** Brings it up to date, then gives the document of a chunk; 0 for a chunk that is gone. */
  lookUp(): (chunkId: number) => number
}

const FIRST_CAPACITY = 4096
/** Documents read at once: some 5,000 chunks, 2 ms. */
const STEP_DOCUMENTS = 250

interface Owned {
  readonly chunkId: number
  readonly documentId: number
}

export function createChunkOwners(db: ReadableDb, quiet: Quiet): ChunkOwners {
  // by the index that leads with the document: it holds both numbers, the rows themselves hold a thousand times as much
  const ofDocuments = db.prepare<[number, number], Owned>(`
    SELECT rowid AS chunkId, document_id AS documentId FROM chunks WHERE document_id > ? AND document_id <= ?`)
  const newer = db.prepare<[number], Owned>(
    'SELECT id AS chunkId, document_id AS documentId FROM chunks WHERE id > ?',
  )
  const readLast = db.prepare<[], number>('SELECT coalesce(max(document_id), 0) FROM chunks').pluck()
  const readLastChunk = db.prepare<[], number>('SELECT coalesce(max(id), 0) FROM chunks').pluck()
  let owners = new Uint32Array(FIRST_CAPACITY)
  /** Chunks up to here are known. */
  let known = 0
  let loading: Promise<void> | null = null

  function take(rows: Iterable<Owned>): void {
    for (const { chunkId, documentId } of rows) {
      if (chunkId >= owners.length) {
        const larger = new Uint32Array(Math.max(owners.length * 2, chunkId + 1))
        larger.set(owners)
        owners = larger
      }
      owners[chunkId] = documentId
    }
  }

  async function readAll(): Promise<void> {
    // what is written while this reads is met as newer
    const lastChunk = readLastChunk.get() ?? 0
    const last = readLast.get() ?? 0
    for (let from = 0; from < last; from += STEP_DOCUMENTS) {
      take(ofDocuments.iterate(from, from + STEP_DOCUMENTS))
      await quiet.turn('vectors')
    }
    known = Math.max(known, lastChunk)
  }

  return {
    load() {
      loading ??= readAll()
      return loading
    },
    lookUp() {
      take(newer.iterate(known))
      known = readLastChunk.get() ?? 0
      return (chunkId) => owners[chunkId] ?? 0
    },
  }
}
