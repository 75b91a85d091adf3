import type { Handlers } from '@shared/contract'
import type { SearchFacets } from '@shared/search-models'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { createSearchSession, type SearchSession } from '../../../src/renderer/search/search-session'
import { SearchView } from '../../../src/renderer/search/search-view'
import { createFeed, createTestPage, type TestPage } from '../helpers/page'
import { found, passage, searchResult } from '../helpers/sample-models'

let page: TestPage
afterEach(() => {
  cleanup()
  page.close()
})

const FACETS: SearchFacets = {
  collections: [
    { id: 1, name: 'Knowledge base', count: 3 },
    { id: 2, name: 'Internal', count: 1 },
  ],
  formats: [{ format: 'pdf', count: 4 }],
  tags: [],
  languages: [],
  dates: { from: 1, to: 2 },
}

const HITS = [
  {
    ...passage({ chunkId: 1, documentId: 1, title: 'Return policy', start: 5, end: 9 }),
    snippet: 'Send it \u0002back\u0003.',
    score: 0.5,
    why: {
      keyword: { rank: 1, measure: 4, weight: 1.5, contribution: 0.3 },
      meaning: { rank: 2, measure: 0.5, weight: 1, contribution: 0.2 },
    },
  },
  { ...passage({ chunkId: 2, documentId: 2, title: 'Live plants' }), snippet: 'Plants.' },
]

function open(handlers: Partial<Handlers> = {}, session: SearchSession = createSearchSession()) {
  page = createTestPage({
    handlers: {
      'search.facets': () => FACETS,
      'search.live': () => found({ passages: HITS }),
      ...handlers,
    },
  })
  page.navigation.open({ kind: 'search' })
  render(
    <page.Page>
      <SearchView session={session} />
    </page.Page>,
  )
  const field = screen.getByRole<HTMLInputElement>('textbox', { name: 'Search the knowledge base' })
  const type = (value: string) => fireEvent.change(field, { target: { value } })
  return { field, type, session }
}

const rows = () => [...document.querySelectorAll<HTMLElement>('button[data-hit]')]
const asked = () => page.calls.filter(({ method }) => method === 'search.live').map(({ input }) => input)

test('it begins with tips and the focus in the field; a tip is tried with one click', async () => {
  const { field } = open()
  expect(document.activeElement).toBe(field)
  fireEvent.click(await screen.findByRole('button', { name: 'returns -pots' }))
  await waitFor(() => expect(asked()).toMatchObject([{ text: 'returns -pots', details: true, limit: 50 }]))
})

test('arrows walk the hits and back into the field, Enter opens the passage', async () => {
  const { field, type } = open()
  type('back')
  await screen.findByText('Return policy')
  fireEvent.keyDown(field, { key: 'ArrowDown' })
  expect(document.activeElement).toBe(rows()[0])
  fireEvent.keyDown(rows()[0]!, { key: 'ArrowDown' })
  expect(document.activeElement).toBe(rows()[1])
  expect(rows().map((row) => row.tabIndex)).toEqual([-1, 0])
  fireEvent.keyDown(rows()[1]!, { key: 'ArrowUp' })
  fireEvent.keyDown(rows()[0]!, { key: 'ArrowUp' })
  expect(document.activeElement).toBe(field)
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(page.navigation.snapshot().view).toEqual({ kind: 'document', documentId: 1, start: 5, end: 9 })
})

test('letters typed on a hit go into the field', async () => {
  const { field, type } = open()
  type('bac')
  await screen.findByText('Return policy')
  fireEvent.keyDown(field, { key: 'ArrowDown' })
  fireEvent.keyDown(rows()[0]!, { key: 'k' })
  expect(document.activeElement).toBe(field)
  expect(field.value).toBe('back')
})

test('Esc empties the field first, and only then leaves', () => {
  const { field, type } = open()
  type('back')
  expect(fireEvent.keyDown(field, { key: 'Escape' })).toBe(false)
  expect(field.value).toBe('')
  expect(fireEvent.keyDown(field, { key: 'Escape' })).toBe(true)
})

test('why a result stands where it does is shown in numbers that add up', async () => {
  const { field, type } = open()
  type('back')
  await screen.findByText('Return policy')
  fireEvent.keyDown(field, { key: 'ArrowDown' })
  fireEvent.keyDown(rows()[0]!, { key: 'w', code: 'KeyW', altKey: true })
  const table = screen.getByRole('table')
  expect(within(table).getByText('0.3000')).toBeTruthy()
  expect(within(table).getByText('0.2000')).toBeTruthy()
  expect(within(table).getByText('0.5000')).toBeTruthy()
  fireEvent.keyDown(rows()[0]!, { key: 'w', code: 'KeyW', altKey: true })
  expect(screen.queryByRole('table')).toBeNull()
})

test('a filter is chosen from what there is, shown as a chip and taken back', async () => {
  const { type, session } = open()
  type('back')
  fireEvent.click(await screen.findByRole('button', { name: 'Collection' }))
  fireEvent.click(await screen.findByRole('checkbox', { name: /Internal/ }))
  await waitFor(() => expect(asked().at(-1)).toMatchObject({ filter: { collectionIds: [2] } }))
  fireEvent.click(await screen.findByRole('button', { name: 'Remove the filter Collection: Internal' }))
  expect(session.snapshot().filter).toEqual({ collectionIds: [] })
  await waitFor(() => expect(asked().at(-1)).toMatchObject({ filter: { collectionIds: [] } }))
  // one type of file leaves nothing to choose
  expect(screen.queryByRole('button', { name: 'Type' })).toBeNull()
})

test('what arrives later takes the hand neither from a menu nor from a hit', async () => {
  const later = createFeed({ result: searchResult({ passages: HITS }), isFinal: false })
  const { field, type } = open({ 'search.live': later.stream })
  type('back')
  await screen.findByText('Return policy')
  const menu = screen.getByRole('button', { name: 'Collection' })
  fireEvent.click(menu)
  const box = await screen.findByRole('checkbox', { name: /Internal/ })
  box.focus()
  act(() => later.push({ result: searchResult({ passages: [...HITS].reverse() }), isFinal: false }))
  await waitFor(() => expect(rows()[0]?.textContent).toContain('Plants.'))
  expect(document.activeElement).toBe(box)
  fireEvent.keyDown(box, { key: 'Escape' })
  await waitFor(() => expect(document.activeElement).toBe(menu))

  fireEvent.keyDown(field, { key: 'ArrowDown' })
  fireEvent.keyDown(rows()[0]!, { key: 'ArrowDown' })
  expect(document.activeElement?.textContent).toContain('Send it')
  act(() => later.push({ result: searchResult({ passages: HITS }), isFinal: false }))
  await waitFor(() => expect(rows()[0]?.textContent).toContain('Send it'))
  expect(document.activeElement?.textContent).toContain('Send it')
  // the hit that the hand was on is gone: typing goes on in the field
  act(() => later.push({ result: searchResult({ passages: HITS.slice(1) }), isFinal: false }))
  await waitFor(() => expect(rows()).toHaveLength(1))
  expect(document.activeElement).toBe(field)
})

test('what was searched for instead is said, and can be refused', async () => {
  const { type } = open({
    'search.live': ({ correct, text }) =>
      found({
        passages: HITS,
        correction: correct
          ? { kind: 'searched', text: 'back', words: [{ typed: text, corrected: 'back' }] }
          : null,
      }),
  })
  type('bakc')
  expect((await screen.findByText(/Showing results for/)).textContent).toContain('back')
  fireEvent.click(screen.getByRole('button', { name: 'Search for bakc instead' }))
  await waitFor(() => expect(screen.queryByText(/Showing results for/)).toBeNull())
  // the next text is corrected again
  type('bakx')
  expect(await screen.findByText(/Showing results for/)).toBeTruthy()
})

test('nothing found names what was far off, and offers a wider search', async () => {
  const far = passage({ keywordRank: null, similarity: 0.1, title: 'Far away' })
  const { type, session } = open({ 'search.live': () => found({ passages: [far] }) })
  session.set({ mode: 'keyword', filter: { collectionIds: [2] } })
  type('qqq')
  expect(await screen.findByRole('heading', { name: 'Nothing found' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Far away' })).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Search by meaning too' }))
  expect(session.snapshot().mode).toBe('hybrid')
  const clear = screen.getAllByRole('button', { name: 'Clear filters' }).at(-1)
  if (clear) fireEvent.click(clear)
  expect(session.snapshot().filter).toEqual({})
})

test('coming back, the list and the place in it are as they were left', async () => {
  const session = createSearchSession({ text: 'back', activeChunkId: 2 })
  open({}, session)
  await screen.findByRole('heading', { name: 'Live plants' })
  await waitFor(() => expect(document.activeElement).toBe(rows()[1]))
})

test('a link put into the field opens its passage', async () => {
  const { field, type } = open()
  type('http://127.0.0.1:1/#/document/4/10-20')
  expect(await screen.findByRole('heading', { name: 'This is a link to a passage' })).toBeTruthy()
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(page.navigation.snapshot().view).toEqual({ kind: 'document', documentId: 4, start: 10, end: 20 })
  expect(asked()).toEqual([])
})

test('what the words find is in sight while more is on its way', async () => {
  const later = Promise.withResolvers<void>()
  const { type } = open({
    'search.live': async function* () {
      for await (const { result } of found({ passages: [HITS[0]!] })) yield { result, isFinal: false }
      await later.promise
      yield* found({ passages: HITS })
    },
  })
  type('back')
  expect(await screen.findByText(/looking further/)).toBeTruthy()
  expect(rows()).toHaveLength(1)
  later.resolve()
  await waitFor(() => expect(rows()).toHaveLength(2))
  expect(screen.queryByText(/looking further/)).toBeNull()
})
