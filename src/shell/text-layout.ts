import { stripVTControlCharacters } from 'node:util'

/** Everything below prints what files and pages say; control characters in it could rewrite the terminal, and marks turn the order of its letters round. */
export function printable(text: string): string {
  return stripVTControlCharacters(text).replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    '',
  )
}

export function oneLine(text: string): string {
  return printable(text.replace(/\s+/g, ' ')).trim()
}

/** At most `columns` characters; a cut is shown. */
export function cut(text: string, columns: number): string {
  return text.length <= columns ? text : `${text.slice(0, Math.max(0, columns - 1)).trimEnd()}…`
}

/** The end of a path tells more than its beginning. */
export function cutStart(text: string, columns: number): string {
  return text.length <= columns ? text : `…${text.slice(text.length - columns + 1)}`
}

/** Wraps at spaces, each line beginning with `indent`. */
export function wrap(text: string, columns: number, indent = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line && indent.length + line.length + 1 + word.length > columns) {
      lines.push(line)
      line = word
    } else line = line ? `${line} ${word}` : word
  }
  if (line) lines.push(line)
  return lines.map((each) => indent + each).join('\n')
}

export interface Column {
  readonly head: string
  readonly align?: 'left' | 'right'
  /** The column that gives way when the line would be too long; its cells are cut. */
  readonly isFlexible?: boolean
}

/** Rows under their heads, two spaces apart; the heads come first. */
export function layOutTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  maxColumns: number,
): readonly string[] {
  const all = [columns.map((column) => column.head), ...rows]
  const widths = columns.map((_, index) => Math.max(...all.map((row) => row[index]?.length ?? 0)))
  const surplus = widths.reduce((sum, width) => sum + width + 2, -2) - maxColumns
  const flexible = columns.findIndex((column) => column.isFlexible)
  if (surplus > 0 && flexible >= 0) widths[flexible] = Math.max(12, (widths[flexible] ?? 0) - surplus)
  return all.map((row) =>
    columns
      .map((column, index) => {
        const width = widths[index] ?? 0
        const cell = cut(row[index] ?? '', width)
        return column.align === 'right' ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd(),
  )
}

export function formatBytes(sizeBytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'] as const
  let size = sizeBytes
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${units[unit]}`
}

/** "2026-11-22 17:05" in the person's own time zone. */
export function formatTime(unixMs: number): string {
  const date = new Date(unixMs)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}

export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount} ${amount === 1 ? one : many}`
}
