import { writeCsv } from './csv'
import type { InsightDay, Insights } from './insight-models'

const COLUMNS = [
  'day',
  'questions',
  'written',
  'quoted',
  'cachedExact',
  'cachedByMeaning',
  'nothingFound',
  'failed',
  'drafts',
  'used',
  'good',
  'bad',
  'promptTokens',
  'answerTokens',
  'cost',
] as const

/** Every figure of the view by day, for a spreadsheet. */
export function daysAsCsv(days: readonly InsightDay[]): string {
  return writeCsv(
    COLUMNS,
    days.map((day) => COLUMNS.map((column) => day[column])),
  )
}

export type DaySums = Insights['before']

/** All of these days together; no cost where no day has one. */
export function sumDays(days: readonly InsightDay[]): DaySums {
  const sum = (key: keyof DaySums) => days.reduce((total, day) => total + (day[key] ?? 0), 0)
  const [first] = days
  const keys = first ? (Object.keys(first).filter((key) => key !== 'day') as (keyof DaySums)[]) : []
  const sums = Object.fromEntries(keys.map((key) => [key, sum(key)])) as unknown as DaySums
  return { ...sums, cost: days.every(({ cost }) => cost === null) ? null : sum('cost') }
}
