import { expect, test } from 'vitest'
import { groupByMeaning, nearestLeader } from '../../../src/engine/grouping/group-by-meaning'

const at = (degrees: number) =>
  new Float32Array([Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)])

test('texts of near meaning stand together, in the order they came', () => {
  expect(groupByMeaning([at(0), at(90), at(10), at(80), at(-20)])).toEqual([
    [0, 2, 4],
    [1, 3],
  ])
})

test('a group does not wander: its first member decides who is near', () => {
  expect(groupByMeaning([at(0), at(40), at(80)])).toEqual([[0, 1], [2]])
})

test('the nearest leader is taken, not the first that is near enough', () => {
  const leaders = [
    { key: 'far', vector: at(40) },
    { key: 'near', vector: at(5) },
  ]
  expect(nearestLeader(at(0), leaders)).toBe('near')
  expect(nearestLeader(at(180), leaders)).toBeNull()
})

test('nothing is grouped of nothing', () => {
  expect(groupByMeaning([])).toEqual([])
})
