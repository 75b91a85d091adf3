import type { CounterName, Metrics, StepName } from '../../src/engine/metrics/metrics'

export interface FakeMetrics extends Metrics {
  readonly steps: readonly StepName[]
}

/** Keeps what was measured in memory. */
export function createFakeMetrics(): FakeMetrics {
  const steps: StepName[] = []
  const totals = new Map<CounterName, number>()
  const total = (counter: CounterName) => totals.get(counter) ?? 0
  return {
    steps,
    time: (step) => void steps.push(step),
    count: (counter, by = 1) => void totals.set(counter, total(counter) + by),
    total,
    today: total,
    latencies: () => [],
    flush() {},
  }
}
