import type { Handlers } from '@shared/contract'
import type { insightsContract } from '@shared/insights-contract'
import type { InsightsRoom } from './insights/insights'

export interface InsightRooms {
  readonly insights: InsightsRoom
}

/** What the contract has about figures, one line a method. */
export function createInsightsHandlers({
  insights,
}: InsightRooms): Pick<Handlers, keyof typeof insightsContract> {
  return {
    'insights.read': ({ days }) => insights.read(days),
    'insights.topics': ({ days }, signal) => insights.topics(days, signal),
  }
}
