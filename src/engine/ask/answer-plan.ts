import type { AnswerTask, Message } from '@shared/models'
import type { Settings } from '@shared/settings'
import type { ModelTarget } from '../model/model-request'
import type { Prompts, ResolvedPrompt } from '../model/prompts'
import { exactKey, settingsKey } from './cache-keys'
import { followUpOf } from './follow-up'
import { selectTurns, type Turn } from './history'
import { draftValues } from './prompts/draft-prompt'
import { planReply, type Reply } from './reply'
import { readThread, type Thread } from './thread/read-thread'

/** Everything an answer depends on but the passages, fixed when the question is asked: settings may change meanwhile. */
export interface AnswerPlan {
  readonly task: AnswerTask
  readonly question: string
  /** What is searched for: one text for a question, one for each question of a customer's message, none for a summary. */
  readonly searches: readonly string[]
  /** The question leans on what was said before: with a model it is made to stand alone before the search. */
  readonly isFollowUp: boolean
  readonly turns: readonly Turn[]
  /** The customer's message or thread; null for a question of the agent's own. */
  readonly thread: Thread | null
  /** Null but for a draft. */
  readonly reply: Reply | null
  readonly settings: Settings
  readonly target: ModelTarget
  /** What the model is told. */
  readonly prompt: ResolvedPrompt
  /** What it is told to make a follow-up stand alone. */
  readonly standalonePrompt: ResolvedPrompt
  /** In growing order, each once; empty: all. */
  readonly collectionIds: readonly number[]
  /** Details that the model may see as they are. */
  readonly released: readonly string[]
  readonly exactKey: string
  /** Under which answers to other questions of the same meaning are looked for; null: under none. */
  readonly meaningKey: string | null
  readonly readsCache: boolean
  readonly writesCache: boolean
  readonly startedAt: number
}

export interface PlanOptions {
  readonly task: AnswerTask
  readonly question: string
  /** Messages of the conversation so far, oldest first. */
  readonly earlier: readonly Message[]
  readonly settings: Settings
  readonly target: ModelTarget
  readonly prompts: Pick<Prompts, 'get'>
  readonly askAnew: boolean
  /** Answers of a conversation that is to be forgotten are not stored either. */
  readonly isTemporary: boolean
  readonly collectionIds: readonly number[]
  readonly released?: readonly string[]
}

export function planAnswer(options: PlanOptions): AnswerPlan {
  const { task, question, earlier, settings, target, prompts, askAnew, isTemporary } = options
  const collectionIds = [...new Set(options.collectionIds)].sort((a, b) => a - b)
  const turns = task.kind === 'summary' ? [] : selectTurns(earlier, question)
  const asked = whatIsAsked(task, question, turns)
  const reply = task.kind === 'draft' && asked.thread ? planReply(task, asked.thread, settings) : null
  const prompt = prompts.get(task.kind, reply ? draftValues(reply) : {})
  const searchText = asked.searches.join('\n')
  const shape = { task, turns, reply, settings, target, promptVersion: prompt.version, collectionIds }
  // what leans on earlier turns, or answers one customer's letter, means something else elsewhere
  const standsAlone = task.kind === 'answer' && turns.length === 0 && searchText === question
  return {
    ...asked,
    task,
    question,
    turns,
    reply,
    settings,
    target,
    prompt,
    standalonePrompt: prompts.get('standalone'),
    collectionIds,
    released: options.released ?? [],
    exactKey: exactKey({ question, searchText, ...shape }),
    meaningKey: settings.useSimilarAnswers && standsAlone ? settingsKey(shape) : null,
    readsCache: settings.useAnswerCache && !askAnew,
    writesCache: settings.useAnswerCache && !isTemporary,
    startedAt: performance.now(),
  }
}

function whatIsAsked(
  task: AnswerTask,
  question: string,
  turns: readonly Turn[],
): Pick<AnswerPlan, 'thread' | 'searches' | 'isFollowUp'> {
  if (task.kind === 'answer') {
    const { isFollowUp, standalone } = followUpOf(question, turns)
    return { thread: null, searches: [standalone], isFollowUp }
  }
  const thread = readThread(question)
  return { thread, searches: task.kind === 'draft' ? thread.questions : [], isFollowUp: false }
}

/** What was searched for, as it is shown; null where that is the question as it was asked. */
export function searchedForOf(question: string, searches: readonly string[]): string | null {
  const text = searches.join(' · ')
  return text === '' || text === question ? null : text
}
