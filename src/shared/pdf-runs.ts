import { inReadingOrder, isRightToLeft } from './right-to-left'

/** What the PDF reader gives for a run of letters; marked content has no `str`. */
export interface PdfTextItem {
  readonly str?: string
  readonly transform?: readonly number[]
  readonly width?: number
  readonly height?: number
}

export interface PdfRun {
  /** Its place among the items that have a `str`. */
  readonly item: number
  readonly text: string
  readonly x: number
  readonly y: number
  readonly endX: number
  readonly height: number
}

/** Runs within half a letter's height of each other stand on one line. */
const SAME_LINE = 0.5

/**
 * The runs of a page, line by line, in the order of the file, which is nearly always that of reading; within a line that
 * runs from right to left in the order in which it is read. Runs of white space are left out.
 */
export function linesOfRuns(items: readonly PdfTextItem[]): readonly (readonly PdfRun[])[] {
  const lines: PdfRun[][] = []
  const texts = items.filter(({ str }) => str !== undefined)
  for (const [index, item] of texts.entries()) {
    const run = toRun(item, index)
    if (!run) continue
    const line = lines.at(-1)
    const last = line?.at(-1)
    if (line && last && isSameLine(last, run)) line.push(run)
    else lines.push([run])
  }
  return lines.map(inReadingOrder)
}

function toRun({ str, transform, width, height: given }: PdfTextItem, item: number): PdfRun | null {
  if (!str?.trim() || !transform) return null
  const x = finite(transform[4])
  const height = finite(given) || Math.hypot(finite(transform[2]), finite(transform[3])) || 1
  return { item, text: str, x, y: finite(transform[5]), endX: x + finite(width), height }
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0
}

function isSameLine(last: PdfRun, run: PdfRun): boolean {
  const height = Math.max(last.height, run.height)
  if (Math.abs(last.y - run.y) > height * SAME_LINE) return false
  // a run far to the left of the one before begins a new line even at the same height, unless it is read that way
  return run.x >= last.x - height || isRightToLeft(run.text) || isRightToLeft(last.text)
}
