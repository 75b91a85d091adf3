/** Hebrew, Arabic and their neighbours, and the forms of their letters that only fonts know. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
const LETTER = /\p{L}/gu
const DIGIT = /\p{N}/u
/** How a letter looks inside of a word, as a letter of its own: "ﺳ" for "س". */
const PRESENTATION_FORMS = /[\ufb1d-\ufdff\ufe70-\ufefc]+/gu

export interface PlacedText {
  readonly text: string
  /** From the left, in any unit. */
  readonly x: number
  readonly endX: number
}

export function isRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text)
}

/** Letters as they are typed and searched for, not as a font joins them. */
export function plainLetters(text: string): string {
  return text.replace(PRESENTATION_FORMS, (forms) => forms.normalize('NFKC'))
}

/**
 * The runs of one line, given from left to right, in the order in which they are read. A line belongs to the direction of
 * most of its letters; what runs the other way stays together and is turned within itself.
 */
export function inReadingOrder<R extends PlacedText>(runs: readonly R[]): readonly R[] {
  if (!runs.some(({ text }) => isRightToLeft(text))) return runs
  const shown = runs.toSorted((one, other) => one.x - other.x)
  const isTurned = mostRunLeft(shown)
  const base = isTurned ? shown.toReversed() : shown
  return turnOthers(base, isTurned)
}

function mostRunLeft(runs: readonly PlacedText[]): boolean {
  const letters = runs.flatMap(({ text }) => text.match(LETTER) ?? [])
  return letters.filter(isRightToLeft).length * 2 > letters.length
}

/** Turns each stretch of runs that goes against the line, from its first to its last letter. */
function turnOthers<R extends PlacedText>(runs: readonly R[], isLineTurned: boolean): R[] {
  const ordered: R[] = []
  for (let at = 0; at < runs.length; ) {
    const length = stretchAgainst(runs, at, isLineTurned)
    if (length === 0) ordered.push(runs[at++] as R)
    else {
      ordered.push(...runs.slice(at, at + length).reverse())
      at += length
    }
  }
  return ordered
}

/** How many runs from here on go the other way; 0 when this one does not begin such a stretch. */
function stretchAgainst(runs: readonly PlacedText[], from: number, isLineTurned: boolean): number {
  const goesAgainst = ({ text }: PlacedText) =>
    isLineTurned ? !isRightToLeft(text) && text.match(LETTER) !== null : isRightToLeft(text)
  const mayBelong = (run: PlacedText) => goesAgainst(run) || run.text.match(LETTER) === null
  const mayEnd = (run: PlacedText) => goesAgainst(run) || (isLineTurned && DIGIT.test(run.text))
  const first = runs[from]
  if (!first || !mayEnd(first)) return 0
  let end = from
  let hasWord = false
  for (let at = from; at < runs.length; at++) {
    const run = runs[at]
    if (!run || !mayBelong(run)) break
    hasWord ||= goesAgainst(run)
    if (mayEnd(run)) end = at + 1
  }
  // figures alone, "14 - 21", stand in the order of the line
  return hasWord ? end - from : 0
}
