import { expect, test } from 'vitest'
import {
  countOf,
  formatAge,
  formatBytes,
  formatCount,
  formatDuration,
  formatPercent,
} from '../../../src/renderer/ui/figures'

test('counts have thousands separators and the right plural', () => {
  expect(formatCount(10_204)).toBe('10,204')
  expect(countOf(0, 'document')).toBe('0 documents')
  expect(countOf(1, 'document')).toBe('1 document')
  expect(countOf(1_000, 'document')).toBe('1,000 documents')
  expect(countOf(2, 'entry', 'entries')).toBe('2 entries')
})

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1 kB'],
  [4_240, '4.2 kB'],
  [9_960, '10 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [310_000_000, '310 MB'],
  [2_000_000_000_000_000, '2,000 TB'],
])('%d bytes reads as %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text)
})

const NOON = new Date(2026, 10, 22, 12, 0, 0).getTime()
const MINUTE = 60_000

test.each([
  ['in the future, by a clock set back', NOON + 5 * MINUTE, 'just now'],
  ['44 s ago', NOON - 44_000, 'just now'],
  ['46 s ago', NOON - 46_000, '1 min ago'],
  ['3 min ago', NOON - 3 * MINUTE, '3 min ago'],
  ['59 min ago', NOON - 59 * MINUTE, '59 min ago'],
  ['earlier today', NOON - 11 * 60 * MINUTE, '11 h ago'],
  ['late last evening', NOON - 13 * 60 * MINUTE, 'yesterday'],
  ['earlier this year', new Date(2026, 10, 3).getTime(), '3 Nov'],
  ['another year', new Date(2024, 10, 3).getTime(), '3 Nov 2024'],
])('a time %s', (_case, at, text) => {
  expect(formatAge(at, NOON)).toBe(text)
})

test.each([
  [0.2, '< 1 ms'],
  [12.4, '12 ms'],
  [99.4, '99 ms'],
  [412, '0.4 s'],
  [9_940, '9.9 s'],
  [12_300, '12 s'],
])('%d ms reads as %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})

test('a percentage is 100 only when nothing is missing, and 0 only when nothing is there', () => {
  expect(formatPercent(0)).toBe('0 %')
  expect(formatPercent(0.001)).toBe('1 %')
  expect(formatPercent(0.844)).toBe('84 %')
  expect(formatPercent(0.999)).toBe('99 %')
  expect(formatPercent(1)).toBe('100 %')
})
