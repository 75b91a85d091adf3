import { createHash } from 'node:crypto'
import type { AnswerTask, Passage } from '@shared/models'
import type { Settings } from '@shared/settings'
import type { ModelTarget } from '../model/model-request'
import { PROMPT_VERSION } from './build-prompt'
import { EXTRACTIVE_VERSION } from './extractive-answer'
import { EXTRACTIVE_DRAFT_VERSION } from './extractive-draft'
import { EXTRACTIVE_SUMMARY_VERSION } from './extractive-summary'
import type { Turn } from './history'
import { normaliseQuestion } from './question'
import type { Reply } from './reply'

/** Stands for the model where there is none: with a key set later, every key differs. */
export const EXTRACTIVE_MODEL = 'extractive'

export interface KeyParts {
  readonly task: AnswerTask
  readonly question: string
  readonly turns: readonly Turn[]
  /** What is searched with: all of the conversation that an answer without a model depends on. */
  readonly searchText: string
  /** Of a draft: what is put around it, and how it is to sound. */
  readonly reply: Reply | null
  readonly settings: Pick<Settings, 'passageCount'>
  readonly target: ModelTarget
  /** Of what the model is told. */
  readonly promptVersion: string
  /** Empty: all. */
  readonly collectionIds: readonly number[]
}

/** How drafts and summaries are made without a model. */
const EXTRACTIVE_VERSIONS = { draft: EXTRACTIVE_DRAFT_VERSION, summary: EXTRACTIVE_SUMMARY_VERSION } as const

/** Everything but the passages that an answer depends on. Two askings with the same key would get the same answer. */
export function exactKey(parts: KeyParts): string {
  return sha256([normaliseQuestion(parts.question), normaliseQuestion(parts.searchText), ...shapeOf(parts)])
}

/** Everything but question and passages: under the same key, what means the same gets the same answer. */
export function settingsKey(parts: ShapeParts): string {
  return sha256(shapeOf(parts))
}

type ShapeParts = Omit<KeyParts, 'question' | 'searchText'>

function shapeOf({
  task,
  turns,
  reply,
  settings,
  target,
  promptVersion,
  collectionIds,
}: ShapeParts): unknown[] {
  const { modelName, serverUrl, creativity, maxAnswerTokens } = target
  const maker =
    target.obstacle === null
      ? [modelName, serverUrl, creativity, maxAnswerTokens, PROMPT_VERSION, promptVersion, turns]
      : [EXTRACTIVE_MODEL, EXTRACTIVE_VERSION]
  // a key without a choice stays what it was before there was one, and so do the answers stored under it
  const choice = collectionIds.length === 0 ? [] : [collectionIds]
  // for the same reason a plain answer adds nothing
  const form = task.kind === 'answer' ? [] : [[task, reply, EXTRACTIVE_VERSIONS[task.kind]]]
  return [settings.passageCount, maker, ...choice, ...form]
}

/** The exact key and what the passages say and where: the same answer although the knowledge has changed elsewhere. */
export function contextKey(exact: string, passages: readonly Passage[]): string {
  return sha256([
    exact,
    passages.map(({ documentId, start, title, textHash }) => [documentId, start, title, textHash]),
  ])
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
