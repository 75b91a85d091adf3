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
  /**
   * The memory of `count` vectors, in pieces and always in the same order, to be written out or filled from outside; a
   * view holds until the next change. What was filled counts once it is adopted.
   */
  pieces(count: number): Generator<Uint8Array>
  /** Takes the first `count` places as filled; gives their chunks. */
  adopt(count: number): Float64Array
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
  /** Chunk of each slot. */
  let ids = new Float64Array(FIRST_CAPACITY)
  /** One more than the slot of each chunk, 0 for none: four bytes a chunk, where a Map takes forty. */
  let places = new Uint32Array(FIRST_CAPACITY)
  let size = 0

  function grow(capacity: number): void {
    const larger = new Float64Array(capacity)
    larger.set(ids)
    ids = larger
  }

  function setPlace(chunkId: number, place: number): void {
    if (chunkId >= places.length) {
      const larger = new Uint32Array(Math.max(places.length * 2, chunkId + 1))
      larger.set(places)
      places = larger
    }
    places[chunkId] = place
  }

  return {
    get size() {
      return size
    },
    add(chunkId, vector) {
      const known = places[chunkId] || 0
      const slot = known > 0 ? known - 1 : size++
      if (slot === ids.length) grow(ids.length * 2)
      setPlace(chunkId, slot + 1)
      ids[slot] = chunkId
      signs.write(slot, vector)
      bytes.write(slot, vector)
    },
    remove(chunkId) {
      const slot = (places[chunkId] || 0) - 1
      if (slot < 0) return
      setPlace(chunkId, 0)
      // the last one moves into the gap, so that there are no holes to skip
      const last = --size
      if (slot === last) return
      const movedId = ids[last] as number
      ids[slot] = movedId
      signs.move(last, slot)
      bytes.move(last, slot)
      setPlace(movedId, slot + 1)
    },
    *pieces(count) {
      if (count > ids.length) grow(count)
      yield new Uint8Array(ids.buffer, 0, count * Float64Array.BYTES_PER_ELEMENT)
      yield* signs.pieces(count)
      yield* bytes.pieces(count)
    },
    adopt(count) {
      places.fill(0)
      size = count
      for (let slot = 0; slot < count; slot++) setPlace(ids[slot] as number, slot + 1)
      return ids.slice(0, count)
    },
    candidates(vector, limit, isAllowed) {
      const bySign = signs.best(
        vector,
        size,
        Math.max(MIN_BY_SIGN, limit * BY_SIGN_FOR_EACH),
        isAllowed && ((slot) => isAllowed(ids[slot] as number)),
      )
      const products = bytes.products(bySign, vector)
      return largestPlaces(products, limit).map((place) => ({
        chunkId: ids[bySign[place] as number] as number,
        similarity: products[place] as number,
      }))
    },
    similarities(vector, chunkIds) {
      const known = chunkIds.flatMap((chunkId) => {
        const slot = (places[chunkId] || 0) - 1
        return slot < 0 ? [] : [{ chunkId, slot }]
      })
      const products = bytes.products(
        known.map(({ slot }) => slot),
        vector,
      )
      return known.map(({ chunkId }, place) => ({ chunkId, similarity: products[place] as number }))
    },
  }
}

/**
 * Places of the largest, largest first; of equals the first. Numbers alone are sorted natively: with a comparison for each
 * two of 2,000 places it takes eight times as long.
 */
function largestPlaces(products: Float32Array, limit: number): number[] {
  const least = products.slice().sort()[Math.max(0, products.length - limit)] as number
  const places: number[] = []
  for (const [place, product] of products.entries()) if (product >= least) places.push(place)
  return places.sort((a, b) => (products[b] as number) - (products[a] as number)).slice(0, limit)
}
