import { expect, test } from 'vitest'
import {
  cut,
  cutStart,
  formatBytes,
  layOutTable,
  oneLine,
  printable,
  wrap,
} from '../../src/shell/text-layout'

test('text from files loses its control characters and keeps its letters', () => {
  expect(printable('a\u001b[31mred\u001b[0m\u0007 ü\n日本')).toBe('ared ü\n日本')
  expect(oneLine('  a\n\t b\u0000 ')).toBe('a b')
  expect(oneLine('\u202efdp.exe')).toBe('fdp.exe')
})

test('what is cut shows that it was', () => {
  expect(cut('abcdef', 6)).toBe('abcdef')
  expect(cut('abcdefg', 6)).toBe('abcde…')
  expect(cutStart('/home/ada/roses.md', 9)).toBe('…roses.md')
})

test('lines break at spaces, and a word longer than the line stays whole', () => {
  expect(wrap('one two three', 10, '  ')).toBe('  one two\n  three')
  expect(wrap('averyverylongword x', 5)).toBe('averyverylongword\nx')
})

test('a table that is too wide takes the room from its flexible column', () => {
  const columns = [
    { head: 'ID', align: 'right' },
    { head: 'TITLE', isFlexible: true },
    { head: 'N' },
  ] as const
  expect(layOutTable(columns, [['7', 'Roses', '1']], 40)).toEqual(['ID  TITLE  N', ' 7  Roses  1'])
  const [, row] = layOutTable(columns, [['7', 'A very long title indeed', '1']], 24)
  expect(row?.length).toBeLessThanOrEqual(24)
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_500, '1.5 kB'],
  [288_000_000, '288 MB'],
])('%i bytes read as %s', (sizeBytes, text) => {
  expect(formatBytes(sizeBytes)).toBe(text)
})
