import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { IndexedModel, PendingChunk } from '../../src/engine/knowledge/knowledge'

/** So many hexadecimal digits of a hash tell a few thousand passages apart. */
const HASH_DIGITS = 16
const BYTE_STEPS = 127

interface Head {
  readonly fingerprint: string
  readonly dimension: number
  readonly hashes: readonly string[]
}

export type StoredVectors = ReadonlyMap<string, Float32Array>

/**
 * Vectors of a set's passages, made once by `npm run eval -- --write-vectors`, so that a run of the tests does not
 * embed thousands of passages. One line of JSON, then a byte a dimension: the cosine is off by .003 at most, a quarter
 * of the size is left. Empty for another model than the one they were made with.
 */
export function readStoredVectors(file: string, model: IndexedModel): StoredVectors {
  const vectors = new Map<string, Float32Array>()
  if (!existsSync(file)) return vectors
  const bytes = readFileSync(file)
  const headEnd = bytes.indexOf(0x0a)
  const head = JSON.parse(bytes.subarray(0, headEnd).toString('utf8')) as Head
  if (head.fingerprint !== model.fingerprint) return vectors
  for (const [index, hash] of head.hashes.entries()) {
    const from = headEnd + 1 + index * head.dimension
    const steps = new Int8Array(bytes.buffer, bytes.byteOffset + from, head.dimension)
    vectors.set(hash, toUnit(steps))
  }
  return vectors
}

export function writeStoredVectors(file: string, model: IndexedModel, vectors: StoredVectors): void {
  const sorted = [...vectors].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const { fingerprint, dimension } = model
  const head: Head = { fingerprint, dimension, hashes: sorted.map(([hash]) => hash) }
  const rows = sorted.map(([, vector]) => Buffer.from(toSteps(vector).buffer))
  writeFileSync(file, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...rows]))
}

export function storedKey({ embeddingHash }: PendingChunk): string {
  return embeddingHash.slice(0, HASH_DIGITS)
}

function toSteps(vector: Float32Array): Int8Array {
  const largest = vector.reduce((max, value) => Math.max(max, Math.abs(value)), 0)
  return Int8Array.from(vector, (value) => Math.round((value / largest) * BYTE_STEPS))
}

function toUnit(steps: Int8Array): Float32Array {
  const length = Math.hypot(...steps)
  return Float32Array.from(steps, (step) => step / length)
}
