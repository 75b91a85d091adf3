import type { cacheContract } from '@shared/cache-contract'
import type { Handlers } from '@shared/contract'
import type { Ask } from './ask/ask'

export interface CacheRooms {
  readonly ask: Pick<Ask, 'reportWrong' | 'judgePairs'>
}

/** What the contract has about stored answers. */
export function createCacheHandlers({ ask }: CacheRooms): Pick<Handlers, keyof typeof cacheContract> {
  return {
    'cache.wrong': ({ answerId }) => ({ removed: ask.reportWrong(answerId) }),
    'eval.cache': async ({ pairs }, signal) => ({ results: await ask.judgePairs(pairs, signal) }),
  }
}
