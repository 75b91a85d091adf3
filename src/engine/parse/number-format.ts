/** How a sheet shows a number: as much of its format as matters for reading. */
export interface NumberFormat {
  show(value: number): string
}

/** Formats every Excel knows by number alone. */
const BUILT_IN = new Map<number, string>([
  [1, '0'],
  [2, '0.00'],
  [3, '#,##0'],
  [4, '#,##0.00'],
  [9, '0%'],
  [10, '0.00%'],
  [14, 'yyyy-mm-dd'],
  [15, 'd-mmm-yy'],
  [16, 'd-mmm'],
  [17, 'mmm-yy'],
  [18, 'h:mm'],
  [19, 'h:mm:ss'],
  [20, 'h:mm'],
  [21, 'h:mm:ss'],
  [22, 'yyyy-mm-dd h:mm'],
  [37, '#,##0'],
  [38, '#,##0'],
  [39, '#,##0.00'],
  [40, '#,##0.00'],
  [45, 'mm:ss'],
  [46, '[h]:mm:ss'],
  [47, 'mm:ss'],
])

const DAY_MS = 86_400_000
/** Day 0 of the two calendars: 1900 counts a 29 February that never was, so that its days begin one earlier. */
const EPOCH_1900_MS = Date.UTC(1899, 11, 30)
const EPOCH_1904_MS = Date.UTC(1904, 0, 1)
/** 31 December 9999. */
const LAST_DAY = 2_958_465

/** `id` and `code` as in the file's styles; a code of its own goes before the built-in one. */
export function numberFormat(id: number, code: string | undefined, is1904: boolean): NumberFormat {
  // negative numbers and texts have formats of their own after the first
  const pattern = (code ?? BUILT_IN.get(id) ?? 'General').split(';')[0] ?? 'General'
  const letters = pattern.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./gu, '')
  if (
    /[dmyhs]/iu.test(letters) &&
    !/general/iu.test(letters) &&
    !/[0#]/u.test(letters.replace(/s\.0+/iu, ''))
  )
    return { show: (value) => shownDate(value, letters, is1904) }
  if (!/[0#?]/u.test(letters)) return { show: plainNumber }
  return { show: (value) => shownNumber(value, pattern, letters) }
}

/** Fifteen digits are what a sheet keeps: 0.1 + 0.2 is 0.3 there. */
export function plainNumber(value: number): string {
  return String(Number(value.toPrecision(15)))
}

function shownDate(value: number, letters: string, is1904: boolean): string {
  if (!Number.isFinite(value) || value < 0 || value > LAST_DAY) return plainNumber(value)
  const date = new Date((is1904 ? EPOCH_1904_MS : EPOCH_1900_MS) + Math.round(value * DAY_MS))
  const iso = date.toISOString()
  const hasDay = /[dy]/iu.test(letters) || /mmm/iu.test(letters)
  const hasTime = /[hs]/iu.test(letters)
  const time = /s/iu.test(letters) ? iso.slice(11, 19) : iso.slice(11, 16)
  if (!hasDay) return time
  return hasTime ? `${iso.slice(0, 10)} ${time}` : iso.slice(0, 10)
}

function shownNumber(value: number, pattern: string, letters: string): string {
  const isPercent = letters.includes('%')
  const decimals = /\.([0#?]+)/u.exec(letters)?.[1]?.length ?? 0
  const isScientific = /e[+-]/iu.test(letters)
  const isFraction = /\?\/|#\//u.test(letters)
  if (isScientific || isFraction) return plainNumber(value)
  const shown = new Intl.NumberFormat('en', {
    minimumFractionDigits: Math.min(10, decimals),
    maximumFractionDigits: Math.min(10, decimals),
    useGrouping: letters.includes(','),
  }).format(isPercent ? value * 100 : value)
  return `${affix(pattern, 'before')}${shown}${isPercent ? '%' : ''}${affix(pattern, 'after')}`
}

/** A currency or a unit: "€", [$€-407], "kg". */
function affix(pattern: string, side: 'before' | 'after'): string {
  const first = pattern.search(/[0#?]/u)
  const last = Math.max(pattern.lastIndexOf('0'), pattern.lastIndexOf('#'), pattern.lastIndexOf('?'))
  const part = side === 'before' ? pattern.slice(0, first) : pattern.slice(last + 1)
  const words = part
    .replace(/\[\$([^\]-]*)[^\]]*\]/gu, '$1')
    .replace(/\[[^\]]*\]|[_*]./gu, '')
    .replace(/\\(.)/gu, '$1')
    .replace(/[%"]/gu, '')
  const trimmed = words.trim()
  if (!trimmed) return ''
  return side === 'after' && /^\s/u.test(words) ? ` ${trimmed}` : trimmed
}
