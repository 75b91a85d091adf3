import { expect, test } from 'vitest'
import { shareIn, shareOfTrees } from '../../../src/engine/meaning/forest'
import { growForest } from '../../eval/grow-forest'

/** Sign 1 above 100 leads to .8, else sign 0 above 10 to .4, else to 0. */
const TREE = Uint8Array.of(1, 100, 0, 4, 0, 10, 0, 3, 255, 0, 0, 0, 255, 102, 0, 0, 255, 204, 0, 0)

test.each([
  [[10, 100], 0],
  [[11, 100], 0.4],
  [[0, 101], 0.8],
])('a pair with the signs %j falls to its leaf', (values, share) => {
  expect(shareIn(TREE, Uint8Array.from(values))).toBeCloseTo(share, 5)
})

test('a damaged tree ends in no vote instead of running on', () => {
  expect(shareIn(Uint8Array.of(0, 0, 0, 9), Uint8Array.of(1))).toBe(0)
})

test('the trees that ship vote, and not all the same', () => {
  const votes = [0, 120, 255].map((value) => shareOfTrees(new Uint8Array(45).fill(value)))
  expect(Math.min(...votes)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...votes)).toBeLessThanOrEqual(1)
  expect(new Set(votes).size).toBeGreaterThan(1)
})

test('trees that are grown part what a sign parts, and come out the same each time', () => {
  const examples = [...Array(60).keys()].map((place) => ({
    values: Uint8Array.of(place % 7, place < 30 ? 20 + (place % 5) : 200 + (place % 5), place % 3),
    isSame: place >= 30,
  }))
  const trees = growForest(examples, 12)
  const vote = (value: number) =>
    trees.reduce((sum, tree) => sum + shareIn(tree, Uint8Array.of(3, value, 1)), 0) / trees.length
  expect(vote(22)).toBeLessThan(0.2)
  expect(vote(202)).toBeGreaterThan(0.8)
  expect(growForest(examples, 12)).toEqual(trees)
})
