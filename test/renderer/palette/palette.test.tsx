import { AppError } from '@shared/errors'
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { Palette } from '../../../src/renderer/palette/palette'
import { createTestPage, type TestPage } from '../helpers/page'
import { found, passage } from '../helpers/sample-models'

let page: TestPage
afterEach(() => {
  cleanup()
  page.close()
})

const conversation = {
  id: 7,
  title: 'Yellow leaves',
  isPinned: false,
  isTemporary: false,
  messageCount: 2,
  createdAt: 1,
  updatedAt: 1,
}

type Searches = NonNullable<NonNullable<Parameters<typeof createTestPage>[0]>['handlers']>

function open(handlers: Searches = {}) {
  const run = vi.fn()
  const onSearchAll = vi.fn()
  page = createTestPage({
    handlers: {
      'search.live': ({ text }) =>
        found({
          passages:
            text === 'zzz'
              ? []
              : [passage(), passage({ chunkId: 2, documentId: 2, title: 'Live plants', start: 5, end: 9 })],
        }),
      'conversations.search': ({ text }) => ({
        hits: text === 'zzz' ? [] : [{ conversation, messageId: 1, snippet: 'lower \u0002leaves\u0003' }],
      }),
      ...handlers,
    },
  })
  page.navigation.setPaletteOpen(true)
  render(
    <page.Page>
      <Palette actions={[{ name: 'plants', label: 'Plants of the week', run }]} onSearchAll={onSearchAll} />
    </page.Page>,
  )
  return { field: screen.getByRole('combobox'), run, onSearchAll }
}

async function find(field: HTMLElement, query: string) {
  fireEvent.change(field, { target: { value: query } })
  await screen.findByText('Return policy')
}
const activeText = (field: HTMLElement) =>
  document.getElementById(field.getAttribute('aria-activedescendant') ?? '')?.textContent ?? null

test('it begins with the actions, and the focus is in the field', () => {
  const { field } = open()
  expect(document.activeElement).toBe(field)
  expect(screen.getAllByRole('option').map((row) => row.textContent)).toEqual(['Plants of the week'])
})

test('the arrows walk over all sections in a ring, and Enter opens the passage in its document', async () => {
  const { field } = open()
  await find(field, 'plants')
  expect(activeText(field)).toContain('Return policy')
  fireEvent.keyDown(field, { key: 'ArrowUp' })
  expect(activeText(field)).toBe('Plants of the week')
  fireEvent.keyDown(field, { key: 'ArrowDown' })
  fireEvent.keyDown(field, { key: 'ArrowDown' })
  expect(activeText(field)).toContain('Live plants')
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(page.navigation.snapshot()).toMatchObject({
    isPaletteOpen: false,
    view: { kind: 'document', documentId: 2, start: 5, end: 9 },
  })
})

test('a conversation is opened, and an action is run, by keys alone', async () => {
  const { field } = open()
  await find(field, 'plants')
  for (let step = 0; step < 3; step++) fireEvent.keyDown(field, { key: 'ArrowDown' })
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(page.navigation.snapshot().view).toEqual({
    kind: 'chat',
    conversationId: 7,
    goTo: { messageId: 1 },
  })
  cleanup()
  page.close()
  const again = open()
  fireEvent.keyDown(again.field, { key: 'Enter' })
  expect(again.run).toHaveBeenCalledOnce()
})

test('Esc closes it', async () => {
  const { field } = open()
  fireEvent.keyDown(field, { key: 'Escape' })
  await waitFor(() => expect(page.navigation.snapshot().isPaletteOpen).toBe(false))
})

test('a word typed quickly is one search', async () => {
  const { field } = open()
  for (const value of ['p', 'pl', 'plants']) fireEvent.change(field, { target: { value } })
  await screen.findByText('Return policy')
  const asked = page.calls.filter(({ method }) => method === 'search.live').map(({ input }) => input)
  expect(asked).toMatchObject([{ text: 'plants', limit: 8, mode: 'hybrid', details: true }])
})

test('an older search is cancelled and never shown over a newer one', async () => {
  const signals: AbortSignal[] = []
  const { field } = open({
    'search.live': async function* ({ text }, signal) {
      signals.push(signal)
      if (text === 'old') await new Promise((resolve) => signal.addEventListener('abort', resolve))
      yield* found({ passages: [passage({ title: `About ${text}` })] })
    },
  })
  fireEvent.change(field, { target: { value: 'old' } })
  await waitFor(() => expect(signals).toHaveLength(1))
  fireEvent.change(field, { target: { value: 'new' } })
  await screen.findByText(/^About$|About/)
  expect(signals[0]?.aborted).toBe(true)
  expect(screen.getByRole('listbox').textContent).toContain('About new')
})

test('nothing found, less than asked for, and a failure each have their sentence', async () => {
  const { field } = open()
  fireEvent.change(field, { target: { value: 'zzz' } })
  expect((await screen.findByText(/Nothing found for/)).textContent).toBe('Nothing found for “zzz”')
  cleanup()
  page.close()

  const degraded = open({
    'search.live': () => found({ passages: [passage()], mode: 'keyword', degraded: 'Keyword search only.' }),
  })
  await find(degraded.field, 'plants')
  expect(await screen.findByText('Keyword search only.')).toBeTruthy()
  cleanup()
  page.close()

  const failing = open({
    'search.live': () => {
      throw new AppError('timed_out', 'The search took too long.')
    },
  })
  await act(async () => void fireEvent.change(failing.field, { target: { value: 'policy' } }))
  expect(await screen.findByText('The search took too long.')).toBeTruthy()
})

test('opening it loads the model before anything is typed', async () => {
  open()
  await waitFor(() => expect(page.calls.map(({ method }) => method)).toContain('search.warmUp'))
})

test('the words of an article are shown without the signs of Markdown', async () => {
  const marked = passage({ text: '## Returns\n\n- **Live plants** within [14 days](https://shop.example)' })
  const { field } = open({
    'search.live': () => found({ passages: [marked] }),
  })
  await find(field, 'plants')
  const [option] = screen.getAllByRole('option')
  expect(option?.textContent).toContain('Live plants within 14 days')
  expect(option?.textContent).not.toMatch(/[#*[\]]/)
})

test('a word that is nowhere is answered with nothing found, though something is always nearest', async () => {
  const far = passage({ keywordRank: null, similarity: 0.1 })
  const { field } = open({
    'search.live': () => found({ passages: [far] }),
    'conversations.search': () => ({ hits: [] }),
  })
  fireEvent.change(field, { target: { value: 'zzzzqq' } })
  expect(await screen.findByText(/Nothing found for/)).toBeTruthy()
})

test('the words that answer are marked as the engine marked them, and a corrected word is said', async () => {
  const { field } = open({
    'search.live': () =>
      found({
        passages: [{ ...passage(), snippet: 'Before. \u0004Send it \u0002back\u0003.\u0005' }],
        correction: { kind: 'searched', text: 'back', words: [{ typed: 'bakc', corrected: 'back' }] },
      }),
  })
  await find(field, 'bakc')
  expect(document.querySelector('mark')?.textContent).toBe('back')
  expect((await screen.findByText(/Showing results for/)).textContent).toBe('Showing results for back')
})

test('all results are one step away, and a passage is copied with Ctrl+Enter', async () => {
  const written: string[] = []
  vi.stubGlobal('navigator', {
    ...navigator,
    platform: 'Linux',
    clipboard: { writeText: async (text: string) => void written.push(text) },
  })
  const { field, onSearchAll } = open()
  await find(field, 'plants')
  fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true })
  await waitFor(() => expect(written).toEqual([passage().text.trim()]))
  expect(page.navigation.snapshot().isPaletteOpen).toBe(true)
  fireEvent.keyDown(field, { key: 'l', code: 'KeyL', altKey: true })
  await waitFor(() => expect(written[1]).toMatch(/#\/document\/1\/\d+-\d+$/))
  fireEvent.keyDown(field, { key: 'ArrowDown' })
  fireEvent.keyDown(field, { key: 'ArrowDown' })
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(onSearchAll).toHaveBeenCalledWith('plants')
  vi.unstubAllGlobals()
})
