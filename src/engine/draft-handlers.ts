import type { Handlers } from '@shared/contract'
import type { Conversations } from './conversations/conversations'
import type { Rewrite } from './rewrite/rewrite'

export interface DraftRooms {
  readonly conversations: Pick<Conversations, 'editAnswer'>
  readonly rewrite: Rewrite
}

/** What the contract says of drafts once they are written, one line a method. */
export function createDraftHandlers({ conversations, rewrite }: DraftRooms) {
  return {
    'drafts.edit': ({ answerId, text }) => conversations.editAnswer(answerId, text),
    'rewrite.start': (request, signal) => rewrite.start(request, signal),
  } satisfies Partial<Handlers>
}
