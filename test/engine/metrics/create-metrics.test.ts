import { expect, test } from 'vitest'
import { createMetrics } from '../../../src/engine/metrics/create-metrics'
import { percentile } from '../../../src/engine/metrics/percentile'
import { SILENT_LOG } from '../../../src/shared/log'
import { tempDatabase } from '../../helpers/temp-database'

function open(db = tempDatabase(), clock = { now: new Date(2026, 5, 1, 12).getTime() }) {
  return { db, clock, metrics: createMetrics({ db, now: () => clock.now, log: SILENT_LOG }) }
}

test('counts are there at once, and after a restart when they were written', () => {
  const { db, metrics, clock } = open()
  metrics.count('answers')
  metrics.count('answers', 2)
  expect([metrics.total('answers'), metrics.today('answers')]).toEqual([3, 3])
  metrics.flush()
  metrics.count('answers')
  expect(metrics.today('answers')).toBe(4)
  metrics.flush()
  expect(open(db, clock).metrics.total('answers')).toBe(4)
  expect(metrics.total('answers_cached')).toBe(0)
})

test('where insights are switched off, what only they show is not counted', () => {
  const db = tempDatabase()
  const metrics = createMetrics({ db, now: () => 0, allowInsights: false, log: SILENT_LOG })
  metrics.count('answers')
  metrics.count('answers_written')
  metrics.count('feedback_bad')
  metrics.flush()
  expect(db.prepare('SELECT name FROM counters').pluck().all()).toEqual(['answers'])
})

test('a day ends at midnight on this machine; the sum goes on', () => {
  const { metrics, clock } = open()
  metrics.count('answers')
  clock.now = new Date(2026, 5, 2, 0, 1).getTime()
  expect([metrics.today('answers'), metrics.total('answers')]).toEqual([0, 1])
})

test('of each step the newest thousand times are kept', () => {
  const { db, metrics } = open()
  for (let time = 1; time <= 1500; time++) {
    metrics.time('search', time)
    if (time % 400 === 0) metrics.flush()
  }
  metrics.time('answer.total', 7)
  expect(metrics.latencies()).toEqual([
    { step: 'answer.total', count: 1, p50Ms: 7, p95Ms: 7 },
    { step: 'search', count: 1000, p50Ms: 1000, p95Ms: 1450 },
  ])
  expect(db.prepare('SELECT min(took_ms) FROM step_timings').pluck().get()).toBe(7)
})

test('a percentile is a value that was measured', () => {
  expect([percentile([], 95), percentile([4], 95), percentile([1, 2, 3, 4], 50)]).toEqual([0, 4, 2])
})

test('after the database is closed measuring is silent', () => {
  const { db, metrics } = open()
  metrics.count('answers')
  db.close()
  metrics.count('answers')
  expect(() => metrics.flush()).not.toThrow()
})
