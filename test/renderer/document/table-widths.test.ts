import { expect, test } from 'vitest'
import { tableWidths } from '../../../src/renderer/document/table-widths'

test('a short column beside a long one keeps room for its words', () => {
  const { percents, minWidthPx } = tableWidths([6, 9, 16, 40])
  expect(percents.reduce((sum, percent) => sum + percent, 0)).toBeCloseTo(100)
  for (const [index, chars] of [6, 9, 16, 40].entries())
    expect(((percents[index] ?? 0) / 100) * minWidthPx).toBeGreaterThanOrEqual(Math.min(chars, 10) * 7.5)
  expect(percents[3]).toBeGreaterThan(percents[0] ?? 0)
})

test('a small table asks for no more room than a narrow window has, one of many columns does', () => {
  expect(tableWidths([8, 8]).minWidthPx).toBeLessThan(300)
  expect(tableWidths(Array.from({ length: 9 }, () => 12)).minWidthPx).toBeGreaterThan(600)
})

test('no columns and empty ones have no width that is not a number', () => {
  expect(tableWidths([])).toEqual({ percents: [], minWidthPx: 0 })
  expect(tableWidths([0, 0]).percents).toEqual([50, 50])
})
