import type { InsightDay } from '@shared/insight-models'
import type { WritableDb } from '../db/open-database'
import type { CounterName } from '../metrics/metrics'
import type { ModelUsage } from '../model/usage'

export type DaySums = Omit<InsightDay, 'day'>

type CountKey = Exclude<keyof DaySums, 'promptTokens' | 'answerTokens' | 'cost' | 'cachedExact'>

/** Which counter is which figure. */
const COUNTERS: Readonly<Record<CountKey, CounterName>> = {
  questions: 'answers',
  cachedByMeaning: 'answer_cache.meaning',
  written: 'answers_written',
  quoted: 'answers_quoted',
  nothingFound: 'answers_nothing',
  failed: 'answers_failed',
  drafts: 'answers_drafts',
  used: 'answers_used',
  good: 'feedback_good',
  bad: 'feedback_bad',
}

export interface DayReader {
  /** Each of these days, in their order. */
  read(days: readonly string[]): InsightDay[]
}

/** Counts and tokens by day, as they were written: deleted conversations stay counted. */
export function createDayReader(db: WritableDb, usage: Pick<ModelUsage, 'days'>): DayReader {
  const counts = db.prepare<[string, string], { day: string; name: string; value: number }>(
    'SELECT day, name, value FROM counters WHERE day BETWEEN ? AND ?',
  )
  return {
    read(days) {
      const byDay = new Map<string, Map<string, number>>()
      for (const { day, name, value } of counts.iterate(days[0] ?? '', days.at(-1) ?? ''))
        byDay.set(day, (byDay.get(day) ?? new Map<string, number>()).set(name, value))
      const tokens = tokensByDay(usage, days.length)
      return days.map((day) => dayOf(day, byDay.get(day) ?? new Map(), tokens.get(day) ?? NO_TOKENS))
    },
  }
}

const NO_TOKENS = { promptTokens: 0, answerTokens: 0, cost: null as number | null }

function tokensByDay(usage: Pick<ModelUsage, 'days'>, count: number): Map<string, typeof NO_TOKENS> {
  const byDay = new Map<string, typeof NO_TOKENS>()
  for (const { day, promptTokens, answerTokens, cost } of usage.days(count)) {
    const before = byDay.get(day) ?? NO_TOKENS
    byDay.set(day, {
      promptTokens: before.promptTokens + promptTokens,
      answerTokens: before.answerTokens + answerTokens,
      cost: addCost(before.cost, cost),
    })
  }
  return byDay
}

function dayOf(day: string, counts: ReadonlyMap<string, number>, tokens: typeof NO_TOKENS): InsightDay {
  const figureOf = (key: CountKey) => counts.get(COUNTERS[key]) ?? 0
  const figures = Object.fromEntries(
    Object.keys(COUNTERS).map((key) => [key, figureOf(key as CountKey)]),
  ) as Record<CountKey, number>
  const cached = counts.get('answers_cached' satisfies CounterName) ?? 0
  return { day, ...figures, cachedExact: Math.max(0, cached - figures.cachedByMeaning), ...tokens }
}

export function sumOf(days: readonly InsightDay[]): DaySums {
  const sums: Record<string, number | null> = { cost: null }
  for (const { day: _day, cost, ...counts } of days) {
    for (const [key, value] of Object.entries(counts)) sums[key] = (sums[key] ?? 0) + value
    sums['cost'] = addCost(sums['cost'] ?? null, cost)
  }
  return { ...NOTHING, ...sums } as DaySums
}

const NOTHING: DaySums = {
  questions: 0,
  cachedExact: 0,
  cachedByMeaning: 0,
  written: 0,
  quoted: 0,
  nothingFound: 0,
  failed: 0,
  drafts: 0,
  used: 0,
  good: 0,
  bad: 0,
  ...NO_TOKENS,
}

/** A day without prices adds nothing, and does not hide what others cost. */
function addCost(one: number | null, other: number | null): number | null {
  return one === null && other === null ? null : (one ?? 0) + (other ?? 0)
}
