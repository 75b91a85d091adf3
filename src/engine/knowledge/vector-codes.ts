import type { SemanticHit } from './knowledge'
import { signBytes, signScores, slotsOfLargest, writeSigns } from './sign-codes'

/**
 * All vectors in memory, small enough for a laptop: one bit a dimension (its sign) and one byte a dimension. One pass
 * over the signs leaves two thousand, the bytes put these in order. 50,000 vectors of 384 dimensions take 22 MB and a
 * search a few milliseconds, where sqlite-vec takes 40.
 */
export interface VectorCodes {
  readonly size: number
  add(chunkId: number, vector: Float32Array): void
  remove(chunkId: number): void
  /** About the `limit` nearest vectors, nearest first; similarities are off by less than 0.002. */
  candidates(vector: Float32Array, limit: number): SemanticHit[]
}

const FIRST_CAPACITY = 1024
/** Signs alone are coarse: so many for each one asked for, and at least the minimum, keep recall@10 above .99. */
const BY_SIGN_FOR_EACH = 20
const MIN_BY_SIGN = 2000
/** The largest component of each vector becomes this, so that a byte serves every model alike. */
const LARGEST_BYTE = 127

export function createVectorCodes(dimension: number): VectorCodes {
  const width = signBytes(dimension)
  const slots = new Map<number, number>()
  let ids = new Float64Array(FIRST_CAPACITY)
  let signs = new Uint8Array(FIRST_CAPACITY * width)
  let bytes = new Int8Array(FIRST_CAPACITY * dimension)
  /** What one step of a vector's bytes is worth. */
  let steps = new Float32Array(FIRST_CAPACITY)

  function grow(): void {
    const capacity = ids.length * 2
    ids = copyInto(new Float64Array(capacity), ids)
    signs = copyInto(new Uint8Array(capacity * width), signs)
    bytes = copyInto(new Int8Array(capacity * dimension), bytes)
    steps = copyInto(new Float32Array(capacity), steps)
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
      writeSigns(vector, signs, slot * width)
      steps[slot] = writeBytes(vector, bytes, slot * dimension)
    },
    remove(chunkId) {
      const slot = slots.get(chunkId)
      if (slot === undefined) return
      slots.delete(chunkId)
      // the last one moves into the gap, so that there are no holes to skip
      const last = slots.size
      if (slot === last) return
      const movedId = ids[last] ?? 0
      ids[slot] = movedId
      steps[slot] = steps[last] ?? 0
      signs.copyWithin(slot * width, last * width, (last + 1) * width)
      bytes.copyWithin(slot * dimension, last * dimension, (last + 1) * dimension)
      slots.set(movedId, slot)
    },
    candidates(vector, limit) {
      const scores = signScores(signs, vector, slots.size)
      const bySign = slotsOfLargest(scores, Math.max(MIN_BY_SIGN, limit * BY_SIGN_FOR_EACH))
      const estimates = byteProducts(vector, bytes, bySign)
      return bySign
        .map((slot, index) => ({
          chunkId: ids[slot] ?? 0,
          similarity: (estimates[index] ?? 0) * (steps[slot] ?? 0),
        }))
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, limit)
    },
  }
}

/** Returns what one step is worth. */
function writeBytes(vector: Float32Array, bytes: Int8Array, offset: number): number {
  let largest = 0
  for (const value of vector) largest = Math.max(largest, Math.abs(value))
  const step = largest / LARGEST_BYTE
  for (let index = 0; index < vector.length; index++)
    bytes[offset + index] = step === 0 ? 0 : Math.round((vector[index] as number) / step)
  return step
}

/** Product of the vector with the bytes of each slot, before their steps; a plain loop, because a thousand of them run. */
function byteProducts(vector: Float32Array, bytes: Int8Array, slots: readonly number[]): Float64Array {
  const products = new Float64Array(slots.length)
  for (let index = 0; index < slots.length; index++) {
    const offset = (slots[index] as number) * vector.length
    let product = 0
    for (let place = 0; place < vector.length; place++)
      product += (bytes[offset + place] as number) * (vector[place] as number)
    products[index] = product
  }
  return products
}

function copyInto<T extends Float64Array | Float32Array | Uint8Array | Int8Array>(target: T, source: T): T {
  target.set(source)
  return target
}
