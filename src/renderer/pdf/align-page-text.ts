import { plainLetters } from '@shared/right-to-left'
import type { Stretch } from '../document/places'

/** A part of one of a page's text items, in letters of the item. */
export interface ItemRange {
  readonly item: number
  readonly from: number
  readonly to: number
}

interface Letter {
  readonly at: number
  readonly item: number
  readonly char: string
  /** Of what is drawn. */
  readonly length: number
}

/** Letters that have to agree before the two are believed to be side by side again. */
const SURE_LETTERS = 12
/** A running head or foot is no longer than this. */
const MAX_SKIPPED = 2_000
/** What the reader of the text put in or wrote in another way. */
const MAX_INSERTED = 24

/**
 * Where each stored letter of a page stands among the page's own text items. The stored text was made of the same
 * items in the same order (`order`, their places as they are read): white space differs, running heads are left out, bars
 * between columns are put in. Gives for a stretch of the stored text (offsets within `stored`) the parts of items that show
 * it, in order.
 */
export function alignPageText(
  stored: string,
  items: readonly string[],
  order: readonly number[] = [...items.keys()],
): (stretch: Stretch) => ItemRange[] {
  const own = lettersOf(stored, 0)
  const shown = order.flatMap((item) => lettersOf(items[item] ?? '', item))
  const partner = pair(own, shown)
  return ({ start, end }) => {
    const ranges: { item: number; from: number; to: number }[] = []
    for (const [index, letter] of own.entries()) {
      if (letter.at < start || letter.at >= end) continue
      const place = shown[partner[index] ?? -1]
      if (!place) continue
      const last = ranges.at(-1)
      const to = place.at + place.length
      if (last && last.item === place.item && place.at >= last.from) last.to = Math.max(last.to, to)
      else ranges.push({ item: place.item, from: place.at, to })
    }
    return ranges
  }
}

/** For each of the own letters the place of its partner; -1 for those without one. */
function pair(own: readonly Letter[], shown: readonly Letter[]): Int32Array {
  const partner = new Int32Array(own.length).fill(-1)
  let one = 0
  let other = 0
  // where both began to agree
  let run = { one, other }
  while (one < own.length && other < shown.length) {
    if (own[one]?.char === shown[other]?.char) {
      partner[one++] = other++
      continue
    }
    // a running head may begin with the words of the title: what agreed for a moment only is looked for again further on
    const isShort = one > run.one && one - run.one < SURE_LETTERS
    const again = isShort ? furtherOn(own, run.one, shown, run.other) : null
    if (again !== null) {
      partner.fill(-1, run.one, one)
      one = run.one
      other = again
      run = { one, other }
      continue
    }
    const step = nextAgreement(own, one, shown, other)
    // a letter that is nowhere on the page costs only itself
    one += step ? step.own : 1
    other += step ? step.shown : 0
    run = { one, other }
  }
  return partner
}

/** Where, further on, the page has what stands here; null where it has not. */
function furtherOn(own: readonly Letter[], one: number, shown: readonly Letter[], other: number) {
  for (let skipped = 1; skipped <= MAX_SKIPPED; skipped++)
    if (agrees(own, one, shown, other + skipped)) return other + skipped
  return null
}

/** The fewest letters to leave out, on either side, until both agree again for long enough. */
function nextAgreement(own: readonly Letter[], one: number, shown: readonly Letter[], other: number) {
  for (let skipped = 1; skipped <= MAX_SKIPPED; skipped++) {
    if (skipped <= MAX_INSERTED && agrees(own, one + skipped, shown, other)) return { own: skipped, shown: 0 }
    if (agrees(own, one, shown, other + skipped)) return { own: 0, shown: skipped }
    if (skipped <= MAX_INSERTED && agrees(own, one + skipped, shown, other + skipped))
      return { own: skipped, shown: skipped }
  }
  return null
}

function agrees(own: readonly Letter[], one: number, shown: readonly Letter[], other: number): boolean {
  const length = Math.min(SURE_LETTERS, own.length - one, shown.length - other)
  if (length <= 0) return false
  for (let at = 0; at < length; at++) if (own[one + at]?.char !== shown[other + at]?.char) return false
  return true
}

/** White space, and the bars put in between columns, are placed differently by everybody; U+00AD only shows where a word may be divided. */
function lettersOf(text: string, item: number): Letter[] {
  return [...text.matchAll(/[^\s|\u00ad\u0000]/gu)].flatMap(({ index, 0: shown }) =>
    // a font may draw two letters in one
    [...plainLetters(shown)].map((char) => ({ at: index, item, char, length: shown.length })),
  )
}
