import { expect, test } from 'vitest'
import { NO_SELECTION, selectRange, toggle } from '../../../src/renderer/knowledge/selection'

test('a tick goes on and off', () => {
  const one = toggle(NO_SELECTION, 3)
  expect([...one]).toEqual([3])
  expect([...toggle(one, 3)]).toEqual([])
  expect(NO_SELECTION.size).toBe(0)
})

test('a range is ticked in either direction, without the rows that have not come', () => {
  const rows = [{ id: 1 }, { id: 2 }, undefined, { id: 4 }, { id: 5 }]
  expect([...selectRange(NO_SELECTION, rows, 3, 1)]).toEqual([2, 4])
  expect([...selectRange(new Set([9]), rows, 0, 0)]).toEqual([9, 1])
})
