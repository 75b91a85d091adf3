import { createHash } from 'node:crypto'
import type { EventOf } from '@shared/contract'
import { AppError } from '@shared/errors'
import type { Insights } from '@shared/insight-models'
import { TOPIC_QUESTIONS_MAX } from '@shared/insights-contract'
import { lastDays } from '@shared/local-day'
import type { Settings } from '@shared/settings'
import type { WritableDb } from '../db/open-database'
import type { Embedder } from '../embed/embedder'
import { groupByMeaning } from '../grouping/group-by-meaning'
import type { Metrics } from '../metrics/metrics'
import type { ModelUsage } from '../model/usage'
import { nameTopics } from './name-topics'
import { createDayReader, sumOf } from './read-days'

export type TopicsEvent = EventOf<'insights.topics'>

/**
 * What has been done so far, from counts that hold no text, and what the kept questions are about. Both throw forbidden
 * where the policy switches them off.
 */
export interface InsightsRoom {
  read(days: number): Insights
  topics(days: number, signal: AbortSignal): AsyncGenerator<TopicsEvent>
}

export interface InsightsOptions {
  readonly db: WritableDb
  readonly metrics: Pick<Metrics, 'latencies'>
  readonly usage: Pick<ModelUsage, 'days'>
  readonly embedder: Pick<Embedder, 'embed' | 'model'>
  readonly settings: { get(): Pick<Settings, 'minutesPerAnswer'> }
  /** False: the organisation does not want figures. */
  readonly isAllowed: boolean
  readonly now: () => number
}

/** Half a second of work, then what is known is shown. */
const BATCH = 16
/** Twice what one look takes, so that the next one embeds only what is new. */
const KEPT_VECTORS = 2 * TOPIC_QUESTIONS_MAX

export function createInsights(options: InsightsOptions): InsightsRoom {
  const { db, metrics, usage, embedder, settings, isAllowed, now } = options
  const reader = createDayReader(db, usage)
  const vectors = createKeptVectors()
  const newest = db
    .prepare<[number, number], string>(`
      SELECT coalesce(a.searched_for, q.text) FROM messages AS q
        JOIN conversations AS c ON c.id = q.conversation_id AND c.is_temporary = 0
        JOIN messages AS a ON a.conversation_id = q.conversation_id AND a.role = 'assistant'
          AND a.id = (SELECT min(id) FROM messages WHERE conversation_id = q.conversation_id AND id > q.id)
      WHERE q.role = 'user' AND q.created_at >= ? AND coalesce(a.task ->> 'kind', 'answer') <> 'summary'
      ORDER BY q.id DESC LIMIT ?`)
    .pluck()

  async function embed(questions: readonly string[], signal: AbortSignal): Promise<void> {
    const { model } = embedder
    const missing = [...new Set(questions)].filter((question) => !vectors.has(question))
    if (!model || missing.length === 0) return
    const all = await embedder.embed(missing, { priority: 'import', signal })
    for (const [index, question] of missing.entries())
      vectors.set(question, all.slice(index * model.dimension, (index + 1) * model.dimension))
  }

  function topicsOf(questions: readonly string[]) {
    const known = questions.filter((question) => vectors.has(question))
    const groups = groupByMeaning(known.map((question) => vectors.get(question) ?? new Float32Array()))
    return nameTopics(known, groups)
  }

  function refuseUnlessAllowed(): void {
    if (!isAllowed) throw new AppError('forbidden', 'Your organisation has switched insights off.')
  }

  return {
    read(count) {
      refuseUnlessAllowed()
      // first: what is still in memory is written by it
      const steps = metrics.latencies().toSorted((a, b) => b.p95Ms - a.p95Ms)
      const both = reader.read(lastDays(now(), 2 * count))
      const days = both.slice(count)
      const first = days[0]?.day ?? ''
      return {
        days,
        before: sumOf(both.slice(0, count)),
        models: modelsOf(usage.days(count).filter(({ day }) => day >= first)),
        steps,
        minutesPerAnswer: settings.get().minutesPerAnswer,
      }
    },
    async *topics(count, signal) {
      refuseUnlessAllowed()
      // its midnight on this machine's clock
      const since = new Date(`${lastDays(now(), count)[0]}T00:00`).getTime()
      const questions = newest.all(since, TOPIC_QUESTIONS_MAX)
      const total = embedder.model ? questions.length : 0
      for (let done = 0; done < total; ) {
        const batch = questions.slice(done, done + BATCH)
        await embed(batch, signal)
        done += batch.length
        if (done < total) yield { topics: topicsOf(questions.slice(0, done)), done, total }
      }
      yield { topics: total === 0 ? [] : topicsOf(questions), done: total, total }
    },
  }
}

function modelsOf(days: ReturnType<ModelUsage['days']>): Insights['models'] {
  const byModel = new Map<string, Insights['models'][number]>()
  for (const { profileName, modelName, requests, promptTokens, answerTokens, cost } of days) {
    const key = `${profileName}\n${modelName}`
    const before = byModel.get(key)
    byModel.set(key, {
      profileName,
      modelName,
      requests: (before?.requests ?? 0) + requests,
      tokens: (before?.tokens ?? 0) + promptTokens + answerTokens,
      cost: cost === null ? (before?.cost ?? null) : (before?.cost ?? 0) + cost,
    })
  }
  return [...byModel.values()].sort((a, b) => b.tokens - a.tokens)
}

/** By hash: no question stays in memory longer than its conversation is looked at. */
function createKeptVectors() {
  const kept = new Map<string, Float32Array>()
  const keyOf = (question: string) => createHash('sha256').update(question).digest('base64')
  return {
    has: (question: string) => kept.has(keyOf(question)),
    get: (question: string) => kept.get(keyOf(question)),
    set(question: string, vector: Float32Array) {
      kept.set(keyOf(question), vector)
      for (const key of kept.keys()) {
        if (kept.size <= KEPT_VECTORS) break
        kept.delete(key)
      }
    },
  }
}
