import { expect, test } from 'vitest'
import { matchesLine, searchState, totalsLine } from '../../../src/renderer/knowledge/document-words'
import { documentSummary } from '../helpers/sample-models'

test.each([
  [{ chunkCount: 4, embeddedCount: 4 }, false, true, 'Ready'],
  [{ chunkCount: 4, embeddedCount: 0 }, false, false, 'By keyword, meaning follows'],
  [{ chunkCount: 1_204, embeddedCount: 1_000 }, false, false, 'By keyword, meaning 1,000 of 1,204'],
  [{ chunkCount: 4, embeddedCount: 0 }, true, false, 'By keyword only'],
  [{ chunkCount: 4, embeddedCount: 4 }, true, true, 'Ready'],
])('a document with %o (model off: %s)', (counts, isOff, isReady, text) => {
  expect(searchState(documentSummary(counts), isOff)).toMatchObject({ isReady, text })
})

test('the totals name what meaning-based search still misses', () => {
  expect(totalsLine({ documentCount: 52, chunkCount: 501, embeddedCount: 423 })).toBe(
    '52 documents · meaning-based search 423 of 501 passages',
  )
  expect(totalsLine({ documentCount: 1, chunkCount: 1, embeddedCount: 1 })).toBe(
    '1 document · 1 passage, all searchable by meaning',
  )
  expect(totalsLine({ documentCount: 0, chunkCount: 0, embeddedCount: 0 })).toBe('0 documents')
})

test('a filter says what it found', () => {
  expect(matchesLine(0, 'xyz')).toBe('No document matches “xyz”')
  expect(matchesLine(1, 'a')).toBe('1 match')
  expect(matchesLine(3, 'a')).toBe('3 matches')
})
