import { tidyText } from './decode-text'

/** What the PDF reader gives for a run of letters; marked content has no `str`. */
export interface PdfTextItem {
  readonly str?: string
  readonly transform?: readonly number[]
  readonly width?: number
  readonly height?: number
}

export interface PdfLine {
  readonly text: string
  /** Points from the bottom of the page. */
  readonly y: number
  /** Height of its highest letters, in points. */
  readonly height: number
}

/** Runs within half a letter's height of each other stand on one line. */
const SAME_LINE = 0.5
/** A gap wider than this share of a letter's height is a space that the file does not spell out. */
const SPACE_WIDTH = 0.2
/** A gap as wide as this is the space between two columns of a table. */
const COLUMN_WIDTH = 1.8

interface Run {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly endX: number
  readonly height: number
}

/** Joins the runs of a page to lines, in the order of the file, which is nearly always that of reading. */
export function layOutPage(items: readonly PdfTextItem[]): PdfLine[] {
  const lines: PdfLine[] = []
  let open: Run[] = []
  const close = () => {
    const line = toLine(open)
    if (line) lines.push(line)
    open = []
  }
  for (const item of items) {
    const run = toRun(item)
    if (!run) continue
    const last = open.at(-1)
    if (last && !isSameLine(last, run)) close()
    open.push(run)
  }
  close()
  return lines
}

function toRun(item: PdfTextItem): Run | null {
  const { str, transform } = item
  if (!str || !transform) return null
  // U+00AD only shows where a word may be divided
  const text = tidyText(str).replaceAll('\u00ad', '')
  if (!text.trim()) return null
  const x = finite(transform[4])
  const height = finite(item.height) || Math.hypot(finite(transform[2]), finite(transform[3])) || 1
  return { text, x, y: finite(transform[5]), endX: x + finite(item.width), height }
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0
}

function isSameLine(last: Run, run: Run): boolean {
  const height = Math.max(last.height, run.height)
  // a run far to the left of the one before begins a new line even at the same height
  return Math.abs(last.y - run.y) <= height * SAME_LINE && run.x >= last.x - height
}

function toLine(runs: readonly Run[]): PdfLine | null {
  let text = ''
  let height = 0
  let endX = 0
  for (const run of runs) {
    const gap = run.x - endX
    if (text && gap > run.height * COLUMN_WIDTH && !/^(?:[•‣▪–-]|\d{1,3}[.)]?)$/u.test(text.trim()))
      text += ' | '
    else if (text && gap > run.height * SPACE_WIDTH && !text.endsWith(' ')) text += ' '
    text += run.text
    endX = run.endX
    height = Math.max(height, run.height)
  }
  const [first] = runs
  const words = text.replace(/\s+/gu, ' ').trim()
  return first && words ? { text: words, y: first.y, height } : null
}
