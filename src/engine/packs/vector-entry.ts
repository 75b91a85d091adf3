import { damaged } from './refusal'

const HASH_BYTES = 32
/** Vectors are stored at unit length; float32 and a quantised model leave far less than this. */
const LENGTH_TOLERANCE = 0.01

export interface KeyedVector {
  /** SHA-256 of what the model read, hex: the key under which the product keeps vectors. */
  readonly embeddingHash: string
  readonly vector: Float32Array
}

/** Rows of 32 bytes of key and dimension × float32, little endian. */
export function encodeVectors(vectors: readonly KeyedVector[]): Buffer {
  return Buffer.concat(
    vectors.flatMap(({ embeddingHash, vector }) => [
      Buffer.from(embeddingHash, 'hex'),
      Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
    ]),
  )
}

/** Throws a PackRefusal (damaged) when it is no list of unit vectors of this dimension. */
export function decodeVectors(bytes: Buffer, dimension: number): KeyedVector[] {
  const rowBytes = HASH_BYTES + dimension * Float32Array.BYTES_PER_ELEMENT
  if (bytes.length % rowBytes !== 0) throw damaged('its vectors are cut off')
  const vectors: KeyedVector[] = []
  for (let at = 0; at < bytes.length; at += rowBytes) {
    const from = bytes.byteOffset + at + HASH_BYTES
    // a copy, because float32 must begin at a multiple of four
    const vector = new Float32Array(bytes.buffer.slice(from, from + rowBytes - HASH_BYTES))
    if (!isUnit(vector)) throw damaged('a vector of it is none')
    vectors.push({ embeddingHash: bytes.toString('hex', at, at + HASH_BYTES), vector })
  }
  return vectors
}

/** Also false for NaN and infinity, which would come first in every search. */
function isUnit(vector: Float32Array): boolean {
  let sum = 0
  for (const value of vector) sum += value * value
  return Math.abs(Math.sqrt(sum) - 1) <= LENGTH_TOLERANCE
}
