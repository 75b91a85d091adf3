import type { Handlers } from '@shared/contract'
import type { supportContract } from '@shared/support-contract'
import type { Conversations } from './conversations/conversations'
import type { Support } from './support/support'

export interface SupportRooms {
  readonly support: Support
  readonly conversations: Conversations
}

/** What the contract has about what is backed, one line a method. */
export function createSupportHandlers({
  support,
  conversations,
}: SupportRooms): Pick<Handlers, keyof typeof supportContract> {
  return {
    'support.check': ({ messageId, text }, signal) => {
      const message = conversations.message(messageId)
      const { messages } = conversations.messages({
        conversationId: message.conversationId,
        beforeId: messageId,
        limit: 1,
      })
      const asked = messages[0]?.text ?? ''
      return support.check({ draft: text ?? message.text, passages: message.passages, asked, signal })
    },
    'eval.support': ({ draft, passages }, signal) =>
      support.check({ draft, passages: passages.map((passage) => ({ text: passage })), signal }),
  }
}
