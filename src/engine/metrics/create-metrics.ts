import { localDay } from '@shared/local-day'
import type { Logger } from '@shared/log'
import type { WritableDb } from '../db/open-database'
import { type CounterName, INSIGHT_COUNTERS, type Metrics, type StepName } from './metrics'
import { percentile } from './percentile'

/** Each write is a commit on disk (about 1 ms); after a kill at most this much counting is lost. */
const FLUSH_AFTER_MS = 3000
/** Enough for a steady p95, small enough to be read whole. */
const KEPT_PER_STEP = 1000

export interface MetricsOptions {
  readonly db: WritableDb
  readonly now: () => number
  /** Without them what only they show is not counted. */
  readonly allowInsights?: boolean
  readonly log: Logger
}

/** Counts and times in memory, written together every few seconds. A failed write is logged and tried again later. */
export function createMetrics({ db, now, log, allowInsights = true }: MetricsOptions): Metrics {
  const statements = prepare(db)
  const totals = new Map(statements.totals.all().map(({ name, value }) => [name, value]))
  let pendingCounts = new Map<string, { day: string; name: string; by: number }>()
  let pendingTimes = new Map<StepName, number[]>()
  let timer: NodeJS.Timeout | undefined

  function flushSoon(): void {
    if (timer) return
    timer = setTimeout(flush, FLUSH_AFTER_MS)
    timer.unref()
  }

  function time(step: StepName, tookMs: number): void {
    const times = pendingTimes.get(step) ?? []
    times.push(tookMs)
    // only while writing fails: the ring would drop older ones anyway
    if (times.length > KEPT_PER_STEP) times.shift()
    pendingTimes.set(step, times)
    flushSoon()
  }

  function count(counter: CounterName, by = 1): void {
    if (!allowInsights && INSIGHT_COUNTERS.has(counter)) return
    const day = localDay(now())
    const key = `${day} ${counter}`
    const pending = pendingCounts.get(key) ?? { day, name: counter, by: 0 }
    pending.by += by
    pendingCounts.set(key, pending)
    totals.set(counter, (totals.get(counter) ?? 0) + by)
    flushSoon()
  }

  const write = db.transaction(() => {
    for (const { day, name, by } of pendingCounts.values()) statements.addCount.run(day, name, by)
    for (const [step, times] of pendingTimes) {
      for (const tookMs of times) statements.addTime.run(step, tookMs)
      statements.dropOldTimes.run({ step, kept: KEPT_PER_STEP })
    }
  })

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (!db.open || (pendingCounts.size === 0 && pendingTimes.size === 0)) return
    try {
      write.immediate()
      pendingCounts = new Map()
      pendingTimes = new Map()
    } catch (error) {
      log.error('metrics_not_written', error)
      flushSoon()
    }
  }

  function today(counter: CounterName): number {
    const day = localDay(now())
    const written = statements.countOfDay.get(counter, day) ?? 0
    return written + (pendingCounts.get(`${day} ${counter}`)?.by ?? 0)
  }

  function latencies() {
    flush()
    return statements.steps.all().map((step) => {
      const times = statements.times.all(step).sort((a, b) => a - b)
      return { step, count: times.length, p50Ms: percentile(times, 50), p95Ms: percentile(times, 95) }
    })
  }

  return { time, count, total: (counter) => totals.get(counter) ?? 0, today, latencies, flush }
}

function prepare(db: WritableDb) {
  return {
    totals: db.prepare<[], { name: string; value: number }>(
      'SELECT name, sum(value) AS value FROM counters GROUP BY name',
    ),
    countOfDay: db
      .prepare<[string, string], number>('SELECT value FROM counters WHERE name = ? AND day = ?')
      .pluck(),
    addCount: db.prepare(
      `INSERT INTO counters (day, name, value) VALUES (?, ?, ?)
       ON CONFLICT (name, day) DO UPDATE SET value = value + excluded.value`,
    ),
    addTime: db.prepare('INSERT INTO step_timings (step, took_ms) VALUES (?, ?)'),
    dropOldTimes: db.prepare(
      `DELETE FROM step_timings WHERE step = @step AND id <= (
         SELECT id FROM step_timings WHERE step = @step ORDER BY id DESC LIMIT 1 OFFSET @kept)`,
    ),
    steps: db.prepare<[], string>('SELECT DISTINCT step FROM step_timings ORDER BY step').pluck(),
    times: db.prepare<[string], number>('SELECT took_ms FROM step_timings WHERE step = ?').pluck(),
  }
}
