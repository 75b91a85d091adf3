import type { SearchFacets } from '@shared/search-models'
import { expect, test } from 'vitest'
import { passageLink, readPassageLink } from '../../../src/renderer/passage-link'
import {
  chosenValues,
  dayBounds,
  dayOf,
  facetsOf,
  fittingOptions,
  isFiltering,
  toggled,
  withChosen,
  withDates,
} from '../../../src/renderer/search/filter-state'
import { groupByDocument, isLikely } from '../../../src/renderer/search/result-groups'
import { commandOf } from '../../../src/renderer/search/result-list'
import { unfulfilled } from '../../../src/renderer/search/search-notes'
import { snippetPieces } from '../../../src/renderer/search/snippet-pieces'
import { whyNotes, wordsLookedFor } from '../../../src/renderer/search/why-notes'
import { passage, searchResult } from '../helpers/sample-models'

test('a link names a passage, whatever page it was copied from', () => {
  const place = { documentId: 12, start: 340, end: 520 }
  const link = passageLink(place, 'http://127.0.0.1:5000/?x=1#/old')
  expect(link).toBe('http://127.0.0.1:5000/?x=1#/document/12/340-520')
  expect(readPassageLink(link)).toEqual(place)
  expect(readPassageLink(passageLink({ documentId: 3 }, 'app://verdemuse/index.html'))).toEqual({
    documentId: 3,
  })
})

test.each([
  '',
  'returns',
  '#/document/',
  '#/document/0',
  '#/document/12/5-5x',
  '#/documents/1',
  '#/document/x/1-2',
])('%s is no link', (text) => expect(readPassageLink(text)).toBeNull())

test('a link whose passage ends before it begins still opens the document', () => {
  expect(readPassageLink('#/document/12/520-340')).toEqual({ documentId: 12 })
})

test('hits stand under their documents, in the order of each one’s best', () => {
  const hits = [
    passage({ chunkId: 1, documentId: 5, title: 'Five' }),
    passage({ chunkId: 2, documentId: 6, title: 'Six' }),
    passage({ chunkId: 3, documentId: 5, title: 'Five' }),
  ]
  expect(
    groupByDocument(hits).map(({ title, hits: own }) => [title, own.map(({ chunkId }) => chunkId)]),
  ).toEqual([
    ['Five', [1, 3]],
    ['Six', [2]],
  ])
})

test('what only meaning found must be near; what was not measured is believed', () => {
  expect(isLikely(passage({ keywordRank: null, similarity: 0.2 }))).toBe(false)
  expect(isLikely(passage({ keywordRank: null, similarity: 0.3 }))).toBe(true)
  expect(isLikely(passage({ keywordRank: 3, similarity: 0.1 }))).toBe(true)
  expect(isLikely(passage({ keywordRank: null, similarity: null }))).toBe(true)
})

test('a snippet is read into its words and its best sentence', () => {
  expect(snippetPieces('a \u0004b \u0002c\u0003.\u0005 \u0002d\u0003')).toEqual([
    { text: 'a ', isMatch: false, isBest: false },
    { text: 'b ', isMatch: false, isBest: true },
    { text: 'c', isMatch: true, isBest: true },
    { text: '.', isMatch: false, isBest: true },
    { text: ' ', isMatch: false, isBest: false },
    { text: 'd', isMatch: true, isBest: false },
  ])
  expect(snippetPieces('\u0003plain')).toEqual([{ text: 'plain', isMatch: false, isBest: false }])
})

const FACETS: SearchFacets = {
  collections: [{ id: 1, name: 'Knowledge base', count: 3 }],
  formats: [
    { format: 'pdf', count: 2 },
    { format: 'markdown', count: 1 },
  ],
  tags: [{ tag: 'EU', count: 1 }],
  languages: [{ language: 'de', count: 3 }],
  dates: { from: 1, to: 2 },
}

test('only what leaves a choice can be filtered by', () => {
  expect(facetsOf(FACETS, {}).map(({ name }) => name)).toEqual(['formats', 'tags'])
  // what is chosen already can be taken back
  expect(facetsOf(FACETS, { collectionIds: [1] }).map(({ name }) => name)).toContain('collections')
  expect(facetsOf(null, {})).toEqual([])
})

test('choosing and taking back leaves no filter', () => {
  const chosen = withChosen({}, 'collections', toggled([], '7'))
  expect(chosen).toEqual({ collectionIds: [7] })
  expect(isFiltering(chosen)).toBe(true)
  const none = withChosen(chosen, 'collections', toggled(chosenValues(chosen, 'collections'), '7'))
  expect(isFiltering(none)).toBe(false)
})

test('dates are whole days, the last one included', () => {
  const filter = withDates({ tags: ['EU'] }, '2026-01-31', '2026-02-01')
  expect(filter.tags).toEqual(['EU'])
  expect(new Date(filter.dateFrom ?? 0).getHours()).toBe(0)
  expect((filter.dateTo ?? 0) + 1).toBe(new Date(2026, 1, 2).getTime())
  expect([dayOf(filter.dateFrom), dayOf(filter.dateTo)]).toEqual(['2026-01-31', '2026-02-01'])
  expect(withDates(filter, '', '')).toEqual({ tags: ['EU'] })
  expect(dayBounds('31.1.2026')).toBeNull()
})

test.each([
  [{ key: 'Enter', ctrlKey: true }, { kind: 'copy' }],
  [{ key: 'Enter', metaKey: true }, { kind: 'copy' }],
  [{ key: 'Enter' }, null],
  [{ key: '¬', altKey: true, code: 'KeyL' }, { kind: 'link' }],
  [{ key: 'w', altKey: true, code: 'KeyW' }, { kind: 'why' }],
  [{ key: 'ArrowUp' }, { kind: 'move', step: -1 }],
  [{ key: 'End' }, { kind: 'move', step: 'end' }],
  [{ key: 'f', ctrlKey: true }, null],
  [{ key: 'a' }, { kind: 'type', text: 'a' }],
  [{ key: ' ' }, null],
  [{ key: 'Tab' }, null],
] as const)('the key %j means %j', (pressed, command) => {
  const { code = '', ...keys } = { ctrlKey: false, metaKey: false, altKey: false, code: '', ...pressed }
  expect(commandOf({ ...keys, nativeEvent: { code } as KeyboardEvent })).toEqual(command)
})

const READING = {
  phrases: [],
  without: [],
  titles: [],
  tags: [],
  formats: [],
  languages: [],
  collections: [],
}

test('what nothing fulfilled is named', () => {
  expect(unfulfilled({ ...READING, phrases: ['a b'] })).toBe('No passage holds “a b” word for word.')
  expect(unfulfilled({ ...READING, titles: ['a'] })).toBe('No title holds “a”.')
  expect(unfulfilled({ ...READING, tags: ['a'] })).toBe('No fitting document has the tag “a”.')
  expect(unfulfilled({ ...READING, phrases: ['a'], tags: ['b'] })).toBe(
    'No passage fulfils all that the query asks for.',
  )
})

test('the numbers of a result stand beside what was done to its query', () => {
  const result = searchResult({
    mode: 'keyword',
    reading: { ...READING, phrases: ['gift card'], without: ['pots'] },
    correction: { kind: 'searched', text: 'x', words: [{ typed: 'bakc', corrected: 'back' }] },
  })
  expect(whyNotes(result, { tags: ['EU'] })).toEqual([
    '“bakc” is written nowhere; “back” was searched for.',
    'Must hold “gift card”.',
    'Must not hold “pots”.',
    'Only documents that the filters allow were searched.',
    'Searched by words only.',
  ])
  expect(whyNotes(searchResult(), {})).toEqual([])
})

test('the words that titles are marked with are those that were looked for', () => {
  const result = searchResult({ reading: READING })
  expect(wordsLookedFor('returns -pots title:live tag:"EU only" -"gift card"', result)).toBe('returns live')
  // text that holds no operator is left as it is
  expect(wordsLookedFor('is -5 too cold', searchResult())).toBe('is -5 too cold')
})

test('a long list of a filter is looked through without regard to case and accents', () => {
  const options = ['Überwinterung', 'Полив', 'Care'].map((label) => ({ value: label, label, count: 1 }))
  const found = (typed: string) => fittingOptions(options, typed).map(({ label }) => label)
  expect(found('uber')).toEqual(['Überwinterung'])
  expect(found(' ПОЛ ')).toEqual(['Полив'])
  expect(found('')).toHaveLength(3)
  expect(found('x')).toEqual([])
})
