import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readStoredVectors, storedKey, writeStoredVectors } from './stored-vectors'

const MODEL = { id: 1, fingerprint: 'a', name: 'test', dimension: 4 }
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'verdemuse-vectors-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a vector comes back in the same direction and with length one', () => {
  const file = join(folder, 'kept.vectors')
  const vector = Float32Array.from([0.5, -0.1, 0.7, 0.5])
  writeStoredVectors(file, MODEL, new Map([['00ff', vector]]))
  const read = readStoredVectors(file, MODEL).get('00ff') ?? new Float32Array(4)
  expect(Math.hypot(...read)).toBeCloseTo(1, 5)
  expect(read.reduce((sum, value, index) => sum + value * (vector[index] ?? 0), 0)).toBeGreaterThan(0.999)
})

test('vectors of another model are not used, and a missing file is an empty one', () => {
  const file = join(folder, 'other.vectors')
  writeStoredVectors(file, MODEL, new Map([['00ff', new Float32Array(4).fill(0.5)]]))
  expect(readStoredVectors(file, { ...MODEL, fingerprint: 'b' }).size).toBe(0)
  expect(readStoredVectors(join(folder, 'none'), MODEL).size).toBe(0)
})

test('passages are known by the beginning of their hash', () => {
  const embeddingHash = '0123456789abcdef'.repeat(4)
  expect(storedKey({ chunkId: 1, embeddingHash, embeddingText: '' })).toBe('0123456789abcdef')
})
