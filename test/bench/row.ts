import { loadavg } from 'node:os'
import { percentile } from '../../src/engine/metrics/percentile'

/** One line of the table. `figure` is what was measured in this run, written out; `values` is the same for machines. */
export interface Row {
  readonly what: string
  readonly figure: string
  readonly values: Readonly<Record<string, number>>
  /** This product's own target; null where none is set. */
  readonly target: string | null
  readonly isMet: boolean | null
  /** What the performance report of the first VerdeMuse asks for, where it speaks of this. */
  readonly reportTarget: string | null
  readonly isReportMet: boolean | null
  readonly firstVerdeMuse: string | null
  /** Of the last minute, when the row was measured; the benchmark itself is part of it. */
  readonly load: number
}

export interface Bound {
  readonly atMost?: number
  readonly atLeast?: number
}

interface Expectation {
  readonly target?: Bound
  readonly report?: Bound
  readonly firstVerdeMuse?: string
}

export interface Times {
  readonly count: number
  readonly p50: number
  readonly p95: number
  readonly max: number
}

export function summarise(values: readonly number[]): Times {
  const sorted = [...values].sort((a, b) => a - b)
  return {
    count: sorted.length,
    p50: percentile(sorted, 50),
    p95: percentile(sorted, 95),
    max: sorted.at(-1) ?? 0,
  }
}

/** Times in milliseconds, judged by their 95th percentile. */
export function timesRow(what: string, timesMs: readonly number[], expected: Expectation = {}): Row {
  const { count, p50, p95, max } = summarise(timesMs)
  const figure = `p50 ${number(p50)} · p95 ${number(p95)} ms (${count}×)`
  return judged({
    what,
    figure,
    values: { count, p50, p95, max },
    judgedValue: p95,
    unit: 'p95 ms',
    expected,
  })
}

/** Few slow measurements, in milliseconds, judged by their median; the worst is shown beside it. */
export function medianRow(what: string, timesMs: readonly number[], expected: Expectation = {}): Row {
  const { count, p50, p95, max } = summarise(timesMs)
  const figure = `median ${number(p50)} · worst ${number(max)} ms (${count}×)`
  return judged({ what, figure, values: { count, p50, p95, max }, judgedValue: p50, unit: 'ms', expected })
}

export function valueRow(what: string, value: number, unit: string, expected: Expectation = {}): Row {
  const figure = `${number(value)} ${unit}`
  return judged({ what, figure, values: { value }, judgedValue: value, unit, expected })
}

/** A fact without a figure of its own, such as a part that could not be measured on this machine. */
export function noteRow(what: string, figure: string): Row {
  return judged({ what, figure, values: {}, judgedValue: 0, unit: '', expected: {} })
}

interface Judged {
  readonly what: string
  readonly figure: string
  readonly values: Readonly<Record<string, number>>
  readonly judgedValue: number
  readonly unit: string
  readonly expected: Expectation
}

function judged({ what, figure, values, judgedValue, unit, expected }: Judged): Row {
  const { target, report, firstVerdeMuse } = expected
  return {
    what,
    figure,
    values,
    target: target ? written(target, unit) : null,
    isMet: target ? isWithin(judgedValue, target) : null,
    reportTarget: report ? written(report, unit) : null,
    isReportMet: report ? isWithin(judgedValue, report) : null,
    firstVerdeMuse: firstVerdeMuse ?? null,
    load: loadavg()[0] ?? 0,
  }
}

function isWithin(value: number, { atMost, atLeast }: Bound): boolean {
  return (atMost === undefined || value < atMost) && (atLeast === undefined || value > atLeast)
}

function written({ atMost, atLeast }: Bound, unit: string): string {
  return atMost === undefined ? `> ${atLeast} ${unit}` : `< ${atMost} ${unit}`
}

/** Three figures that mean something: 1234, 123, 12.3, 1.23. */
export function number(value: number): string {
  if (value >= 100 || Number.isInteger(value)) return Math.round(value).toLocaleString('en-US')
  return value.toFixed(value >= 10 ? 1 : 2)
}
