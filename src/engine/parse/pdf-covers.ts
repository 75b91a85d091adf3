import { type Matrix, multiply } from './matrix'
import { type Box, boxAround, type DrawnLetter, type DrawnRun } from './pdf-letters'

/** A box of full ink, painted over the runs of letters from this one to that, which is not among them. */
export interface Cover {
  readonly box: Box
  readonly from: number
  readonly to: number
}

/** More is a drawing; those that come later hide nothing. */
export const MAX_COVERS = 2000

const MOVE = 0
const LINE = 1
const CLOSE = 4
/** Points of the page that make no difference. */
const SLACK = 0.01
/** Where a letter is told by, as shares of its height above its line: a stroke through or below it does not reach both. */
const LOW = 0.1
const HIGH = 0.45
/** So much of a letter's width may look out at each side. */
const SIDE = 0.2

/** The box that a path fills, on the page; null for any other shape, and for one that stands at an angle. */
export function rectangleOf(path: unknown, matrix: Matrix): Box | null {
  const corners = cornersOf(path)
  if (!corners) return null
  const places = corners.map(([x, y]) => multiply(matrix, [1, 0, 0, 1, x, y]))
  const xs = places.map(([, , , , x]) => x)
  const ys = places.map(([, , , , , y]) => y)
  const isFlat = (values: readonly number[], at: number) =>
    Math.abs((values[at] ?? 0) - (values[(at + 1) % 4] ?? 0)) < SLACK
  const isLevelFirst = isFlat(ys, 0)
  // its sides lie along one axis and the other in turn
  for (let at = 0; at < 4; at++) if (!isFlat((at % 2 === 0) === isLevelFirst ? ys : xs, at)) return null
  return boxAround(xs, ys)
}

/** Four corners of one closed line; a fifth may be the first again. */
function cornersOf(path: unknown): (readonly [number, number])[] | null {
  if (!ArrayBuffer.isView(path)) return null
  const numbers = path as Float32Array
  const corners: (readonly [number, number])[] = []
  for (let at = 0; at < numbers.length; ) {
    const operation = numbers[at]
    if (operation === CLOSE) at++
    else if (operation === (corners.length === 0 ? MOVE : LINE)) {
      corners.push([numbers[at + 1] ?? 0, numbers[at + 2] ?? 0])
      at += 3
    } else return null
    if (corners.length > 5) return null
  }
  const [first, , , , fifth] = corners
  if (fifth && (fifth[0] !== first?.[0] || fifth[1] !== first[1])) return null
  return corners.length < 4 ? null : corners.slice(0, 4)
}

/** What two boxes have in common; null where that cannot be told, or is nothing. */
export function intersection(a: Box | null, b: Box | null): Box | null {
  if (!a || !b) return null
  const box = {
    left: Math.max(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
    top: Math.min(a.top, b.top),
  }
  return box.left < box.right && box.bottom < box.top ? box : null
}

/** Letters over which a box was painted later. */
export function coveredLetters(
  runs: readonly DrawnRun[],
  covers: readonly Cover[],
): ReadonlySet<DrawnLetter> {
  const covered = new Set<DrawnLetter>()
  for (const [index, { letters, size }] of runs.entries())
    for (const { box, from, to } of covers)
      if (index >= from && index < to)
        for (const letter of letters) if (isBelow(letter, size, box)) covered.add(letter)
  return covered
}

function isBelow({ x, y, endX, endY }: DrawnLetter, size: number, box: Box): boolean {
  // of letters that are drawings of their own, or stand at an angle, it is not known how far they reach
  if (!Number.isFinite(size) || Math.abs(endY - y) > SLACK) return false
  const side = Math.abs(endX - x) * SIDE
  return (
    Math.min(x, endX) + side >= box.left &&
    Math.max(x, endX) - side <= box.right &&
    y + size * LOW >= box.bottom &&
    y + size * HIGH <= box.top
  )
}
