import type { Message } from '@shared/models'
import { act, cleanup, renderHook, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { useConversation } from '../../../src/renderer/chat/use-conversation'
import { createTestPage, type TestPage } from '../helpers/page'
import { conversation, message } from '../helpers/sample-messages'

let page: TestPage
afterEach(() => {
  cleanup()
  page.close()
})

const SHOWN = 4
const numbered = (id: number) => message({ id, text: `${id}` })

/** A conversation of which `stored` is kept, opened with its newest four messages. */
async function open(stored: Message[]) {
  page = createTestPage({
    handlers: {
      'conversations.messages': ({ beforeId, limit = SHOWN }) => {
        const before = stored.filter(({ id }) => beforeId === undefined || id < beforeId)
        return {
          conversation: conversation(),
          messages: before.slice(-limit),
          hasEarlier: before.length > limit,
        }
      },
    },
  })
  const { result } = renderHook(() => useConversation(1, SHOWN), { wrapper: page.Page })
  await waitFor(() => expect(result.current.kind).toBe('ready'))
  const ids = () => result.current.messages.map(({ id }) => id)
  return { result, ids }
}

test('new messages leave no hole below the earlier ones that are in sight', async () => {
  const stored = [1, 2, 3, 4, 5, 6, 7, 8].map(numbered)
  const { result, ids } = await open(stored)
  act(() => result.current.showEarlier())
  await waitFor(() => expect(ids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]))
  stored.push(numbered(9), numbered(10))
  act(() => result.current.reload())
  await waitFor(() => expect(ids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]))
  stored.push(numbered(11), numbered(12))
  act(() => result.current.reload())
  await waitFor(() => expect(ids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]))
  expect(result.current.hasEarlier).toBe(false)
})

test('what new messages push out can still be followed by what is earlier', async () => {
  const stored = [1, 2, 3, 4, 5, 6].map(numbered)
  const { result, ids } = await open(stored)
  stored.push(numbered(7), numbered(8))
  act(() => result.current.reload())
  await waitFor(() => expect(ids()).toEqual([3, 4, 5, 6, 7, 8]))
  expect(result.current.hasEarlier).toBe(true)
  act(() => result.current.showEarlier())
  await waitFor(() => expect(ids()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]))
  expect(result.current.hasEarlier).toBe(false)
})

test('a conversation that was cleared shows no earlier message any more', async () => {
  const stored = [1, 2, 3, 4, 5, 6].map(numbered)
  const { result, ids } = await open(stored)
  act(() => result.current.showEarlier())
  await waitFor(() => expect(ids()).toEqual([1, 2, 3, 4, 5, 6]))
  stored.length = 0
  act(() => result.current.reload())
  await waitFor(() => expect(ids()).toEqual([]))
  expect(result.current.hasEarlier).toBe(false)
})

test('a late word about another conversation leaves the earlier messages of this one in sight', async () => {
  const { result, ids } = await open([1, 2, 3, 4, 5, 6].map(numbered))
  act(() => result.current.showEarlier())
  await waitFor(() => expect(ids()).toEqual([1, 2, 3, 4, 5, 6]))
  act(() => result.current.replace(message({ id: 90, conversationId: 2 })))
  expect(ids()).toEqual([1, 2, 3, 4, 5, 6])
  act(() => result.current.replace(message({ id: 6, text: 'edited' })))
  expect(result.current.messages.at(-1)?.text).toBe('edited')
})
