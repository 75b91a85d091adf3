import type { LayoutBlock } from '@shared/models'
import { expect, test } from 'vitest'
import { segmentsOf } from '../../../src/renderer/document/segments'

const PLAIN = { headings: [], pages: [], format: 'html' as const }

function block(kind: LayoutBlock['kind'], start: number, end: number, more: Partial<LayoutBlock> = {}) {
  return { kind, start, end, ...more }
}

test('items of a list stand in one segment, and so do rows of a table under their header', () => {
  const blocks = [
    block('heading', 0, 5, { level: 1 }),
    block('list-item', 6, 10),
    block('list-item', 11, 15),
    block('table-row', 16, 20, { isHeader: true, cells: [{ start: 16, end: 17 }] }),
    block('table-row', 21, 25, { cells: [{ start: 21, end: 22 }] }),
    block('table-row', 26, 30, { isHeader: true }),
  ]
  const segments = segmentsOf({ start: 0, text: 'x'.repeat(40), blocks }, PLAIN)
  expect(segments.map(({ kind, blocks: own }) => [kind, own.length])).toEqual([
    ['heading', 1],
    ['list', 2],
    ['table', 2],
    ['table', 1],
  ])
  expect(segments[2]?.header).toBe(blocks[3])
})

test('a long table is shown in parts that know their header', () => {
  const rows = Array.from({ length: 100 }, (_, index) =>
    block('table-row', index * 10, index * 10 + 8, { ...(index === 0 && { isHeader: true }) }),
  )
  const segments = segmentsOf({ start: 0, text: 'x'.repeat(1000), blocks: rows }, PLAIN)
  expect(segments.map(({ blocks, isContinued }) => [blocks.length, isContinued])).toEqual([
    [40, false],
    [40, true],
    [20, true],
  ])
  expect(segments.every(({ header }) => header === rows[0])).toBe(true)
})

test('a block that is only partly at hand is shown as far as it is', () => {
  const blocks = [block('paragraph', 0, 100, { spans: [{ kind: 'strong', start: 10, end: 60 }] })]
  const [segment] = segmentsOf({ start: 50, text: 'x'.repeat(20), blocks }, PLAIN)
  expect(segment).toMatchObject({ start: 50, end: 70 })
  expect(segment?.blocks[0]?.spans).toEqual([{ kind: 'strong', start: 50, end: 60 }])
})

test('a text in one piece is cut into rows at words, and nothing of it is lost', () => {
  const text = 'word '.repeat(4000)
  const blocks = [block('paragraph', 0, text.length)]
  const segments = segmentsOf({ start: 0, text, blocks }, PLAIN)
  expect(segments.length).toBeGreaterThan(5)
  expect(segments.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
  expect(segments.every(({ end }) => text[end - 1] === ' ')).toBe(true)
})

test('a page begins with its first segment, also where the list would go on', () => {
  const pages = [
    { page: 1, start: 0, end: 10 },
    { page: 2, start: 11, end: 30 },
  ]
  const blocks = [block('list-item', 0, 10), block('list-item', 11, 20), block('list-item', 21, 30)]
  const segments = segmentsOf({ start: 0, text: 'x'.repeat(30), blocks }, { ...PLAIN, pages })
  expect(segments.map(({ blocks: own, pageBreak }) => [own.length, pageBreak])).toEqual([
    [1, null],
    [2, 2],
  ])
})

test('without a layout, empty lines and headings tell the blocks', () => {
  const text = 'Title\n\nOne.\n\nTwo.\n'
  const segments = segmentsOf(
    { start: 0, text, blocks: [] },
    { ...PLAIN, headings: [{ level: 2, title: 'Title', start: 0 }] },
  )
  expect(segments.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual([
    ['heading', 'Title'],
    ['paragraph', 'One.'],
    ['paragraph', 'Two.'],
  ])
})
