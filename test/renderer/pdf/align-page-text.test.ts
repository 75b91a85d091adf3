import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { getDocumentProxy } from 'unpdf'
import { expect, test } from 'vitest'
import { parsePdf } from '../../../src/engine/parse/parse-pdf'
import { alignPageText } from '../../../src/renderer/pdf/align-page-text'

function shownBy(stored: string, items: readonly string[], words: string): string {
  const start = stored.indexOf(words)
  const ranges = alignPageText(stored, items)({ start, end: start + words.length })
  return ranges.map(({ item, from, to }) => items[item]?.slice(from, to)).join('|')
}

test('words are found across items, whatever white space stands between them', () => {
  expect(shownBy('The tap is tightened.', ['The t', 'ap  is', ' tight', 'ened.'], 'tap is tight')).toBe(
    't|ap  is|tight',
  )
})

test('a running head that the text leaves out and a bar that it puts in shift nothing', () => {
  const items = ['Manual 2026', 'Part', 'Price', 'Tap', 'EUR 7.40', 'Page 3']
  const stored = 'Part | Price\nTap | EUR 7.40'
  expect(shownBy(stored, items, 'Tap | EUR')).toBe('Tap|EUR')
})

test('columns stay apart: the passage of one does not light the other', () => {
  const items = ['Left one.', 'Left two.', 'Right one.', 'Right two.']
  expect(shownBy('Left one. Left two.\n\nRight one. Right two.', items, 'Right one.')).toBe('Right one.')
})

test('a letter that is written another way costs only itself', () => {
  expect(
    shownBy('The \u201ctap\u201d is tightened by hand.', ['The "tap" is tightened by hand.'], 'tightened'),
  ).toBe('tightened')
})

test('what is read from right to left is found on a page that was drawn from left to right', () => {
  const items = ['ع', 'ﻼ', 'ﻣ', 'ﺎ', 'ﻛ', ' ', 'PayPal']
  const ranges = alignPageText('PayPal كاملا ع', items, [6, 4, 3, 2, 1, 0])({ start: 7, end: 12 })
  expect(ranges.map(({ item }) => item)).toEqual([4, 3, 2, 1])
})

const SAMPLE = resolve(import.meta.dirname, '../../../resources/sample-knowledge-base')

test('every line of every sample PDF is found on its page', async () => {
  const files = globSync('**/*.pdf', { cwd: SAMPLE })
  expect(files.length).toBeGreaterThan(3)
  for (const file of files) {
    const bytes = readFileSync(join(SAMPLE, file))
    const { text, pages } = await parsePdf(bytes)
    const pdf = await getDocumentProxy(new Uint8Array(bytes))
    for (const { page, start, end } of pages) {
      const content = await (await pdf.getPage(page)).getTextContent()
      const items = content.items.flatMap((item) => ('str' in item ? [item.str] : []))
      const stored = text.slice(start, end)
      for (const line of stored.split('\n').filter(Boolean))
        expect(shownBy(stored, items, line).replace(/[\s|]/g, '')).toBe(line.replace(/[\s|]/g, ''))
    }
  }
})
