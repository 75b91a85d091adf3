import { fileAccess } from './file-access'
import { createWordCounts, EMPTY_HASH, hashWith } from './word-counts'

/**
 * Word pieces the embedding model reads of a text, without its two special ones; stops early and returns what it has
 * when the count passes `stopAt`. Adds up over texts joined by white space. Never lower than the tokenizer's own count.
 */
export type CountPieces = (text: string, stopAt?: number) => number

interface TokenizerFile {
  readonly model: {
    readonly type: string
    readonly vocab: Readonly<Record<string, number>>
    readonly continuing_subword_prefix: string
    readonly max_input_chars_per_word: number
  }
}

/** Different words kept with their count: English support texts use some 20,000. */
const CACHE_MAX_WORDS = 50_000

/** Beyond this a "word" is no word; three characters a piece is what base64 and the like come to. */
const CHARS_PER_PIECE = 3

/** The same marks the tokenizer cuts at: each is a piece of its own. */
const MARK =
  /[\p{P}\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{2fa1f}]/u
const PARTS = new RegExp(`${MARK.source}|(?:(?!${MARK.source})[^\\s])+`, 'gu')

/** A word that goes on for longer is looked at in stretches of so many characters. */
const STRETCH_MAX_CHARS = 400
/** What a character of ASCII is to the tokenizer. */
const PART = 1
const MARK_ALONE = 2
const SPACE = 3
const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) return SPACE
  if (code < 0x21 || code === 0x7f) return 0
  return MARK.test(String.fromCharCode(code)) ? MARK_ALONE : PART
})

/** Counts as the WordPiece tokenizer does, from its own vocabulary: 466 kB, read once in 15 ms. */
export function createPieceCounter(tokenizerFile: string): CountPieces {
  const model = readModel(tokenizerFile)
  if (!model) return countRoughly
  const { vocab, continuing_subword_prefix: prefix, max_input_chars_per_word: maxChars } = model
  const known = new Set(Object.keys(vocab))
  return createCounter((part) => piecesOfPart(part, known, prefix, maxChars))
}

/** Null for a missing file and for another kind of tokenizer: passages only need a sensible size then. */
function readModel(tokenizerFile: string): TokenizerFile['model'] | null {
  try {
    const { model } = JSON.parse(fileAccess.readWhole(tokenizerFile, 'utf8')) as TokenizerFile
    return model.type === 'WordPiece' ? model : null
  } catch {
    return null
  }
}

/** A guess for the case that there is no vocabulary. */
export const countRoughly: CountPieces = createCounter((part) => Math.ceil(part.length / CHARS_PER_PIECE))

/**
 * Nearly all that is counted is words and marks of ASCII, and these are told by their codes, without a pattern or a
 * string for each: a fifth of the time. A word with anything else in it goes the long way, as a whole.
 */
function createCounter(countPart: (part: string) => number): CountPieces {
  const parts = createWordCounts(countPart)
  const cache = new Map<string, number>()
  let plainEnd = 0
  const nextStretch = new RegExp(`\\S{1,${STRETCH_MAX_CHARS}}`, 'gu')

  function countWord(word: string): number {
    const found = cache.get(word)
    if (found !== undefined) return found
    let pieces = 0
    for (const [part] of normalised(word).matchAll(PARTS)) pieces += countPart(part)
    if (cache.size >= CACHE_MAX_WORDS) cache.clear()
    cache.set(word, pieces)
    return pieces
  }

  /** Pieces of the word that begins here, up to `plainEnd`; -1 when there is more in it, or when it is too long. */
  function countPlain(codes: Uint16Array, start: number, length: number): number {
    const limit = Math.min(length, start + STRETCH_MAX_CHARS)
    let pieces = 0
    let partStart = start
    let hash = EMPTY_HASH
    let at = start
    for (; at < limit; at++) {
      const code = codes[at] as number
      const kind = KINDS[code]
      if (kind === PART) {
        hash = hashWith(hash, code)
        continue
      }
      if (!kind) return -1
      if (at > partStart) pieces += parts.of(codes, partStart, at, hash)
      if (kind === SPACE) break
      pieces++
      partStart = at + 1
      hash = EMPTY_HASH
    }
    if (at === limit) {
      if (limit < length) return -1
      if (at > partStart) pieces += parts.of(codes, partStart, at, hash)
    }
    plainEnd = at
    return pieces
  }

  return (text, stopAt = Number.POSITIVE_INFINITY) => {
    const codes = codesOf(text)
    const { length } = text
    let pieces = 0
    let at = 0
    while (at < length && pieces <= stopAt) {
      if (KINDS[codes[at] as number] === SPACE) {
        at++
        continue
      }
      const plain = countPlain(codes, at, length)
      if (plain >= 0) {
        pieces += plain
        at = plainEnd
        continue
      }
      nextStretch.lastIndex = at
      const found = nextStretch.exec(text)
      if (!found) break
      pieces += countWord(found[0])
      at = nextStretch.lastIndex
    }
    return pieces
  }
}

/** Longer than nearly every block; a longer text gets a copy of its own. */
const SHARED_CODES = new Uint16Array(1 << 16)
const SHARED_BYTES = Buffer.from(SHARED_CODES.buffer)

/** The characters of a text as numbers: it is a slice of another, and asking such a string for each costs three times as much. */
function codesOf(text: string): Uint16Array {
  const isShort = text.length <= SHARED_CODES.length
  const codes = isShort ? SHARED_CODES : new Uint16Array(text.length)
  ;(isShort ? SHARED_BYTES : Buffer.from(codes.buffer)).write(text, 'utf16le')
  return codes
}

/** Lower case, accents off, invisible marks out: what the model was trained on. */
function normalised(word: string): string {
  const lower = word.toLowerCase()
  return /^[\u0021-\u007e]*$/u.test(lower)
    ? lower
    : lower.normalize('NFD').replace(/[\p{Mn}\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
}

/** Greedy longest match, as the tokenizer does it; an unknown or an over-long part is one [UNK] to it. */
function piecesOfPart(part: string, known: ReadonlySet<string>, prefix: string, maxChars: number): number {
  if (part.length > maxChars) return Math.ceil(part.length / CHARS_PER_PIECE)
  if (known.has(part)) return 1
  let pieces = 0
  let start = 0
  while (start < part.length) {
    let end = part.length
    while (end > start && !known.has((start > 0 ? prefix : '') + part.slice(start, end))) end--
    // the tokenizer gives the whole part up as one; the letters of it are the safe side
    if (end === start) return Math.max(pieces + 1, 1)
    pieces++
    start = end
  }
  return pieces
}
