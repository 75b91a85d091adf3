import { writeCsv } from '@shared/csv'
import type { InsightDay } from '@shared/insight-models'

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
