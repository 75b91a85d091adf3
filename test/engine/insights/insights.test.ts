import { expect, test } from 'vitest'
import { type AnswerContent, createConversations } from '../../../src/engine/conversations/conversations'
import type { Embedder } from '../../../src/engine/embed/embedder'
import { createInsights } from '../../../src/engine/insights/insights'
import { nameTopics } from '../../../src/engine/insights/name-topics'
import { createMetrics } from '../../../src/engine/metrics/create-metrics'
import { createSettings } from '../../../src/engine/settings/settings-store'
import { lastDays, localDay } from '../../../src/shared/local-day'
import { SILENT_LOG } from '../../../src/shared/log'
import type { UsageDay } from '../../../src/shared/model-models'
import { tempDatabase } from '../../helpers/temp-database'

const NOON = new Date(2026, 10, 20, 12).getTime()
const DAY_MS = 24 * 60 * 60 * 1000
const WRITTEN: AnswerContent = {
  text: 'Every week.',
  state: 'complete',
  origin: 'model',
  cachedAt: null,
  modelName: 'small',
  notice: null,
  passages: [],
  droppedCitations: [],
}

/** What speaks of water, and all else. */
const embedder: Pick<Embedder, 'embed' | 'model'> & { asked: number } = {
  asked: 0,
  model: { id: 1, fingerprint: 'f', name: 'two', dimension: 2 },
  async embed(texts) {
    embedder.asked += texts.length
    return new Float32Array(texts.flatMap((text) => (/water/i.test(text) ? [1, 0] : [0, 1])))
  },
}

function open({ model = embedder.model, keepHistory = true, usage = [] as UsageDay[] } = {}) {
  const db = tempDatabase()
  const clock = { now: NOON }
  const settings = createSettings({ db, log: SILENT_LOG })
  settings.update({ keepHistory })
  const metrics = createMetrics({ db, now: () => clock.now, log: SILENT_LOG })
  const conversations = createConversations({ db, settings, now: () => clock.now, log: SILENT_LOG })
  const insights = createInsights({
    db,
    metrics,
    usage: { days: () => usage },
    embedder: { embed: embedder.embed, model },
    settings,
    isAllowed: true,
    now: () => clock.now,
  })
  embedder.asked = 0
  const ask = (question: string) => conversations.begin({ question, conversationId: null, answer: WRITTEN })
  return { insights, metrics, clock, ask, conversations }
}

async function topicsOf({ insights }: Pick<ReturnType<typeof open>, 'insights'>, days = 30) {
  let last: unknown
  for await (const event of insights.topics(days, new AbortController().signal)) last = event
  return last
}

test('days are counted by the calendar, empty ones too, beside the sums of as many days before', () => {
  const { insights, metrics, clock } = open()
  clock.now = NOON - 3 * DAY_MS
  metrics.count('answers', 4)
  clock.now = NOON - DAY_MS
  metrics.count('answers', 2)
  metrics.count('answers_nothing')
  clock.now = NOON
  metrics.count('answers', 5)
  metrics.count('answers_cached', 3)
  metrics.count('answer_cache.meaning')
  metrics.count('answers_used', 2)
  const { days, before } = insights.read(2)
  expect(days).toMatchObject([
    { day: '2026-11-19', questions: 2, nothingFound: 1, cost: null },
    { day: '2026-11-20', questions: 5, cachedExact: 2, cachedByMeaning: 1, used: 2 },
  ])
  expect(before).toMatchObject({ questions: 4, used: 0 })
})

test('tokens and cost stand with their day; a model without a price costs nothing known', () => {
  const usage = (day: string, modelName: string, cost: number | null): UsageDay => ({
    day,
    profileId: 1,
    profileName: 'Mistral',
    modelName,
    requests: 1,
    promptTokens: 100,
    answerTokens: 10,
    cost,
  })
  const { insights } = open({
    usage: [
      usage('2026-11-20', 'small', 0.5),
      usage('2026-11-20', 'own', null),
      usage('2026-11-01', 'small', 9),
    ],
  })
  const { days, models } = insights.read(2)
  expect(days[1]).toMatchObject({ promptTokens: 200, answerTokens: 20, cost: 0.5 })
  expect(models).toEqual([
    { profileName: 'Mistral', modelName: 'small', requests: 1, tokens: 110, cost: 0.5 },
    { profileName: 'Mistral', modelName: 'own', requests: 1, tokens: 110, cost: null },
  ])
})

test('steps are listed slowest first', () => {
  const { insights, metrics } = open()
  metrics.time('search.keyword', 5)
  metrics.time('answer.total', 900)
  expect(insights.read(7).steps.map(({ step }) => step)).toEqual(['answer.total', 'search.keyword'])
})

test('questions are gathered by what they are about, and no text is embedded twice', async () => {
  const room = open()
  for (const question of ['How often do I water roses?', 'Water for cacti?', 'Can I pay by card?'])
    room.ask(question)
  expect(await topicsOf(room)).toEqual({
    topics: [
      { label: expect.stringContaining('water'), example: 'Water for cacti?', questionCount: 2 },
      { label: expect.stringContaining('card'), example: 'Can I pay by card?', questionCount: 1 },
    ],
    done: 3,
    total: 3,
  })
  await topicsOf(room)
  expect(embedder.asked).toBe(3)
})

test('topics hold neither what is older, nor what was not to be kept, nor what was deleted', async () => {
  const old = open()
  old.ask('Water?')
  old.clock.now += 40 * DAY_MS
  expect(await topicsOf(old)).toMatchObject({ topics: [] })
  const unkept = open({ keepHistory: false })
  unkept.ask('Water?')
  expect(await topicsOf(unkept)).toMatchObject({ topics: [] })
  const removed = open()
  removed.conversations.remove(removed.ask('Water?').conversationId)
  expect(await topicsOf(removed)).toMatchObject({ topics: [] })
})

test('without the search model there are no topics, and all else is there', async () => {
  const room = open({ model: null })
  room.ask('Water?')
  expect(await topicsOf(room)).toEqual({ topics: [], done: 0, total: 0 })
  expect(room.insights.read(7).days).toHaveLength(7)
})

test('a topic is named by words that tell it from others', () => {
  const questions = ['return my order', 'return an order late', 'track my order', 'order status']
  const [first] = nameTopics(questions, [[0, 1], [2], [3]])
  expect(first?.label.split(' · ')[0]).toBe('return')
})

test('the last days go by the calendar over a change of the clock', () => {
  const days = lastDays(new Date(2026, 2, 31, 0, 30).getTime(), 5)
  expect(days).toEqual(['2026-03-27', '2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31'])
  expect(localDay(new Date(2026, 0, 5).getTime())).toBe('2026-01-05')
})
