import { act, cleanup, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { renderChat } from '../helpers/chat'
import { createTestPage } from '../helpers/page'
import { conversation, message, question } from '../helpers/sample-messages'

const PAGE = 4
const scrolledTo: (string | null)[] = []

beforeEach(() => {
  scrolledTo.length = 0
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  )
  vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function (this: Element) {
    scrolledTo.push(this.getAttribute('data-message'))
  })
})
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** A conversation of ten questions and answers, of which the page gets two at a time. */
function open(messageId?: number) {
  const stored = Array.from({ length: 20 }, (_, index) =>
    index % 2 === 0
      ? question({ id: index + 1, text: `question ${index + 1}` })
      : message({ id: index + 1, text: `answer ${index + 1}` }),
  )
  const asked: (number | undefined)[] = []
  const page = createTestPage({
    handlers: {
      'conversations.messages': ({ beforeId }) => {
        asked.push(beforeId)
        const before = stored.filter(({ id }) => id < (beforeId ?? Number.POSITIVE_INFINITY))
        return {
          conversation: conversation(),
          messages: before.slice(-PAGE),
          hasEarlier: before.length > PAGE,
        }
      },
    },
  })
  page.navigation.openConversation(1, messageId)
  renderChat(page)
  return { page, asked }
}

const reached = () => document.querySelector('.reached')?.getAttribute('data-message') ?? null

test('a conversation opened for an answer shows it from its question on, with the focus there', async () => {
  open(20)
  await waitFor(() => expect(scrolledTo).toEqual(['19']))
  await waitFor(() => expect(reached()).toBe('20'))
  expect(document.activeElement?.getAttribute('data-message')).toBe('19')
})

test('earlier pages are read until the message is there, each once', async () => {
  const { asked } = open(8)
  await waitFor(() => expect(scrolledTo).toEqual(['7']))
  expect(new Set(asked.filter((beforeId) => beforeId !== undefined))).toEqual(new Set([17, 13, 9]))
  expect(screen.getAllByText('question 7')).toHaveLength(1)
})

test('it is gone to once, and again when it is opened for it again', async () => {
  const { page } = open(20)
  await waitFor(() => expect(scrolledTo).toEqual(['19']))
  act(() => page.navigation.openConversation(1, 18))
  await waitFor(() => expect(scrolledTo).toEqual(['19', '17']))
  act(() => page.navigation.openConversation(1, 18))
  await waitFor(() => expect(scrolledTo).toEqual(['19', '17', '17']))
})

test('a message that is no more leaves the conversation as it is, and so does none', async () => {
  open(99)
  await screen.findByText('question 19')
  cleanup()
  open()
  await screen.findByText('question 19')
  expect(scrolledTo).toEqual([])
  expect(reached()).toBeNull()
})
