import { AppError } from '@shared/errors'
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { ConversationHeadMenu } from '../../../src/renderer/frame/conversation-head-menu'
import { createTestPage, type TestPage } from '../helpers/page'
import { conversation } from '../helpers/sample-messages'

let page: TestPage
afterEach(() => {
  cleanup()
  page.close()
})

type Handlers = NonNullable<Parameters<typeof createTestPage>[0]>['handlers']

async function choose(item: string, handlers: NonNullable<Handlers>) {
  page = createTestPage({ handlers })
  page.navigation.openConversation(1)
  const onChanged = vi.fn()
  render(
    <page.Page>
      <ConversationHeadMenu conversation={conversation()} onChanged={onChanged} />
    </page.Page>,
  )
  fireEvent.keyDown(screen.getByRole('button', { name: /^Menu of/ }), { key: 'Enter' })
  fireEvent.click(await screen.findByRole('menuitem', { name: item }))
  return onChanged
}

test('a conversation is deleted after a question, and the chat does not stay on it', async () => {
  const remove = vi.fn(() => ({}))
  const onChanged = await choose('Delete', { 'conversations.remove': remove })
  expect(remove).not.toHaveBeenCalled()
  fireEvent.click(await screen.findByRole('button', { name: 'Delete conversation' }))
  await waitFor(() => expect(onChanged).toHaveBeenCalledOnce())
  expect(page.calls).toContainEqual({ method: 'conversations.remove', input: { conversationId: 1 } })
  expect(page.navigation.snapshot().view).toEqual({ kind: 'chat', conversationId: null })
})

test('a deletion that is thought better of deletes nothing', async () => {
  const remove = vi.fn(() => ({}))
  await choose('Delete', { 'conversations.remove': remove })
  fireEvent.click(await screen.findByRole('button', { name: 'Cancel' }))
  expect(remove).not.toHaveBeenCalled()
  expect(page.navigation.snapshot().view).toEqual({ kind: 'chat', conversationId: 1 })
})

test('a deletion that fails is said, and the conversation stays open', async () => {
  const onChanged = await choose('Delete', {
    'conversations.remove': () => {
      throw new AppError('storage_full', 'The disk is full.')
    },
  })
  fireEvent.click(await screen.findByRole('button', { name: 'Delete conversation' }))
  await waitFor(() => expect(onChanged).toHaveBeenCalledOnce())
  expect((await screen.findAllByText('The disk is full.')).length).toBeGreaterThan(0)
  expect(page.navigation.snapshot().view).toEqual({ kind: 'chat', conversationId: 1 })
})

test('clearing keeps the conversation open', async () => {
  const onChanged = await choose('Clear messages', { 'conversations.clear': () => ({}) as never })
  fireEvent.click(await screen.findByRole('button', { name: 'Clear messages' }))
  await waitFor(() => expect(onChanged).toHaveBeenCalledOnce())
  expect(page.navigation.snapshot().view).toEqual({ kind: 'chat', conversationId: 1 })
})
