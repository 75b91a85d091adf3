import { cleanText } from '@shared/clean-text'
import { isCancelled, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { Notice } from '@shared/models'
import type { AnswerContent } from '../conversations/conversations'
import type { Knowledge } from '../knowledge/knowledge'
import type { Metrics } from '../metrics/metrics'
import type { AnswerModel, StreamResult } from '../model/answer-model'
import { toModelRequest } from '../model/model-request'
import type { Search } from '../search/search'
import type { AnswerCache, NewCachedAnswer } from './answer-cache'
import {
  cachedContent,
  failedContent,
  failureNotice,
  interruptedContent,
  isNotCovered,
  obstacleNotice,
  writtenContent,
} from './answer-contents'
import { type AnswerPlan, searchedForOf } from './answer-plan'
import type { BuiltPrompt } from './build-prompt'
import { EXTRACTIVE_MODEL } from './cache-keys'
import { findByMeaning } from './find-by-meaning'
import type { LiveAnswer } from './live-answer'
import { hasPersonalData } from './personal-data'
import { NEVER_A_REVISION, type Retrieved, retrieve } from './retrieve'
import { standaloneQuestion } from './standalone'
import { finished, openingOf, promptFor, withoutModel } from './task-forms'

export interface PipelineRooms {
  readonly search: Pick<Search, 'query' | 'meaningsOf'>
  readonly knowledge: Pick<Knowledge, 'revision' | 'frequency' | 'counts'>
  readonly cache: AnswerCache
  readonly model: Pick<AnswerModel, 'stream'>
  readonly metrics: Metrics
  readonly log: Logger
}

/** What is to be saved: the answer, and the row of the cache where it may be given again. */
export interface AnswerOutcome {
  readonly content: AnswerContent
  readonly store: NewCachedAnswer | null
  /** How long the model server took; 0 when it was not asked. */
  readonly serverMs: number
}

/**
 * A question becomes an answer. Never throws: what goes wrong is part of the answer.
 *
 * 1. Exact cache: the same question under the same revision of the knowledge is answered before this begins (see ask).
 * 2. Retrieve the passages: with the question made to stand alone, or with each question of a customer's message.
 * 3. Context-keyed cache: the knowledge has changed, but these passages have not; then an earlier question that means
 *    the same and rests on the same passages.
 * 4. Prompt within a token budget; without a key the passages are quoted instead.
 * 5. Stream the answer; where nothing came of it, the passages are quoted instead.
 * 6. Verify citations and links against the passages given.
 * 7. Hand over what is to be saved, and stored for the next time.
 */
export async function answerQuestion(
  rooms: PipelineRooms,
  plan: AnswerPlan,
  live: LiveAnswer,
): Promise<AnswerOutcome> {
  try {
    // 2.
    live.enter('searching')
    const searches = await searchesFor(rooms, plan, live.signal)
    const retrieved = await retrieve(rooms, plan, searches, live.signal)
    const searchedFor = searchedForOf(plan.question, searches)

    // 3.
    const cached = findByContext(rooms, plan, retrieved)
    if (cached) return { content: { ...cached, searchedFor }, store: null, serverMs: 0 }

    const { obstacle } = plan.target
    // quotes cost nothing and fit the words of the question: a stored answer helps only where there are none
    const quoted = obstacle ? withSearch(quote(plan, retrieved, obstacle), searchedFor) : null
    if (quoted?.content.origin === 'extractive') return quoted
    const similar = findByMeaning(rooms.cache, plan, retrieved)
    if (similar) return { content: { ...similar, searchedFor }, store: null, serverMs: 0 }

    // 4.
    if (quoted) return quoted
    const prompt = promptFor(plan, retrieved)
    live.give(prompt.passages)

    // 5. to 7.
    return withSearch(await write(rooms, plan, live, { retrieved, prompt }), searchedFor)
  } catch (thrown) {
    const error = toAppError(thrown)
    if (!isCancelled(error))
      rooms.log.error('answer_failed', error.cause ?? error, { answerId: live.answerId })
    return { content: failedContent(error), store: null, serverMs: 0 }
  }
}

/**
 * What is searched for. A question that leans on earlier ones is made to stand alone by the model, where it can be asked
 * and answers soon; else by rules, which the plan already holds.
 */
async function searchesFor({ model, log }: PipelineRooms, plan: AnswerPlan, signal: AbortSignal) {
  if (!plan.isFollowUp || plan.target.obstacle !== null) return plan.searches
  const written = await standaloneQuestion({ model, log, plan, signal })
  return written === null ? plan.searches : [written]
}

function withSearch(outcome: AnswerOutcome, searchedFor: string | null): AnswerOutcome {
  return { ...outcome, content: { ...outcome.content, searchedFor } }
}

function findByContext(
  { cache }: PipelineRooms,
  plan: AnswerPlan,
  retrieved: Retrieved,
): AnswerContent | null {
  if (!plan.readsCache) return null
  const cached = cache.find(plan.exactKey, plan.settings.answerCacheMaxAgeDays)
  if (!cached || cached.contextKey !== retrieved.contextKey) return null
  if (retrieved.revision !== NEVER_A_REVISION) cache.confirm(cached.id, retrieved.revision)
  return cachedContent(cached, plan.target.obstacle, plan.task.kind)
}

function quote(plan: AnswerPlan, retrieved: Retrieved, why: Notice): AnswerOutcome {
  const content = withoutModel(plan, retrieved, obstacleNotice(why, plan.task.kind))
  const isWorthKeeping = content.origin === 'extractive'
  return {
    content,
    store: isWorthKeeping ? toStore(plan, retrieved, content, EXTRACTIVE_MODEL) : null,
    serverMs: 0,
  }
}

interface WriteOptions {
  readonly retrieved: Retrieved
  readonly prompt: BuiltPrompt
}

async function write(
  { model, metrics }: PipelineRooms,
  plan: AnswerPlan,
  live: LiveAnswer,
  { retrieved, prompt }: WriteOptions,
): Promise<AnswerOutcome> {
  const { passages, messages } = prompt
  const { modelName } = plan.target
  const opening = openingOf(plan)
  const common = { passages, modelName, question: plan.question, isReply: live.isReply }
  let sentAt: number | null = null
  let waitedMs = 0
  let firstTokenMs: number | null = null
  const serverMs = () => (sentAt === null ? 0 : performance.now() - sentAt + waitedMs)
  try {
    // 5.
    live.enter('waiting')
    const pieces = model.stream(
      {
        ...toModelRequest(plan.target, messages, (heldBackMs) => {
          sentAt = performance.now()
          waitedMs = heldBackMs
        }),
        about: { messageId: live.answerId, released: plan.released },
      },
      live.signal,
    )
    let result: StreamResult | null = null
    while (result === null) {
      const next = await pieces.next()
      if (next.done) result = next.value
      else {
        if (firstTokenMs === null) {
          firstTokenMs = performance.now() - plan.startedAt
          metrics.time('answer.first_token', firstTokenMs)
          live.enter('writing')
          live.append(opening)
        }
        live.append(cleanText(next.value))
      }
    }
    const tookMs = serverMs()

    // 6.
    const body = live.text.slice(opening.length)
    const written = { ...common, text: body }
    const content = writtenContent(written, result, (text) => finished(plan, text))

    // 7.
    // what was not answered is asked anew: the passages may be others by then, or the model luckier
    const isWhole = result.end === 'complete' && content.text !== '' && !isNotCovered(content)
    return { content, store: isWhole ? toStore(plan, retrieved, content, modelName) : null, serverMs: tookMs }
  } catch (thrown) {
    const error = toAppError(thrown)
    const content =
      live.text === ''
        ? withoutModel(plan, retrieved, failureNotice(error, plan.task.kind))
        : interruptedContent({ ...common, text: live.text }, error)
    return { content, store: null, serverMs: serverMs() }
  }
}

function toStore(
  plan: AnswerPlan,
  retrieved: Retrieved,
  content: AnswerContent,
  modelName: string,
): NewCachedAnswer | null {
  if (!plan.writesCache) return null
  // what is stored may be given to others: nothing of a person, but for what the knowledge base says to everybody and
  // the agent's own name, for whom it is stored
  const known = [...content.passages.map(({ text }) => text), plan.reply?.signature ?? '']
  if (hasPersonalData(plan.question, known) || hasPersonalData(content.text, known)) return null
  return {
    exactKey: plan.exactKey,
    contextKey: retrieved.contextKey,
    revision: retrieved.revision,
    text: content.text,
    modelName,
    passages: content.passages,
    meaning: retrieved.meaning,
  }
}
