import { linesOfRuns, type PdfRun, type PdfTextItem } from '@shared/pdf-runs'
import { isRightToLeft, plainLetters } from '@shared/right-to-left'
import { tidyText } from './decode-text'

export interface PdfLine {
  readonly text: string
  /** Points from the bottom of the page. */
  readonly y: number
  /** Height of its highest letters, in points. */
  readonly height: number
}

/** A gap wider than this share of a letter's height is a space that the file does not spell out. */
const SPACE_WIDTH = 0.2
/** A gap as wide as this is the space between two columns of a table. */
const COLUMN_WIDTH = 1.8
/** What stands at the beginning of a line of a list; no column follows it. */
const BULLET = /^(?:[•‣▪–-]|\d{1,3}[.)]?)$/u
/** An accent that stands alone is drawn over a space. */
const LONE_ACCENT = /^\s*(\p{M}+)\s*$/u
/** Seen on the left of a foreign word, the end of the sentence is what follows it. */
const LEADING_STOP = /^([.,:;!?…،؛؟]+)(?=[\p{L}\p{N}])(.*)$/su

/** Joins the runs of a page to lines. */
export function layOutPage(items: readonly PdfTextItem[]): PdfLine[] {
  return linesOfRuns(items).flatMap((runs) => toLine(runs) ?? [])
}

function toLine(runs: readonly PdfRun[]): PdfLine | null {
  const isMixed = runs.some(({ text }) => isRightToLeft(text))
  const gapOf = isMixed ? gapsOfMixed(runs) : gapAfter
  let text = ''
  let height = 0
  let last: PdfRun | null = null
  for (const run of runs) {
    const words = wordsOf(run, isMixed)
    if (!words) continue
    height = Math.max(height, run.height)
    if (isMixed && accentOf(run) !== null) {
      text += words
      continue
    }
    const gap: number = last ? gapOf(last, run) : 0
    if (text && gap > run.height * COLUMN_WIDTH && !BULLET.test(text.trim())) text += ' | '
    else if (text && gap > run.height * SPACE_WIDTH && !text.endsWith(' ')) text += ' '
    text += words
    last = run
  }
  const [first] = runs
  const line = text.replace(/\s+/gu, ' ').trim()
  return first && line ? { text: line, y: first.y, height } : null
}

function wordsOf({ text: given }: PdfRun, isMixed: boolean): string {
  // U+00AD only shows where a word may be divided
  const text = tidyText(given).replaceAll('\u00ad', '')
  if (!text.trim()) return ''
  if (!isMixed) return text
  const accent = accentOf({ text })
  if (accent !== null) return accent
  return isRightToLeft(text) ? plainLetters(text) : text.replace(LEADING_STOP, '$2$1')
}

/** It stands over a letter and takes no room of its own; null for what does. */
function accentOf({ text }: Pick<PdfRun, 'text'>): string | null {
  return LONE_ACCENT.exec(plainLetters(text))?.[1] ?? null
}

function gapAfter(last: PdfRun, run: PdfRun): number {
  return run.x - last.endX
}

/** Runs that are read one after the other need not stand side by side: between those that do not is a space. */
function gapsOfMixed(runs: readonly PdfRun[]): typeof gapAfter {
  const shown = runs.filter((run) => accentOf(run) === null).sort((one, other) => one.x - other.x)
  const placeOf = new Map(shown.map((run, place) => [run, place]))
  return (last, run) => {
    const step = (placeOf.get(run) ?? 0) - (placeOf.get(last) ?? 0)
    if (step === 1) return gapAfter(last, run)
    return step === -1 ? gapAfter(run, last) : run.height * COLUMN_WIDTH
  }
}
