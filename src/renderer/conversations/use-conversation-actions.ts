import { toAppError } from '@shared/errors'
import type { Conversation } from '@shared/models'
import { useMemo } from 'react'
import { useClient } from '../engine/use-engine'
import { useNavigationStore } from '../navigation'
import { useAnnounce } from '../ui/announcer'

export interface ConversationActions {
  readonly rename: (conversation: Conversation, title: string) => Promise<void>
  readonly setPinned: (conversation: Conversation, isPinned: boolean) => Promise<void>
  readonly clear: (conversation: Conversation) => Promise<void>
  readonly remove: (conversation: Conversation) => Promise<void>
}

/** What a hand does to a conversation. Each tells of its own failure, then has the lists read again. */
export function useConversationActions(onChanged: () => void): ConversationActions {
  const client = useClient()
  const navigation = useNavigationStore()
  const announce = useAnnounce()

  return useMemo(() => {
    async function attempt(work: () => Promise<unknown>, done?: string) {
      try {
        await work()
        if (done) announce(done)
      } catch (thrown) {
        announce(toAppError(thrown).message, 'shown')
      }
      onChanged()
    }
    return {
      rename: ({ id }, title) =>
        attempt(() => client.call('conversations.rename', { conversationId: id, title })),
      setPinned: ({ id }, isPinned) =>
        attempt(() => client.call('conversations.pin', { conversationId: id, isPinned })),
      clear: ({ id }) =>
        attempt(() => client.call('conversations.clear', { conversationId: id }), 'Conversation cleared.'),
      remove: ({ id }) =>
        attempt(async () => {
          await client.call('conversations.remove', { conversationId: id })
          navigation.forgetConversation(id)
        }, 'Conversation deleted.'),
    }
  }, [client, navigation, announce, onChanged])
}
