import { createByteCodes } from './byte-codes'
import type { SemanticHit } from './knowledge'
import { createSignCodes } from './sign-codes'

/**
 * All vectors in memory, small enough for a laptop: one bit a dimension (its sign) and one byte a dimension. One pass
 * over the signs leaves some thousand, the bytes put these in order. 100,000 vectors of 384 dimensions take 45 MB and a
 * search some milliseconds, where sqlite-vec takes 80.
 */
export interface VectorCodes {
  readonly size: number
  add(chunkId: number, vector: Float32Array): void
  remove(chunkId: number): void
  /** About the `limit` nearest vectors, nearest first; similarities are off by less than 0.002. */
  candidates(vector: Float32Array, limit: number, isAllowed?: (chunkId: number) => boolean): SemanticHit[]
  /** Of those chunks that are there. */
  similarities(vector: Float32Array, chunkIds: readonly number[]): SemanticHit[]
}

const FIRST_CAPACITY = 1024
/** Signs alone are coarse: so many for each one asked for, and at least the minimum, keep recall@10 above .99. */
const BY_SIGN_FOR_EACH = 20
const MIN_BY_SIGN = 2000

export function createVectorCodes(dimension: number): VectorCodes {
  const signs = createSignCodes(dimension)
  const bytes = createByteCodes(dimension)
  const slots = new Map<number, number>()
  let ids = new Float64Array(FIRST_CAPACITY)

  function grow(): void {
    const larger = new Float64Array(ids.length * 2)
    larger.set(ids)
    ids = larger
  }

  return {
    get size() {
      return slots.size
    },
    add(chunkId, vector) {
      const slot = slots.get(chunkId) ?? slots.size
      if (slot === ids.length) grow()
      slots.set(chunkId, slot)
      ids[slot] = chunkId
      signs.write(slot, vector)
      bytes.write(slot, vector)
    },
    remove(chunkId) {
      const slot = slots.get(chunkId)
      if (slot === undefined) return
      slots.delete(chunkId)
      // the last one moves into the gap, so that there are no holes to skip
      const last = slots.size
      if (slot === last) return
      const movedId = ids[last] as number
      ids[slot] = movedId
      signs.move(last, slot)
      bytes.move(last, slot)
      slots.set(movedId, slot)
    },
    candidates(vector, limit, isAllowed) {
      const bySign = signs.best(
        vector,
        slots.size,
        Math.max(MIN_BY_SIGN, limit * BY_SIGN_FOR_EACH),
        isAllowed && ((slot) => isAllowed(ids[slot] as number)),
      )
      const products = bytes.products(bySign, vector)
      return [...bySign.keys()]
        .sort((a, b) => (products[b] as number) - (products[a] as number))
        .slice(0, limit)
        .map((place) => ({
          chunkId: ids[bySign[place] as number] as number,
          similarity: products[place] as number,
        }))
    },
    similarities(vector, chunkIds) {
      const known = chunkIds.flatMap((chunkId) => {
        const slot = slots.get(chunkId)
        return slot === undefined ? [] : [{ chunkId, slot }]
      })
      const products = bytes.products(
        known.map(({ slot }) => slot),
        vector,
      )
      return known.map(({ chunkId }, place) => ({ chunkId, similarity: products[place] as number }))
    },
  }
}
