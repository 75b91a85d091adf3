/** YYYY-MM-DD on this machine's calendar: "today" is what the person calls today. */
export function localDay(at: number): string {
  const date = new Date(at)
  const two = (part: number) => String(part).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** So many days up to and with the day of `at`, the first one first. By the calendar: a day may have 23 hours. */
export function lastDays(at: number, count: number): string[] {
  const { year, month, day } = partsOf(at)
  // noon: no change of the clock moves it to another day
  return Array.from({ length: count }, (_, index) =>
    localDay(new Date(year, month, day - (count - 1 - index), 12).getTime()),
  )
}

function partsOf(at: number): { year: number; month: number; day: number } {
  const date = new Date(at)
  return { year: date.getFullYear(), month: date.getMonth(), day: date.getDate() }
}
