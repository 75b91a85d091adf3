/** What a spreadsheet program would take for a formula, and run. */
const FORMULA_START = /^[=+\-@\t\r]/u
/** Excel takes a file without it for one in the code page of the machine. */
const BYTE_ORDER_MARK = '\ufeff'

export type CsvValue = string | number | null

/** A table for spreadsheet programs: no cell is a formula, every letter is what it was. */
export function writeCsv(columns: readonly string[], rows: Iterable<readonly CsvValue[]>): string {
  const lines = [columns.join(',')]
  for (const row of rows) lines.push(row.map(cellOf).join(','))
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`
}

function cellOf(value: CsvValue): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = FORMULA_START.test(value) ? `'${value}` : value
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
