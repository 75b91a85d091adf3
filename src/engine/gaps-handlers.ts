import type { Handlers } from '@shared/contract'
import type { gapsContract } from '@shared/gaps-contract'
import type { Ask } from './ask/ask'
import { watchChanges } from './changes/changes'
import type { Conversations } from './conversations/conversations'
import type { Gaps } from './gaps/gaps'
import type { Metrics } from './metrics/metrics'

export interface GapRooms {
  readonly metrics: Pick<Metrics, 'count'>
  readonly gaps: Gaps
  readonly ask: Pick<Ask, 'reportWrong'>
  readonly conversations: Pick<Conversations, 'judge' | 'used' | 'message'>
}

const WATCH_INTERVAL_MS = 200

/** What the contract has about gaps, feedback and use, one line a method. */
export function createGapsHandlers({
  gaps,
  ask,
  conversations,
  metrics,
}: GapRooms): Pick<Handlers, keyof typeof gapsContract> {
  return {
    'gaps.list': (query) => gaps.list(query),
    'gaps.get': ({ gapId }) => gaps.get(gapId),
    'gaps.update': (change) => gaps.update(change),
    'gaps.watch': (_, signal) => {
      let revision = 0
      const read = () => ({ open: gaps.countOpen(), revision: ++revision })
      return watchChanges({ changes: gaps.changes, read, intervalMs: WATCH_INTERVAL_MS, signal })
    },
    'gaps.export': (query) => gaps.export(query),
    'answers.judge': ({ answerId, feedback }) => {
      conversations.judge(answerId, feedback)
      if (feedback) metrics.count(feedback.verdict === 'good' ? 'feedback_good' : 'feedback_bad')
      if (feedback?.reason === 'wrong') ask.reportWrong(answerId)
      return conversations.message(answerId)
    },
    'answers.used': ({ answerId }) => {
      if (conversations.message(answerId).usedAt === null) metrics.count('answers_used')
      conversations.used(answerId)
      return conversations.message(answerId)
    },
  }
}
