import type { DocumentFormat } from '@shared/models'
import { type ReadablePiece, readablePieces } from './readable-passage'

/** About three lines of a result list. */
const MAX_CHARACTERS = 280
/** A sentence longer than this is cut around its first match. */
const LEAD_CHARACTERS = 60
const MAX_WORD_CHARACTERS = 2000
/** Characters of more units do not occur outside of attacks; those are cut. */
const MAX_GRAPHEME_CHARACTERS = 64
const MIN_PART_CHARACTERS = 40
const ELLIPSIS = '…'
const WORD_START = '\u0002'
const WORD_END = '\u0003'
const SENTENCE_START = '\u0004'
const SENTENCE_END = '\u0005'

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

interface Sentence {
  readonly pieces: readonly ReadablePiece[]
  /** How much of the query it holds: each different word counts once, longer ones more. */
  readonly weight: number
  readonly length: number
}

/**
 * A few lines of a passage around its best sentence, on one line and without signs of markup. Matching words stand
 * between \u0002 and \u0003, the best sentence between \u0004 and \u0005 when it holds any. `marked` is the passage with
 * \u0002 … \u0003 around what matches.
 */
export function snippetOf(marked: string, format: DocumentFormat): string {
  const found = sentencesOf(readablePieces(marked, format))
  const best = bestOf(found)
  if (best === null) return ''
  const isWhole = fits(found)
  const first = isWhole ? 0 : startFor(found, best)
  let room = MAX_CHARACTERS
  const shown: string[] = []
  for (let at = first; at < found.length && room > 0; at++) {
    const sentence = found[at] as Sentence
    // the first few words of a sentence that is cut say nothing
    if (at > best && sentence.length > room && room < MIN_PART_CHARACTERS) break
    const pieces = sentence.length <= room ? sentence.pieces : cutAround(sentence.pieces, room, at === best)
    const text = render(pieces)
    shown.push(at === best && sentence.weight > 0 ? `${SENTENCE_START}${text}${SENTENCE_END}` : text)
    room -= lengthOf(pieces) + 1
  }
  const isCut = shown.length < found.length - first && !shown.at(-1)?.endsWith(ELLIPSIS)
  return `${first > 0 ? `${ELLIPSIS} ` : ''}${shown.join(' ')}${isCut ? ` ${ELLIPSIS}` : ''}`
}

/** The snippet as plain text, for terminals and programs. */
export function plainSnippet(snippet: string): string {
  return snippet.replace(/[\u0002-\u0005]/g, '')
}

function fits(found: readonly Sentence[]): boolean {
  return found.reduce((sum, { length }) => sum + length + 1, 0) <= MAX_CHARACTERS
}

/** Null for a passage without any. Without matches the first sentence that is more than a heading. */
function bestOf(found: readonly Sentence[]): number | null {
  if (found.length === 0) return null
  let best = 0
  for (const [index, { weight }] of found.entries())
    if (weight > (found[best] as Sentence).weight) best = index
  return best
}

/** The sentence before helps to understand the best one, where there is room for both. */
function startFor(found: readonly Sentence[], best: number): number {
  const before = found[best - 1]
  const own = found[best] as Sentence
  return before && before.length + own.length + 1 <= MAX_CHARACTERS ? best - 1 : best
}

function sentencesOf(pieces: readonly (readonly ReadablePiece[])[]): Sentence[] {
  return pieces.flatMap((line) => splitSentences(line).map(toSentence))
}

function toSentence(pieces: readonly ReadablePiece[]): Sentence {
  const words = new Set(pieces.filter(({ isMatch }) => isMatch).map(({ text }) => text.toLowerCase()))
  let weight = 0
  for (const word of words) weight += 1 + Math.min(word.length, 10) / 10
  return { pieces, weight, length: lengthOf(pieces) }
}

/** Cuts one line into its sentences; a piece that crosses an end is cut too. */
function splitSentences(line: readonly ReadablePiece[]): ReadablePiece[][] {
  const text = line.map((piece) => piece.text).join('')
  const ends = [...sentences.segment(text)].map(({ index, segment }) => index + segment.length)
  const result: ReadablePiece[][] = []
  let from = 0
  for (const end of ends) {
    const pieces = trimmed(slice(line, from, end))
    if (lengthOf(pieces) > 0) result.push(pieces)
    from = end
  }
  return result
}

function slice(pieces: readonly ReadablePiece[], from: number, to: number): ReadablePiece[] {
  const result: ReadablePiece[] = []
  let at = 0
  for (const { text, isMatch } of pieces) {
    const part = text.slice(Math.max(0, from - at), Math.max(0, to - at))
    if (part !== '') result.push({ text: part, isMatch })
    at += text.length
  }
  return result
}

function trimmed(pieces: readonly ReadablePiece[]): ReadablePiece[] {
  const text = pieces.map((piece) => piece.text).join('')
  return slice(pieces, text.length - text.trimStart().length, text.trimEnd().length)
}

/** At most `room` characters, from a little before the first match, between words where there are any. */
function cutAround(pieces: readonly ReadablePiece[], room: number, isBest: boolean): ReadablePiece[] {
  const text = pieces.map((piece) => piece.text).join('')
  const from = isBest ? leadStart(text, firstMatchAt(pieces)) : 0
  const to = cutEnd(text, from, from + Math.max(1, room - 2))
  const cut = trimmed(slice(pieces, from, to))
  return [
    ...(from > 0 ? [{ text: `${ELLIPSIS} `, isMatch: false }] : []),
    ...cut,
    ...(to < text.length ? [{ text: ` ${ELLIPSIS}`, isMatch: false }] : []),
  ]
}

function firstMatchAt(pieces: readonly ReadablePiece[]): number {
  let at = 0
  for (const { text, isMatch } of pieces) {
    if (isMatch) return at
    at += text.length
  }
  return 0
}

function leadStart(text: string, matchAt: number): number {
  if (matchAt <= LEAD_CHARACTERS) return 0
  const space = text.indexOf(' ', matchAt - LEAD_CHARACTERS)
  return space >= 0 && space < matchAt ? space + 1 : graphemeStart(text, matchAt - LEAD_CHARACTERS)
}

function cutEnd(text: string, from: number, to: number): number {
  if (to >= text.length) return text.length
  const space = text.lastIndexOf(' ', to)
  return space > from + (to - from) / 2 ? space : Math.max(from + 1, graphemeStart(text, to))
}

/** The beginning of the visible character that holds this place: a cut must not part a letter from its accents. */
function graphemeStart(text: string, at: number): number {
  // from the word's beginning, because flags are pairs that are counted from there; a word without end is an attack
  const from = Math.max(0, at - MAX_WORD_CHARACTERS, text.lastIndexOf(' ', at) + 1)
  const inside = graphemes.segment(text.slice(from, at + MAX_GRAPHEME_CHARACTERS)).containing(at - from)
  return inside ? from + inside.index : at
}

function lengthOf(pieces: readonly ReadablePiece[]): number {
  return pieces.reduce((sum, { text }) => sum + text.length, 0)
}

function render(pieces: readonly ReadablePiece[]): string {
  return pieces.map(({ text, isMatch }) => (isMatch ? `${WORD_START}${text}${WORD_END}` : text)).join('')
}
