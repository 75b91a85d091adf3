import type { cacheContract } from '@shared/cache-contract'
import type { Handlers } from '@shared/contract'
import type { Ask } from './ask/ask'
import type { Conversations } from './conversations/conversations'

export interface CacheRooms {
  readonly ask: Pick<Ask, 'reportWrong' | 'judgePairs'>
  readonly conversations: Pick<Conversations, 'judge'>
}

/** What the contract has about stored answers. */
export function createCacheHandlers({
  ask,
  conversations,
}: CacheRooms): Pick<Handlers, keyof typeof cacheContract> {
  return {
    'cache.wrong': ({ answerId }) => {
      conversations.judge(answerId, { verdict: 'bad', reason: 'wrong', comment: '' })
      return { removed: ask.reportWrong(answerId) }
    },
    'eval.cache': async ({ pairs }, signal) => ({ results: await ask.judgePairs(pairs, signal) }),
  }
}
