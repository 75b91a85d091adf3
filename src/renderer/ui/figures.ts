/** Counts, sizes and times in the words the whole interface uses, so that one fact never reads two ways. */

const COUNT = new Intl.NumberFormat('en')
const DAY_AND_MONTH = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const DAY_MONTH_YEAR = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const DATE_AND_TIME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
})

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** `1,204`. */
export function formatCount(count: number): string {
  return COUNT.format(count)
}

/** `1 document`, `52 documents`, `1 entry`, `3 entries` (with `plural` given). */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`
}

/** Decimal units, as file managers show them: `812 bytes`, `4.2 kB`, `310 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return countOf(bytes, 'byte')
  const units = ['kB', 'MB', 'GB', 'TB'] as const
  let value = bytes / 1000
  let unit = 0
  // 999.5 would round to "1000 kB"
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  const rounded = value < 9.95 ? Math.round(value * 10) / 10 : Math.round(value)
  return `${COUNT.format(rounded)} ${units[unit]}`
}

/** How long ago, short enough for a column: `just now`, `3 min ago`, `2 h ago`, `yesterday`, `3 Nov`, `3 Nov 2024`. */
export function formatAge(at: number, now: number): string {
  const elapsedMs = now - at
  // a clock that was set back gives a small future time; "in 2 min" would puzzle more than it tells
  if (elapsedMs < 45 * SECOND_MS) return 'just now'
  if (elapsedMs < HOUR_MS) return `${Math.max(1, Math.round(elapsedMs / MINUTE_MS))} min ago`
  const days = calendarDaysBetween(at, now)
  if (days === 0) return `${Math.floor(elapsedMs / HOUR_MS)} h ago`
  if (days === 1) return 'yesterday'
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (isThisYear ? DAY_AND_MONTH : DAY_MONTH_YEAR).format(at)
}

/** The full moment, for a tooltip beside an age. */
export function formatMoment(at: number): string {
  return DATE_AND_TIME.format(at)
}

/** `3 Nov 2024`. */
export function formatDay(at: number): string {
  return DAY_MONTH_YEAR.format(at)
}

/** `< 1 ms`, `12 ms`, `0.4 s`, `12 s`. */
export function formatDuration(ms: number): string {
  if (ms < 1) return '< 1 ms'
  if (ms < 100) return `${Math.round(ms)} ms`
  if (ms < 9_950) return `${(ms / SECOND_MS).toFixed(1)} s`
  return `${COUNT.format(Math.round(ms / SECOND_MS))} s`
}

/** 0 … 1 as `84 %`; never rounded up to 100 while something is missing, nor down to 0 once something is there. */
export function formatPercent(fraction: number): string {
  if (fraction <= 0) return '0 %'
  if (fraction >= 1) return '100 %'
  return `${Math.min(99, Math.max(1, Math.round(fraction * 100)))} %`
}

function calendarDaysBetween(earlier: number, later: number): number {
  const midnight = (at: number) => new Date(at).setHours(0, 0, 0, 0)
  // a day with a clock change has 23 or 25 hours
  return Math.round((midnight(later) - midnight(earlier)) / (24 * HOUR_MS))
}
