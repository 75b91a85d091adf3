import { AppError } from '@shared/errors'
import type { Message } from '@shared/models'
import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderChat } from '../helpers/chat'
import { createTestPage, type TestPage } from '../helpers/page'
import { conversation, message, question } from '../helpers/sample-messages'
import { passage, status } from '../helpers/sample-models'

let page: TestPage
const written = vi.fn()
beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  written.mockReset().mockResolvedValue(undefined)
  Object.defineProperty(navigator, 'clipboard', {
    value: { write: written, writeText: written },
    configurable: true,
  })
})
afterEach(() => {
  cleanup()
  page.close()
})

type Asked = { question: string; released?: readonly string[] }

/** Two conversations; the test decides what becomes of a question. */
function show(start: (input: Asked) => unknown, stored: readonly Message[] = [question(), message()]) {
  page = createTestPage({
    status: status({ apiKey: 'configured' }),
    handlers: {
      'conversations.messages': ({ conversationId }) => ({
        conversation: conversation({ id: conversationId }),
        messages: stored.map((one) => ({ ...one, conversationId })),
        hasEarlier: false,
      }),
      'masking.preview': ({ text }) => {
        const at = text.indexOf('a@b.de')
        return {
          mode: 'on',
          spans: at < 0 ? [] : [{ start: at, end: at + 6, kind: 'email', label: 'EMAIL_1' }],
        }
      },
      'answers.used': () => message({ usedAt: 5 }),
      'ask.start': start as never,
    },
  })
  renderChat(page)
}

const box = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Question' })
const type = (value: string) => fireEvent.change(box(), { target: { value } })
const go = (id: number) => act(async () => page.navigation.openConversation(id))

async function send(): Promise<void> {
  await waitFor(() =>
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(false),
  )
  fireEvent.keyDown(box(), { key: 'Enter' })
}

test('what was written while a question was refused stands below the question', async () => {
  const { promise, reject } = Promise.withResolvers<never>()
  show(() => promise)
  await go(1)
  type('Why yellow?')
  await send()
  await waitFor(() => expect(box().value).toBe(''))
  type('And the roots?')
  await act(async () => reject(new AppError('storage_full', 'There is no room left on the disk.')))
  await screen.findByText('There is no room left on the disk.')
  expect(box().value).toBe('Why yellow?\n\nAnd the roots?')
})

test('what was written while a conversation began goes along with it', async () => {
  const { promise, resolve } = Promise.withResolvers<unknown>()
  show(() => promise)
  type('Why yellow?')
  await send()
  await waitFor(() => expect(box().value).toBe(''))
  type('And the roots?')
  await act(async () => resolve({ conversationId: 1, questionId: 1, answerId: 2 }))
  await waitFor(() => expect(page.navigation.snapshot().view).toEqual({ kind: 'chat', conversationId: 1 }))
  expect(box().value).toBe('And the roots?')
  await act(async () => page.navigation.newQuestion())
  expect(box().value).toBe('')
})

test('what was typed and not sent is there again after a reload, each in its conversation', async () => {
  show(() => ({ conversationId: 2, questionId: 1, answerId: 2 }))
  type('A new one')
  await go(1)
  type('Why yellow?')
  await go(2)
  type('And the roots?')
  await send()
  await waitFor(() => expect(box().value).toBe(''))
  cleanup()
  page.close()

  show(() => ({}))
  expect(box().value).toBe('A new one')
  await go(1)
  expect(box().value).toBe('Why yellow?')
  await go(2)
  expect(box().value).toBe('')
})

test('a storage with nonsense in it is an empty one', async () => {
  for (const nonsense of ['{', 'null', '[1]', '{"1":7}']) {
    window.sessionStorage.setItem('verdemuse.drafts', nonsense)
    show(() => ({}))
    await go(1)
    expect(box().value).toBe('')
    cleanup()
    page.close()
  }
})

test('a refusal is told in the conversation it belongs to', async () => {
  show(() => {
    throw new AppError('storage_full', 'There is no room left on the disk.')
  })
  await go(1)
  type('Why yellow?')
  await send()
  await screen.findByText('There is no room left on the disk.')
  await go(2)
  expect(screen.queryByText('There is no room left on the disk.')).toBeNull()
  await go(1)
  expect(screen.getByText('There is no room left on the disk.')).toBeTruthy()
})

test('a detail let out in one conversation stays masked in another', async () => {
  const asked: Asked[] = []
  show((input) => {
    asked.push(input)
    return { conversationId: 2, questionId: 1, answerId: 2 }
  })
  await go(1)
  type('Write to a@b.de')
  fireEvent.click(await screen.findByRole('button', { name: '1 detail masked' }))
  fireEvent.click(await screen.findByRole('checkbox', { name: /a@b.de/ }))
  await screen.findByRole('button', { name: 'Nothing masked' })
  await go(2)
  type('Mail for a@b.de')
  await screen.findByRole('button', { name: '1 detail masked' })
  await send()
  await waitFor(() => expect(asked[0]?.released).toEqual([]))
})

test('the keys copy the last answer, also when it has no sources and one before it has', async () => {
  show(
    () => ({}),
    [
      question(),
      message({ text: 'The reply to Anna.', passages: [passage()] }),
      question({ id: 3 }),
      message({ id: 4, text: 'The summary.', task: { kind: 'summary' } }),
    ],
  )
  await go(1)
  await screen.findByText('The summary.')
  fireEvent.keyDown(window, { key: 'c', code: 'KeyC', ctrlKey: true, altKey: true })
  await waitFor(() => expect(written).toHaveBeenCalledWith('The summary.'))
  expect(page.navigation.snapshot().sources.passages).toHaveLength(1)
})

test('what was asked in another window appears in this one', async () => {
  const stored = [question(), message()]
  show(() => ({}), stored)
  await go(1)
  await screen.findByText(/Let the top 5 cm dry out/)
  stored.push(question({ id: 3, text: 'And in winter?' }), message({ id: 4, text: 'Less often.' }))
  await act(async () => page.status.push(status({ apiKey: 'configured', messageCount: 4 })))
  expect(await screen.findByText('Less often.')).toBeTruthy()
})
