import type { TextBuilder } from './structured-text'

/** "a | b" rows; the first names the columns. */
export function writeRows(
  builder: TextBuilder,
  rows: readonly (readonly string[])[],
  hasHeader = true,
): void {
  for (const [index, row] of rows.entries()) {
    if (row.every((cell) => cell.trim() === '')) continue
    let at = 0
    const cells = row.map((cell) => {
      const place = { start: at, end: at + cell.length }
      at = place.end + 3
      return place
    })
    const isHeader = hasHeader && index === 0 && rows.length > 1
    builder.block(row.join(' | '), {
      group: 'table',
      layout: { kind: 'table-row', cells, ...(isHeader && { isHeader }) },
    })
  }
}
