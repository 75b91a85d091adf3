import { expect, test } from 'vitest'
import { fuseRanks, weightsFor } from '../../../src/engine/search/fuse-ranks'

const order = (...lists: [chunkIds: number[], weight: number][]) =>
  fuseRanks(lists.map(([chunkIds, weight]) => ({ chunkIds, weight }))).map((hit) => hit.chunkId)

test('what both lists have comes before what only one has', () => {
  expect(order([[1, 2], 1], [[3, 2], 1])[0]).toBe(2)
})

test('the heavier list decides where they disagree', () => {
  expect(order([[1, 2], 3], [[2, 1], 1])).toEqual([1, 2])
  expect(order([[1, 2], 1], [[2, 1], 3])).toEqual([2, 1])
})

test('an empty list changes nothing', () => {
  expect(order([[], 5], [[4, 5, 6], 0.4])).toEqual([4, 5, 6])
  expect(order([[], 1], [[], 1])).toEqual([])
})

test('each hit keeps its rank in each list, null where it was not found', () => {
  const [first] = fuseRanks([
    { chunkIds: [9], weight: 1 },
    { chunkIds: [8, 9], weight: 1 },
  ])
  expect(first).toMatchObject({ chunkId: 9, ranks: [1, 2] })
  const [other] = fuseRanks([
    { chunkIds: [], weight: 1 },
    { chunkIds: [8], weight: 1 },
  ])
  expect(other?.ranks).toEqual([null, 1])
})

test('what the lists added makes up the score, to the last bit', () => {
  const hits = fuseRanks([
    { chunkIds: [9, 7], weight: 0.3 },
    { chunkIds: [8, 9], weight: 1 },
  ])
  for (const { score, contributions } of hits)
    expect(score).toBe((contributions[0] ?? 0) + (contributions[1] ?? 0))
})

test('words weigh more in keyword queries and codes, meaning in questions', () => {
  expect(weightsFor('question', 1).keyword).toBeLessThan(weightsFor('question', 1).semantic)
  for (const kind of ['keywords', 'code', 'quoted'] as const)
    expect(weightsFor(kind, 1).keyword).toBeGreaterThan(weightsFor(kind, 1).semantic)
})

test('a keyword list whose best hit holds half of the query counts half, and one that holds none not at all', () => {
  expect(weightsFor('keywords', 0.5).keyword).toBe(weightsFor('keywords', 1).keyword / 2)
  expect(weightsFor('keywords', 0.5).semantic).toBe(weightsFor('keywords', 1).semantic)
  expect(weightsFor('code', 0).keyword).toBe(0)
})
