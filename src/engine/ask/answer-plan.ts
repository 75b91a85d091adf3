import type { Message } from '@shared/models'
import type { Settings } from '@shared/settings'
import { exactKey } from './cache-keys'
import { retrievalText, selectTurns, type Turn } from './history'

/** Everything an answer depends on but the passages, fixed when the question is asked: settings may change meanwhile. */
export interface AnswerPlan {
  readonly question: string
  readonly searchText: string
  readonly turns: readonly Turn[]
  readonly settings: Settings
  readonly apiKey: string | null
  readonly exactKey: string
  readonly readsCache: boolean
  readonly writesCache: boolean
  readonly startedAt: number
}

export interface PlanOptions {
  readonly question: string
  /** Messages of the conversation so far, oldest first. */
  readonly earlier: readonly Message[]
  readonly settings: Settings
  readonly apiKey: string | null
  readonly askAnew: boolean
  /** Answers of a conversation that is to be forgotten are not stored either. */
  readonly isTemporary: boolean
}

export function planAnswer({
  question,
  earlier,
  settings,
  apiKey,
  askAnew,
  isTemporary,
}: PlanOptions): AnswerPlan {
  const turns = selectTurns(earlier, question)
  const searchText = retrievalText(question, turns)
  return {
    question,
    searchText,
    turns,
    settings,
    apiKey,
    exactKey: exactKey({ question, turns, searchText, settings, hasModel: apiKey !== null }),
    readsCache: settings.useAnswerCache && !askAnew,
    writesCache: settings.useAnswerCache && !isTemporary,
    startedAt: performance.now(),
  }
}
