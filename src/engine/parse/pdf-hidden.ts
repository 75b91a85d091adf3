import type { PdfTextItem } from '@shared/pdf-runs'
import { coveredLetters } from './pdf-covers'
import { type PageDrawing, touches } from './pdf-drawing'
import type { Box, DrawnLetter, DrawnRun } from './pdf-letters'

/** Letters of less than a point, on a page of the usual height, are there for machines. */
const LEAST_SIZE = 1
const USUAL_PAGE_HEIGHT = 800
/** A drawn letter is not much higher than the text that says what it is. */
const SHAPE_MAX_SIZE = 4
/** Places are compared in cells of a fifth of a point: the library gives them with a rounding of its own. */
const CELLS_PER_POINT = 5
/** A gap wider than this share of a letter's height is a space. */
const SPACE_WIDTH = 0.1

/** What a letter becomes: left out without a word where it lies beside the page. */
interface Judged extends DrawnLetter {
  readonly isShown: boolean
}

export interface ShownItems {
  readonly items: readonly PdfTextItem[]
  readonly hasHidden: boolean
}

/**
 * Takes out the letters that nobody sees on the page: on a layer that is off, painted in no ink, too small, or white with
 * nothing below, or below a box that is painted over it later.
 * Letters without ink over a picture, or over letters drawn as shapes, say what is seen there, and stay.
 * 1. The page's letters are judged in the order they are painted, and found again in the items by their place.
 * 2. An item without hidden letters stays as it is; of the others stays what is shown.
 * `view` is the page's box: left, bottom, right, top.
 */
export function withoutHiddenText(
  items: readonly PdfTextItem[],
  drawing: PageDrawing,
  view: readonly number[],
): ShownItems {
  const hidden = new Set(drawing.runs.filter((run) => isHidden(run, drawing, view)))
  const covered = coveredLetters(drawing.runs, drawing.covers)
  if (hidden.size === 0 && covered.size === 0) return { items, hasHidden: false }
  const isShown = (run: DrawnRun, letter: DrawnLetter) => !hidden.has(run) && !covered.has(letter)
  const letters = lettersOf(drawing.runs, isShown, view)
  const starts = startsOf(items, letters)
  const shown: PdfTextItem[] = []
  let end = letters.length
  let hasHidden = false
  for (let at = items.length - 1; at >= 0; at--) {
    const item = items[at] as PdfTextItem
    const start = starts[at] ?? null
    const own = start === null ? [] : letters.slice(start, end)
    if (start !== null) end = start
    if (own.every(({ isShown, text }) => isShown || !text.trim())) shown.push(item)
    else {
      hasHidden = true
      shown.push(...piecesOf(item, own).reverse())
    }
  }
  return { items: shown.reverse(), hasHidden }
}

function isHidden(run: DrawnRun, { pictures, shapes }: PageDrawing, view: readonly number[]): boolean {
  if (run.isOnHiddenLayer) return true
  const height = Math.abs((view[3] ?? 0) - (view[1] ?? 0))
  if (run.size < LEAST_SIZE * Math.min(1, height / USUAL_PAGE_HEIGHT)) return true
  if (run.isWhiteOnWhite) return true
  if (!run.isInvisible) return false
  const isBelow = (box: Box) => touches(box, run.letters, run.size)
  const isLetter = (box: Box) => box.top - box.bottom <= run.size * SHAPE_MAX_SIZE
  return !pictures.some(isBelow) && !shapes.some((box) => isLetter(box) && isBelow(box))
}

/** Those on the page. */
function lettersOf(
  runs: readonly DrawnRun[],
  isShown: (run: DrawnRun, letter: DrawnLetter) => boolean,
  [left = 0, bottom = 0, right = 0, top = 0]: readonly number[],
): Judged[] {
  return runs.flatMap((run) =>
    run.letters
      .filter(({ x, y, endX }) => Math.max(x, endX) >= left && x <= right && y >= bottom && y <= top)
      .map((letter) => ({ ...letter, isShown: isShown(run, letter) })),
  )
}

/** For each item the index of its first letter, each after the one before; null where none has its place. */
function startsOf(items: readonly PdfTextItem[], letters: readonly Judged[]): (number | null)[] {
  const cells = new Map<string, number[]>()
  for (const [index, { text, x, y }] of letters.entries()) {
    if (!text.trim()) continue
    const key = cellOf(x, y, 0, 0)
    const cell = cells.get(key)
    if (cell) cell.push(index)
    else cells.set(key, [index])
  }
  let next = 0
  return items.map(({ str, transform }) => {
    if (!str?.trim() || !transform) return null
    const [, , , , x = 0, y = 0] = transform
    let found = Number.POSITIVE_INFINITY
    for (const right of [-1, 0, 1])
      for (const up of [-1, 0, 1])
        found = Math.min(found, firstFrom(cells.get(cellOf(x, y, right, up)) ?? [], next))
    if (found === Number.POSITIVE_INFINITY) return null
    next = found + 1
    return found
  })
}

function cellOf(x: number, y: number, right: number, up: number): string {
  return `${Math.round(x * CELLS_PER_POINT) + right} ${Math.round(y * CELLS_PER_POINT) + up}`
}

/** The first of the rising numbers that is not below `least`. */
function firstFrom(rising: readonly number[], least: number): number {
  let low = 0
  let high = rising.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rising[middle] as number) < least) low = middle + 1
    else high = middle
  }
  return rising[low] ?? Number.POSITIVE_INFINITY
}

/** An item for each row of shown letters. */
function piecesOf(item: PdfTextItem, letters: readonly Judged[]): PdfTextItem[] {
  const pieces: PdfTextItem[] = []
  let open: Judged[] = []
  const close = () => {
    const [first] = open
    const last = open.at(-1)
    const str = textOf(open, item.height ?? 0)
    if (first && last && str) {
      const transform = [...(item.transform ?? []).slice(0, 4), first.x, first.y]
      const width = Math.hypot(last.endX - first.x, last.endY - first.y)
      pieces.push({ ...item, str, transform, width })
    }
    open = []
  }
  for (const letter of letters) {
    if (letter.isShown) open.push(letter)
    else close()
  }
  close()
  return pieces
}

function textOf(letters: readonly Judged[], height: number): string {
  let text = ''
  let last: Judged | null = null
  for (const letter of letters) {
    const gap = last ? Math.hypot(letter.x - last.endX, letter.y - last.endY) : 0
    if (gap > height * SPACE_WIDTH) text += ' '
    text += letter.text
    last = letter
  }
  // letters that are one sign in the font, such as "fi"
  return text.replace(/[\ufb00-\ufb06]/gu, (sign) => sign.normalize('NFKC')).trim()
}
