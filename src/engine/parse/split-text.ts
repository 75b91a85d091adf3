import type { CountPieces } from './count-pieces'

/** A stretch that is never cut again, with the word pieces it costs. */
export interface Unit {
  readonly start: number
  readonly end: number
  readonly pieces: number
  /** Cut out of the middle of a word: it cannot be joined to what stands before it without changing the count. */
  readonly isWordPart?: boolean
}

/** The segmenter copies what it is given: windows keep a 10 MB line linear in time and small in memory. */
const WINDOW_CHARS = 8_000

/** Longer than any word of any language; a longer run without a space is data. */
const WORD_MAX_CHARS = 400

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' })
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Cuts text.slice(start, end) into sentences, and those longer than `maxPieces` into runs of words. In order. */
export function splitIntoUnits(
  text: string,
  range: { readonly start: number; readonly end: number },
  maxPieces: number,
  count: CountPieces,
): Unit[] {
  const units: Unit[] = []
  for (const window of windowsOf(text, range.start, range.end)) {
    for (const { segment, index } of SENTENCES.segment(text.slice(window.start, window.end))) {
      const sentence = trimmed(text, window.start + index, window.start + index + segment.length)
      if (!sentence) continue
      const pieces = count(text.slice(sentence.start, sentence.end), maxPieces)
      if (pieces <= maxPieces) units.push({ ...sentence, pieces })
      else units.push(...splitIntoWordRuns(text, sentence, maxPieces, count))
    }
  }
  return units
}

/** Packs whole words up to `maxPieces` a run; a word that alone is more is cut between graphemes. */
function splitIntoWordRuns(
  text: string,
  range: { readonly start: number; readonly end: number },
  maxPieces: number,
  count: CountPieces,
): Unit[] {
  const units: Unit[] = []
  let run: { start: number; end: number; pieces: number } | null = null
  for (const word of wordsOf(text, range.start, range.end)) {
    const pieces = count(text.slice(word.start, word.end), maxPieces)
    const isTooLong = pieces > maxPieces || word.end - word.start > WORD_MAX_CHARS
    if (run && (isTooLong || run.pieces + pieces > maxPieces)) {
      units.push(run)
      run = null
    }
    if (isTooLong) units.push(...splitWord(text, word, maxPieces, count))
    else if (run) run = { start: run.start, end: word.end, pieces: run.pieces + pieces }
    else run = { ...word, pieces }
  }
  if (run) units.push(run)
  return units
}

function splitWord(
  text: string,
  word: { readonly start: number; readonly end: number },
  maxPieces: number,
  count: CountPieces,
): Unit[] {
  const units: Unit[] = []
  let at = word.start
  while (at < word.end) {
    let maxChars = Math.min(WORD_MAX_CHARS, word.end - at)
    let end = graphemeEnd(text, at, at + maxChars, word.end)
    let pieces = count(text.slice(at, end), maxPieces)
    while (pieces > maxPieces && maxChars > 1) {
      maxChars = Math.floor(maxChars / 2)
      end = graphemeEnd(text, at, at + maxChars, word.end)
      pieces = count(text.slice(at, end), maxPieces)
    }
    units.push({ start: at, end, pieces, isWordPart: true })
    at = end
  }
  return units
}

/** The last grapheme boundary in (start, wanted]; a cluster longer than that is cut between two code points. */
function graphemeEnd(text: string, start: number, wanted: number, limit: number): number {
  if (wanted >= limit) return limit
  const around = text.slice(start, Math.min(limit, wanted + 32))
  let end = start
  for (const { index, segment } of GRAPHEMES.segment(around)) {
    const next = start + index + segment.length
    if (next > wanted) break
    end = next
  }
  if (end > start) return end
  return isInsidePair(text, wanted) ? wanted + 1 : wanted
}

function isInsidePair(text: string, at: number): boolean {
  const before = text.charCodeAt(at - 1)
  return before >= 0xd800 && before <= 0xdbff
}

/** Stretches of bounded length that end after white space, or between graphemes where there is none. */
function* windowsOf(text: string, start: number, end: number): Generator<{ start: number; end: number }> {
  let at = start
  while (at < end) {
    let cut = Math.min(end, at + WINDOW_CHARS)
    if (cut < end) {
      const slice = text.slice(at, cut)
      const space = slice.search(/\s\S*$/u)
      // without any space in 8,000 characters the cut is as good here as anywhere
      cut = space > 0 ? at + space + 1 : graphemeEnd(text, at, cut, end)
    }
    yield { start: at, end: cut }
    at = cut
  }
}

function* wordsOf(text: string, start: number, end: number): Generator<{ start: number; end: number }> {
  for (const match of text.slice(start, end).matchAll(/\S+/gu))
    yield { start: start + match.index, end: start + match.index + match[0].length }
}

/** Null when nothing but white space is left. */
export function trimmed(text: string, start: number, end: number): { start: number; end: number } | null {
  let from = start
  let to = end
  while (from < to && isSpace(text, from)) from++
  while (to > from && isSpace(text, to - 1)) to--
  return to > from ? { start: from, end: to } : null
}

function isSpace(text: string, at: number): boolean {
  return /\s/u.test(text[at] as string)
}
