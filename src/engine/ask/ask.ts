import type { AnswerEvent } from '@shared/contract'
import { AppError, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { AnswerTask, Message, Passage } from '@shared/models'
import { type Changes, createChanges } from '../changes/changes'
import type { AnswerContent, BegunAnswer, Conversations } from '../conversations/conversations'
import type { WritableDb } from '../db/open-database'
import { withStorageErrors } from '../db/storage-error'
import { writeSoon } from '../db/write-soon'
import type { Knowledge } from '../knowledge/knowledge'
import type { CounterName, Metrics } from '../metrics/metrics'
import type { ModelRoom } from '../model/model-room'
import type { Search } from '../search/search'
import type { SettingsStore } from '../settings/settings-store'
import { createAnswerCache, type NewCachedAnswer } from './answer-cache'
import { cachedContent, interruptedContent, isNotCovered, stoppedContent } from './answer-contents'
import { type AnswerPlan, planAnswer, searchedForOf } from './answer-plan'
import { answerQuestion } from './answer-question'
import { findAnswer } from './find-answer'
import { createPairJudge, type PairVerdict, type QuestionPair } from './judge-pairs'
import { createLiveAnswer, type LiveAnswer } from './live-answer'
import { createProgressSaver } from './progress-saver'
import { acceptQuestion } from './question'

export interface Ask {
  /**
   * Saves the question with its (still empty) answer, begins to answer, and returns; it is kept for good once
   * `conversations.reached`. The answer goes on when nobody watches. Throws bad_request for an empty or too long
   * question, not_found, storage_full.
   */
  start(given: {
    question: string
    conversationId: number | null
    askAnew: boolean
    /** The answer rests on these collections only; empty: on all. */
    collectionIds?: readonly number[]
    /** Details that the model may see as they are. */
    released?: readonly string[]
    /** A plain answer when it is left out. */
    task?: AnswerTask
  }): BegunAnswer
  /** What there is, then what comes, then the whole. Aborting ends the watching only. Throws not_found. */
  watch(answerId: number, signal: AbortSignal): AsyncGenerator<AnswerEvent>
  /** Ends the answer at once and keeps what has come; nothing to do for one that has ended. */
  stop(answerId: number): void
  /** A person said so of an answer: it is not given again. Returns how many stored answers went. Throws not_found. */
  reportWrong(answerId: number): number
  /** Whether the second question of each pair would be given the stored answer of the first; stores nothing. */
  judgePairs(pairs: readonly QuestionPair[], signal: AbortSignal): Promise<PairVerdict[]>
  /**
   * The passage that answers a question; null where none does, undefined where that cannot be told now. `known`: hashes
   * of passages that are known not to answer it.
   */
  findAnswer(
    question: string,
    known: readonly string[],
    signal: AbortSignal,
  ): Promise<Passage | null | undefined>
  cachedCount(): number
  clearCache(): number
  readonly changes: Changes
  /** Lets running answers end for at most two seconds, and keeps the part of those that do not. */
  close(): Promise<void>
}

export interface AskOptions {
  readonly db: WritableDb
  readonly search: Pick<Search, 'query' | 'meaningsOf'>
  readonly knowledge: Pick<Knowledge, 'revision' | 'frequency' | 'counts'>
  readonly conversations: Conversations
  readonly settings: Pick<SettingsStore, 'get'>
  readonly metrics: Metrics
  readonly now: () => number
  readonly log: Logger
  readonly model: Pick<ModelRoom, 'target' | 'stream' | 'prompts'>
}

/** Twice the turns an answer may lean on, since questions asked twice do not count. */
const EARLIER_MESSAGES = 24
const CLOSE_GRACE_MS = 2000
const CLOSED = { code: 'cancelled', message: 'VerdeMuse was closed.' } as const

/** Questions and their answers: what runs, who watches, and what is kept. The way of one answer is answer-question. */
export function createAsk(options: AskOptions): Ask {
  const { db, search, knowledge, conversations, settings, metrics, model, now, log } = options
  const changes = createChanges()
  const cache = createAnswerCache({ db, now })
  const rooms = { search, knowledge, cache, model, metrics, log }
  const running = new Map<number, LiveAnswer>()
  const flights = new Map<string, LiveAnswer>()
  /** Whose end is being written. */
  const ending = new WeakSet<LiveAnswer>()
  let isClosed = false

  let isLookingSoon = false
  const stopListening = conversations.changes.onChange(() => {
    if (isLookingSoon || running.size === 0) return
    isLookingSoon = true
    // once for the many changes of many answers: each look asks for each answer that runs
    setImmediate(endRemoved)
  })

  function endRemoved(): void {
    isLookingSoon = false
    if (isClosed) return
    for (const live of [...running.values()]) {
      if (conversations.hasMessage(live.answerId)) continue
      running.delete(live.answerId)
      live.end(stoppedContent(live))
    }
  }

  function start(given: Parameters<Ask['start']>[0]): BegunAnswer {
    const {
      question: typed,
      conversationId,
      askAnew,
      collectionIds = [],
      task = { kind: 'answer' },
      released = [],
    } = given
    if (isClosed) throw new AppError('engine_stopped', 'VerdeMuse is closing.')
    const question = acceptQuestion(typed)
    const current = settings.get()
    const context = conversationId === null ? null : readConversation(conversationId)
    const isTemporary = context?.conversation.isTemporary ?? !current.keepHistory
    const earlier = context?.messages ?? []
    const plan = planAnswer({
      task,
      question,
      earlier,
      settings: current,
      target: model.target(),
      prompts: model.prompts,
      askAnew,
      isTemporary,
      collectionIds,
      released,
    })
    const cached = findExact(plan)
    const begun = conversations.begin({ question, conversationId, answer: cached, task })
    metrics.count('answers')
    if (task.kind === 'draft') metrics.count('answers_drafts')
    if (cached) countCached(plan)
    else void run(plan, begun)
    return begun
  }

  function readConversation(conversationId: number) {
    return conversations.messages({ conversationId, limit: EARLIER_MESSAGES })
  }

  /** Step 1 of the pipeline: needs neither search nor model, so it is served before anything is begun. */
  function findExact(plan: AnswerPlan): AnswerContent | null {
    if (!plan.readsCache) return null
    const cached = cache.find(plan.exactKey, plan.settings.answerCacheMaxAgeDays)
    if (!cached || cached.revision !== knowledge.revision()) return null
    const content = cachedContent(cached, plan.target.obstacle, plan.task.kind)
    return { ...content, searchedFor: searchedForOf(plan.question, plan.searches) }
  }

  function countCached(plan: AnswerPlan): void {
    metrics.count('answers_cached')
    metrics.count('answer_cache.hit')
    metrics.time('answer.cached', performance.now() - plan.startedAt)
  }

  async function run(plan: AnswerPlan, { answerId }: BegunAnswer): Promise<void> {
    const live = createLiveAnswer(conversations.message(answerId), plan.target.modelName, plan.question)
    running.set(answerId, live)
    const progress = createProgressSaver({ live, save: conversations.saveProgress, log })
    try {
      await waitForTwin(plan, live)
      const outcome = await answerQuestion(rooms, plan, live)
      if (live.isDone) return
      if (outcome.content.cachedAt !== null) {
        countCached(plan)
        if (outcome.content.cachedQuestion) metrics.count('answer_cache.meaning')
      } else if (plan.readsCache) metrics.count('answer_cache.miss')
      await end(live, outcome.content, outcome.store)
      const tookMs = performance.now() - plan.startedAt
      metrics.time('answer.total', tookMs)
      if (outcome.content.cachedAt === null)
        metrics.time('answer.overhead', Math.max(0, tookMs - outcome.serverMs))
    } finally {
      progress.stop()
      if (flights.get(plan.exactKey) === live) flights.delete(plan.exactKey)
    }
  }

  /** The same question while it is being answered waits for that answer, which it then finds in the cache. */
  async function waitForTwin(plan: AnswerPlan, live: LiveAnswer): Promise<void> {
    const twin = flights.get(plan.exactKey)
    if (!plan.readsCache || !twin) {
      flights.set(plan.exactKey, live)
      return
    }
    live.enter('waiting')
    await Promise.race([twin.ended, live.ended])
  }

  /** Saves, then tells. What cannot be saved is still shown, with the reason. The first end counts. */
  async function end(
    live: LiveAnswer,
    content: AnswerContent,
    store: NewCachedAnswer | null = null,
  ): Promise<void> {
    if (live.isDone || ending.has(live)) return
    ending.add(live)
    let told = content
    try {
      withStorageErrors(() => writeSoon(db, () => saveEnd.immediate(live.answerId, content, store)))
      await conversations.reached()
      running.delete(live.answerId)
    } catch (thrown) {
      const { code, message } = toAppError(thrown)
      log.error('answer_not_saved', thrown, { answerId: live.answerId })
      told = {
        ...content,
        notice: { code, level: 'error', message: `This answer could not be saved. ${message}` },
      }
    }
    if (content.cachedAt === null) metrics.count(counterOf(content))
    live.end(told)
    changes.emit()
  }

  const saveEnd = db.transaction(
    (answerId: number, content: AnswerContent, store: NewCachedAnswer | null) => {
      if (conversations.finish(answerId, content) && store) cache.store(store)
    },
  )

  async function* watch(answerId: number, signal: AbortSignal): AsyncGenerator<AnswerEvent> {
    const live = running.get(answerId)
    if (live) return yield* live.watch(signal)
    const message: Message = conversations.message(answerId)
    if (message.role !== 'assistant') throw new AppError('not_found', 'This message is not an answer.')
    yield { kind: 'snapshot', message }
    yield { kind: 'done', message }
  }

  /** An answer and the question it was given to. */
  function readGiven(answerId: number) {
    const { conversationId, role, text, cachedQuestion } = conversations.message(answerId)
    if (role !== 'assistant') throw new AppError('not_found', 'This message is not an answer.')
    const before = conversations.messages({ conversationId, beforeId: answerId, limit: 1 }).messages
    return { text, cachedQuestion, question: before[0]?.text ?? '' }
  }

  async function close(): Promise<void> {
    isClosed = true
    stopListening()
    const grace = Promise.withResolvers<void>()
    const timer = setTimeout(grace.resolve, CLOSE_GRACE_MS)
    await Promise.race([Promise.all([...running.values()].map((live) => live.ended)), grace.promise])
    clearTimeout(timer)
    await Promise.all([...running.values()].map((live) => end(live, interruptedContent(live, CLOSED))))
    cache.flush()
  }

  return {
    start,
    watch,
    stop(answerId) {
      const live = running.get(answerId)
      if (live) void end(live, stoppedContent(live))
      else conversations.message(answerId)
    },
    reportWrong(answerId) {
      const removed = cache.reportWrong(readGiven(answerId))
      changes.emit()
      return removed
    },
    judgePairs: createPairJudge({ search, knowledge, settings }),
    findAnswer: (question, known, signal) => findAnswer({ search, knowledge }, { question, known }, signal),
    cachedCount: cache.count,
    clearCache() {
      const removed = cache.clear()
      changes.emit()
      return removed
    },
    changes,
    close,
  }
}

function counterOf(content: AnswerContent): CounterName {
  const { origin, state } = content
  if (origin === 'none' || isNotCovered(content)) return 'answers_nothing'
  if (origin === 'extractive') return 'answers_quoted'
  return origin === 'model' && (state === 'complete' || state === 'stopped')
    ? 'answers_written'
    : 'answers_failed'
}
