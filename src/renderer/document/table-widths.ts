/** A letter of a table's text, and the room beside it in its cell, in pixels. */
const LETTER_PX = 7.5
const CELL_SIDES_PX = 20
/** Words of this many letters are not broken in a narrow column. */
const UNBROKEN_CHARS = 10
/** More than this a column does not ask for: the table is scrolled soon enough. */
const COLUMN_MAX_PX = 160

/**
 * How the width of a table is shared among its columns (they add up to 100), and the width in pixels below which the
 * table is scrolled instead of breaking its words to single letters. `columns`: the longest text of each, in characters.
 */
export function tableWidths(columns: readonly number[]): {
  readonly percents: readonly number[]
  readonly minWidthPx: number
} {
  // by the root: a long note beside a short price takes more room, and not nearly all of it
  const weights = columns.map((chars) => Math.sqrt(Math.max(1, chars)))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const needs = columns.map((chars) => Math.min(chars, UNBROKEN_CHARS) * LETTER_PX + CELL_SIDES_PX)
  const widest = Math.max(0, ...needs.map((px, index) => (px * sum) / (weights[index] ?? 1)))
  return {
    percents: weights.map((weight) => (100 * weight) / sum),
    minWidthPx: Math.ceil(Math.min(widest, columns.length * COLUMN_MAX_PX)),
  }
}
