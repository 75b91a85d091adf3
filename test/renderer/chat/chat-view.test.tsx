import type { AnswerEvent } from '@shared/contract'
import { AppError } from '@shared/errors'
import type { Message } from '@shared/models'
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ActionProvider } from '../../../src/renderer/actions/action-registry'
import { ChatView } from '../../../src/renderer/chat/chat-view'
import { createKeptDrafts } from '../../../src/renderer/chat/kept-drafts'
import { renderChat } from '../helpers/chat'
import { createFeed, createTestPage } from '../helpers/page'
import { conversation, message, question } from '../helpers/sample-messages'
import { passage, status } from '../helpers/sample-models'

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** An engine that keeps one conversation, whose answer the test writes. */
function createConversation(stored: Message[] = []) {
  const answers = createFeed<AnswerEvent>()
  const page = createTestPage({
    status: status({ documentCount: 5, sampleDocumentCount: 5 }),
    handlers: {
      'conversations.messages': () => ({ conversation: conversation(), messages: stored, hasEarlier: false }),
      'ask.start': ({ question: text }) => {
        const id = stored.length + 1
        stored.push(
          question({ id, text }),
          message({ id: id + 1, text: '', state: 'streaming', origin: null }),
        )
        return { conversationId: 1, questionId: id, answerId: id + 1 }
      },
      'ask.watch': answers.stream,
      'ask.stop': () => {
        answers.push({
          kind: 'done',
          message: message({ id: stored.length, text: 'Let the', state: 'stopped' }),
        })
        return {}
      },
    },
  })
  if (stored.length > 0) page.navigation.openConversation(1)
  renderChat(page)
  return { page, answers, stored }
}

const say = (feed: { push(event: AnswerEvent): void }, event: AnswerEvent) =>
  act(async () => feed.push(event))

test('a sample question is asked with one click, and its answer appears as it is written', async () => {
  const { page, answers } = createConversation()
  fireEvent.click(await screen.findByRole('button', { name: /water my monstera/ }))
  expect(await screen.findByText('Searching the knowledge base…')).toBeTruthy()
  expect(page.navigation.snapshot().view).toEqual({ kind: 'chat', conversationId: 1 })

  await say(answers, { kind: 'passages', passages: [passage()] })
  await say(answers, { kind: 'delta', text: 'Let the soil dry' })
  expect(await screen.findByText('Let the soil dry')).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Stop' })).toBeTruthy()

  const done = message({ id: 2, text: 'Let the soil dry. [1]', passages: [passage()] })
  await say(answers, { kind: 'done', message: done })
  expect(await screen.findByRole('button', { name: 'Source 1: Return policy' })).toBeTruthy()
  expect(screen.getByRole('button', { name: 'Send' })).toBeTruthy()
  expect(page.navigation.snapshot().sources.passages).toHaveLength(1)
  page.close()
})

test('Esc stops the answer and what has come is kept', async () => {
  const { page, answers } = createConversation()
  fireEvent.click(await screen.findByRole('button', { name: /water my monstera/ }))
  await screen.findByRole('button', { name: 'Stop' })
  await say(answers, { kind: 'delta', text: 'Let the' })
  await screen.findByText('Let the')
  fireEvent.keyDown(window, { key: 'Escape' })
  expect(await screen.findByText('Stopped. This is what had been written.')).toBeTruthy()
  expect(within(screen.getByRole('article', { name: 'Answer' })).getByText('Let the')).toBeTruthy()
  page.close()
})

test('a question that is refused comes back into the box, with the reason', async () => {
  const page = createTestPage({
    handlers: {
      'ask.start': () => {
        throw new AppError('storage_full', 'There is no room left on the disk.')
      },
    },
  })
  render(
    <page.Page>
      <ActionProvider>
        <ChatView conversationId={null} drafts={createKeptDrafts()} headActions={() => null} version={0} />
      </ActionProvider>
    </page.Page>,
  )
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Question' })
  fireEvent.change(field, { target: { value: 'Why?' } })
  await waitFor(() =>
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(false),
  )
  fireEvent.keyDown(field, { key: 'Enter' })
  expect(await screen.findByText('There is no room left on the disk.')).toBeTruthy()
  expect(field.value).toBe('Why?')
  page.close()
})

test.each([
  ['complete', 'Ask anew', true],
  ['failed', 'Try again', false],
  ['interrupted', 'Try again', false],
] as const)('a %s answer offers “%s”', async (state, name, askAnew) => {
  const { page } = createConversation([question(), message({ state })])
  fireEvent.click(await screen.findByRole('button', { name }))
  await waitFor(() =>
    expect(page.calls.find(({ method }) => method === 'ask.start')?.input).toMatchObject({
      question: 'Why are the leaves yellow?',
      conversationId: 1,
      askAnew,
    }),
  )
  page.close()
})

test('an answer says where it comes from', async () => {
  const { page } = createConversation([
    question(),
    message({
      origin: 'extractive',
      modelName: null,
      cachedAt: Date.now() - 3 * 60_000,
      notice: { code: 'api_key_missing', message: 'No key is set.', level: 'warning' },
    }),
  ])
  const answer = within(await screen.findByRole('article', { name: 'Answer' }))
  expect(answer.getByText('Quoted from the knowledge base')).toBeTruthy()
  expect(answer.getByText(/cached · 3 min ago/)).toBeTruthy()
  fireEvent.click(answer.getByRole('button', { name: 'Open settings' }))
  expect(page.navigation.snapshot().view).toEqual({ kind: 'settings' })
  page.close()
})

test('a new answer is not marked as cached or quoted', async () => {
  const { page } = createConversation([question(), message()])
  const answer = within(await screen.findByRole('article', { name: 'Answer' }))
  expect(answer.queryByText(/cached/)).toBeNull()
  expect(answer.queryByText(/Quoted/)).toBeNull()
  page.close()
})

test('the first letter of a question loads the model, and the next ones leave it at that', async () => {
  const { page } = createConversation()
  const field = await screen.findByRole('textbox', { name: 'Question' })
  const warmUps = () => page.calls.filter(({ method }) => method === 'search.warmUp').length
  expect(warmUps()).toBe(0)
  fireEvent.change(field, { target: { value: 'W' } })
  await waitFor(() => expect(warmUps()).toBe(1))
  fireEvent.change(field, { target: { value: 'Why' } })
  fireEvent.change(field, { target: { value: '' } })
  fireEvent.change(field, { target: { value: 'Is' } })
  expect(warmUps()).toBe(1)
})

test('where a person lands, the sample says what it is and can be removed after a question', async () => {
  const { page } = createConversation()
  expect(await screen.findByText(/^Sample knowledge base/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Remove sample' }))
  expect(page.calls.map(({ method }) => method)).not.toContain('documents.removeSample')
  fireEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove sample' }))
  await waitFor(() => expect(page.calls.map(({ method }) => method)).toContain('documents.removeSample'))
})
