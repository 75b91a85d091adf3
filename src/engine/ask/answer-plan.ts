import type { Message } from '@shared/models'
import type { Settings } from '@shared/settings'
import type { ModelTarget } from '../model/model-request'
import type { ResolvedPrompt } from '../model/prompts'
import { exactKey } from './cache-keys'
import { retrievalText, selectTurns, type Turn } from './history'

/** Everything an answer depends on but the passages, fixed when the question is asked: settings may change meanwhile. */
export interface AnswerPlan {
  readonly question: string
  readonly searchText: string
  readonly turns: readonly Turn[]
  readonly settings: Settings
  readonly target: ModelTarget
  /** What the model is told. */
  readonly prompt: ResolvedPrompt
  /** In growing order, each once; empty: all. */
  readonly collectionIds: readonly number[]
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
  readonly target: ModelTarget
  /** What the model is told. */
  readonly prompt: ResolvedPrompt
  readonly askAnew: boolean
  /** Answers of a conversation that is to be forgotten are not stored either. */
  readonly isTemporary: boolean
  readonly collectionIds: readonly number[]
}

export function planAnswer({
  question,
  earlier,
  settings,
  target,
  prompt,
  askAnew,
  isTemporary,
  collectionIds: chosen,
}: PlanOptions): AnswerPlan {
  const collectionIds = [...new Set(chosen)].sort((a, b) => a - b)
  const turns = selectTurns(earlier, question)
  const searchText = retrievalText(question, turns)
  return {
    question,
    searchText,
    turns,
    settings,
    target,
    prompt,
    collectionIds,
    exactKey: exactKey({
      question,
      turns,
      searchText,
      settings,
      target,
      promptVersion: prompt.version,
      collectionIds,
    }),
    readsCache: settings.useAnswerCache && !askAnew,
    writesCache: settings.useAnswerCache && !isTemporary,
    startedAt: performance.now(),
  }
}
