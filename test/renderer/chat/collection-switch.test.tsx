import type { Handlers } from '@shared/contract'
import { DEFAULT_SETTINGS } from '@shared/settings'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { ActionProvider } from '../../../src/renderer/actions/action-registry'
import { ChatView } from '../../../src/renderer/chat/chat-view'
import { createKeptDrafts } from '../../../src/renderer/chat/kept-drafts'
import { createTestPage, type TestPage } from '../helpers/page'

let page: TestPage
afterEach(() => {
  cleanup()
  page.close()
})

const facetsWith =
  (names: readonly string[]): Handlers['search.facets'] =>
  () => ({
    collections: names.map((name, index) => ({ id: index + 1, name, count: 5 })),
    formats: [],
    tags: [],
    languages: [],
    dates: null,
  })

function open(names: readonly string[], chatCollectionIds: number[] = []) {
  page = createTestPage({
    settings: { ...DEFAULT_SETTINGS, chatCollectionIds },
    handlers: {
      'search.facets': facetsWith(names),
      'ask.start': () => ({ conversationId: 1, questionId: 1, answerId: 2 }),
    },
  })
  const drafts = createKeptDrafts()
  render(
    <page.Page>
      <ActionProvider>
        <ChatView conversationId={null} drafts={drafts} version={0} headActions={() => null} />
      </ActionProvider>
    </page.Page>,
  )
}

const saved = () => page.calls.filter(({ method }) => method === 'settings.update').map(({ input }) => input)
const asked = () => page.calls.filter(({ method }) => method === 'ask.start').map(({ input }) => input)

function ask(question: string) {
  const field = screen.getByRole('textbox', { name: 'Question' })
  fireEvent.change(field, { target: { value: question } })
  fireEvent.keyDown(field, { key: 'Enter' })
}

test('one collection leaves nothing to choose', async () => {
  open(['Knowledge base'])
  await waitFor(() => expect(page.calls.some(({ method }) => method === 'search.facets')).toBe(true))
  await screen.findByRole('textbox', { name: 'Question' })
  expect(screen.queryByRole('button', { name: /Answer from/ })).toBeNull()
})

test('the choice is kept, and the next question is asked of it', async () => {
  open(['Knowledge base', 'Internal', 'Old'])
  fireEvent.click(await screen.findByRole('button', { name: 'Answer from: All collections' }))
  expect(screen.getByRole('checkbox', { name: 'All collections' }).getAttribute('aria-checked')).toBe('true')
  fireEvent.click(screen.getByRole('checkbox', { name: /Internal/ }))
  expect(await screen.findByRole('button', { name: 'Answer from: Internal', hidden: true })).toBeTruthy()
  expect(saved()).toEqual([{ chatCollectionIds: [2] }])
  ask('Who decides?')
  await waitFor(() => expect(asked()).toMatchObject([{ question: 'Who decides?', collectionIds: [2] }]))
})

test('ticking all of them is the same as choosing none', async () => {
  open(['Knowledge base', 'Internal'], [2])
  fireEvent.click(await screen.findByRole('button', { name: 'Answer from: Internal' }))
  fireEvent.click(screen.getByRole('checkbox', { name: /Knowledge base/ }))
  await waitFor(() => expect(saved()).toEqual([{ chatCollectionIds: [] }]))
})

test('a collection that is gone is not asked', async () => {
  open(['Knowledge base', 'Internal'], [9])
  expect(await screen.findByRole('button', { name: 'Answer from: All collections' })).toBeTruthy()
  ask('Who decides?')
  await waitFor(() => expect(asked()).toMatchObject([{ collectionIds: [] }]))
})
