import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSignCodes } from '../../../src/engine/knowledge/sign-codes'
import { createVectorCodes } from '../../../src/engine/knowledge/vector-codes'

const DIMENSION = 40

function unit(seed: number, dimension = DIMENSION): Float32Array {
  let state = seed * 2654435761 + 1
  const vector = new Float32Array(dimension).map(() => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 374761393
    return ((state >>> 0) / 2 ** 32) * 2 - 1
  })
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}

const idsOf = (hits: readonly { readonly chunkId: number }[]) => hits.map(({ chunkId }) => chunkId)

test('the vector itself is the first candidate', () => {
  const codes = createVectorCodes(DIMENSION)
  for (let id = 1; id <= 3000; id++) codes.add(id, unit(id))
  for (const id of [1, 7, 1500, 3000]) expect(idsOf(codes.candidates(unit(id), 20))[0]).toBe(id)
})

test('never more candidates than asked for, nor than there are', () => {
  const codes = createVectorCodes(DIMENSION)
  expect(codes.candidates(unit(1), 5)).toEqual([])
  for (let id = 1; id <= 2000; id++) codes.add(id, unit(id))
  expect(codes.candidates(unit(1), 5)).toHaveLength(5)
  expect(new Set(idsOf(codes.candidates(unit(1), 3000))).size).toBe(2000)
})

test('after any additions and removals exactly what is there is found', () => {
  const step = fc.record({ id: fc.integer({ min: 1, max: 40 }), isRemoval: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const codes = createVectorCodes(DIMENSION)
      const present = new Set<number>()
      for (const { id, isRemoval } of steps) {
        if (isRemoval) {
          codes.remove(id)
          present.delete(id)
        } else {
          codes.add(id, unit(id))
          present.add(id)
        }
      }
      expect(codes.size).toBe(present.size)
      expect(new Set(idsOf(codes.candidates(unit(1), 100)))).toEqual(present)
      for (const id of present) expect(idsOf(codes.candidates(unit(id), 1))).toEqual([id])
    }),
  )
})

test.each([40, 384, 100])(
  'similarities of %i dimensions are off by less than 0.002 × √(384 / dimensions)',
  (dimension) => {
    const vectors = Array.from({ length: 300 }, (_, id) => unit(id + 1, dimension))
    const codes = createVectorCodes(dimension)
    for (const [id, vector] of vectors.entries()) codes.add(id, vector)
    const query = unit(4711, dimension)
    const hits = codes.candidates(query, 300)
    expect(hits).toHaveLength(300)
    for (const { chunkId, similarity } of hits) {
      const exact = (vectors[chunkId] as Float32Array).reduce(
        (sum, value, place) => sum + value * (query[place] ?? 0),
        0,
      )
      expect(Math.abs(similarity - exact)).toBeLessThan(0.002 * Math.sqrt(384 / dimension))
    }
  },
)

test('the best by sign are the nearest, whatever the number of dimensions', () => {
  for (const dimension of [1, 31, 33, 100, 384]) {
    const codes = createVectorCodes(dimension)
    // more than pass the signs, so that bad scores would lose the one that is looked for
    for (let id = 1; id <= 2500; id++) codes.add(id, unit(id, dimension))
    const [best] = codes.candidates(unit(2222, dimension), 1)
    expect(best?.similarity).toBeCloseTo(1, 2)
  }
})

test('only what is allowed is found, however far it is', () => {
  const codes = createVectorCodes(DIMENSION)
  for (let id = 1; id <= 2500; id++) codes.add(id, unit(id))
  const hits = codes.candidates(unit(1), 10, (id) => id % 500 === 0)
  expect(idsOf(hits).sort((a, b) => a - b)).toEqual([500, 1000, 1500, 2000, 2500])
  expect(idsOf(codes.candidates(unit(1), 10))).toContain(1)
})

test('more vectors than one piece of memory holds are all found', () => {
  const codes = createVectorCodes(8)
  const count = 66_000
  for (let id = 1; id <= count; id++) codes.add(id, unit(id, 8))
  const far = codes.candidates(unit(count, 8), 1)[0]
  expect(far?.similarity).toBeCloseTo(1, 2)
  codes.remove(3)
  expect(idsOf(codes.candidates(unit(count, 8), 2000))).not.toContain(3)
  expect(codes.size).toBe(count - 1)
})

test('among more vectors than are counted one by one, exactly the best by sign remain', () => {
  const signs = createSignCodes(8)
  const count = 70_000
  for (let slot = 0; slot < count; slot++) signs.write(slot, unit(slot + 1, 8))
  const query = unit(4711, 8)
  const bySign = Array.from({ length: count }, (_, slot) =>
    unit(slot + 1, 8).reduce((sum, value, place) => sum + (value > 0 ? 1 : -1) * (query[place] ?? 0), 0),
  )
  const best = signs.best(query, count, 1500)
  expect(best).toHaveLength(1500)
  expect(best).toEqual(best.toSorted((a, b) => a - b))
  const chosen = new Set(best)
  const worstChosen = Math.min(...best.map((slot) => bySign[slot] as number))
  const bestLeft = Math.max(...bySign.filter((_, slot) => !chosen.has(slot)))
  // rounding of the query's table may swap near ones
  expect(worstChosen).toBeGreaterThan(bestLeft - 0.05)
})

test('when nearly all are equal, still no more are found than were asked for', () => {
  const signs = createSignCodes(8)
  for (let slot = 0; slot < 70_000; slot++) signs.write(slot, unit(7, 8))
  expect(signs.best(unit(7, 8), 70_000, 300)).toHaveLength(300)
  expect(signs.best(unit(7, 8), 70_000, 300, (slot) => slot > 69_995)).toEqual([
    69_996, 69_997, 69_998, 69_999,
  ])
})
