import { fileAccess } from './file-access'

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

function createCounter(countPart: (part: string) => number): CountPieces {
  const cache = new Map<string, number>()

  function countWord(word: string): number {
    const found = cache.get(word)
    if (found !== undefined) return found
    let pieces = 0
    for (const [part] of normalised(word).matchAll(PARTS)) pieces += countPart(part)
    if (cache.size >= CACHE_MAX_WORDS) cache.clear()
    cache.set(word, pieces)
    return pieces
  }

  return (text, stopAt = Number.POSITIVE_INFINITY) => {
    let pieces = 0
    for (const [word] of text.matchAll(/\S{1,400}/gu)) {
      pieces += countWord(word)
      if (pieces > stopAt) return pieces
    }
    return pieces
  }
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
