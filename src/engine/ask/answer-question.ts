import { isCancelled, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { Notice, Passage } from '@shared/models'
import type { SearchResult } from '@shared/search-models'
import type { AnswerContent } from '../conversations/conversations'
import type { Knowledge } from '../knowledge/knowledge'
import type { Metrics } from '../metrics/metrics'
import type { AnswerModel, StreamResult } from '../model/answer-model'
import { toModelRequest } from '../model/model-request'
import { withCorrections } from '../search/correct-spelling'
import type { Search } from '../search/search'
import type { AnswerCache, NewCachedAnswer } from './answer-cache'
import {
  cachedContent,
  extractiveContent,
  failedContent,
  failureNotice,
  interruptedContent,
  writtenContent,
} from './answer-contents'
import type { AnswerPlan } from './answer-plan'
import { type AskedFor, askedFor } from './asked-for'
import { buildPrompt, type Prompt } from './build-prompt'
import { contextKey, EXTRACTIVE_MODEL } from './cache-keys'
import type { LiveAnswer } from './live-answer'
import { cleanText } from './question'

export interface PipelineRooms {
  readonly search: Pick<Search, 'query'>
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

/** What a search found, and at which state of the knowledge. */
interface Retrieved {
  readonly asked: AskedFor
  readonly passages: Passage[]
  readonly revision: number
  readonly contextKey: string
}

/** A search that was less than it could be is checked again next time, at whatever revision. */
const NEVER_A_REVISION = -1

/**
 * A question becomes an answer. Never throws: what goes wrong is part of the answer.
 *
 * 1. Exact cache: the same question under the same revision of the knowledge is answered before this begins (see ask).
 * 2. Retrieve the passages.
 * 3. Context-keyed cache: the knowledge has changed, but these passages have not.
 * 4. Prompt within a token budget; without a key the passages are quoted instead.
 * 5. Stream the answer; where nothing came of it, the passages are quoted instead.
 * 6. Verify citations against the passages given.
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
    const retrieved = await retrieve(rooms, plan, live.signal)

    // 3.
    const cached = findByContext(rooms, plan, retrieved)
    if (cached) return { content: cached, store: null, serverMs: 0 }

    // 4.
    const { obstacle } = plan.target
    if (obstacle) return quote(plan, retrieved, obstacle)
    const prompt = buildPrompt(plan.question, retrieved.passages, plan.turns, plan.prompt.system)
    live.give(prompt.passages)

    // 5. to 7.
    return await write(rooms, plan, live, { retrieved, prompt })
  } catch (thrown) {
    const error = toAppError(thrown)
    if (!isCancelled(error))
      rooms.log.error('answer_failed', error.cause ?? error, { answerId: live.answerId })
    return { content: failedContent(error), store: null, serverMs: 0 }
  }
}

async function retrieve(
  { search, knowledge }: PipelineRooms,
  plan: AnswerPlan,
  signal: AbortSignal,
): Promise<Retrieved> {
  // read before the search: a change in the middle of it must not look as if it had been seen
  const revision = knowledge.revision()
  const found: SearchResult = await search.query(
    {
      text: plan.searchText,
      limit: plan.settings.passageCount,
      mode: 'hybrid',
      filter: { collectionIds: [...plan.collectionIds] },
    },
    signal,
  )
  const { correction } = found
  // the words that were searched for, not the ones that were misspelt
  const question =
    correction?.kind === 'searched' ? withCorrections(plan.question, correction.words) : plan.question
  return {
    asked: askedFor(question, knowledge),
    passages: found.passages,
    revision: found.degraded === null ? revision : NEVER_A_REVISION,
    contextKey: contextKey(plan.exactKey, found.passages),
  }
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
  return cachedContent(cached, plan.target.obstacle)
}

function quote(plan: AnswerPlan, retrieved: Retrieved, why: Notice): AnswerOutcome {
  const content = extractiveContent(retrieved.asked, retrieved.passages, why)
  const isWorthKeeping = content.origin === 'extractive'
  return {
    content,
    store: isWorthKeeping ? toStore(plan, retrieved, content, EXTRACTIVE_MODEL) : null,
    serverMs: 0,
  }
}

interface WriteOptions {
  readonly retrieved: Retrieved
  readonly prompt: Prompt
}

async function write(
  { model, metrics }: PipelineRooms,
  plan: AnswerPlan,
  live: LiveAnswer,
  { retrieved, prompt }: WriteOptions,
): Promise<AnswerOutcome> {
  const { passages, messages } = prompt
  const { modelName } = plan.target
  let sentAt: number | null = null
  let waitedMs = 0
  let firstTokenMs: number | null = null
  const serverMs = () => (sentAt === null ? 0 : performance.now() - sentAt + waitedMs)
  try {
    // 5.
    live.enter('waiting')
    const pieces = model.stream(
      toModelRequest(plan.target, messages, (heldBackMs) => {
        sentAt = performance.now()
        waitedMs = heldBackMs
      }),
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
        }
        live.append(cleanText(next.value))
      }
    }
    const tookMs = serverMs()

    // 6.
    const content = writtenContent({ text: live.text, passages, modelName }, result)

    // 7.
    const isWhole = result.end === 'complete' && content.text !== ''
    return { content, store: isWhole ? toStore(plan, retrieved, content, modelName) : null, serverMs: tookMs }
  } catch (thrown) {
    const error = toAppError(thrown)
    const content =
      live.text === ''
        ? extractiveContent(retrieved.asked, retrieved.passages, failureNotice(error))
        : interruptedContent({ text: live.text, passages, modelName }, error)
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
  return {
    exactKey: plan.exactKey,
    contextKey: retrieved.contextKey,
    revision: retrieved.revision,
    text: content.text,
    modelName,
    passages: content.passages,
  }
}
