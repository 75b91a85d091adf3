import { isStopWord } from './stop-words'

/**
 * code: names something as no prose does (`OPS-306`, `ERR_TOO_LARGE`, `--omit`); quoted: holds a phrase in quotation
 * marks; keywords: a few words without grammar; question: a sentence. Each wants another balance of the two searches.
 */
export type QueryKind = 'empty' | 'code' | 'quoted' | 'keywords' | 'question'

export interface QueryTerm {
  /** As typed, in lower case; may hold marks (`it's`, `ops-306`), which are then found as a phrase. */
  readonly text: string
  readonly kind: 'word' | 'part' | 'phrase' | 'code'
}

export interface UnderstoodQuery {
  readonly kind: QueryKind
  /** What the model reads: repaired, trimmed and cut. */
  readonly text: string
  /** Different terms worth looking for, in the order of the query. */
  readonly terms: readonly QueryTerm[]
  /** True when the query was longer than what is looked at. */
  readonly isCut: boolean
}

/** A pasted letter of this length already holds more than the model's 256 word pieces. */
const MAX_CHARACTERS = 4000
const MAX_WORDS = 200
/** The query of a person who thinks in keywords is rarely longer. */
const MAX_KEYWORDS = 6
/** Longest run without a blank that is a word; beyond it nothing in a document can be the same. */
const MAX_WORD_CHARACTERS = 100

const HAS_WORD = /[\p{L}\p{N}\p{Co}]/u
const NOT_WORD = /[^\p{L}\p{N}\p{M}\p{Co}]+/u
const EDGE = /^[^\p{L}\p{N}\p{M}\p{Co}]+|[^\p{L}\p{N}\p{M}\p{Co}]+$/gu
/**
 * Letters first and a digit somewhere, joined by marks (`VM-BB-500`, `LL-E3`); or five digits and more; or words joined
 * by underscores (`ERR_TOO_LARGE`), which are names and no prose.
 */
const CODE =
  /^(?:(?=[\p{L}\p{N}\-_./#]*\p{N})\p{L}[\p{L}\p{N}]*(?:[-_./#][\p{L}\p{N}]+)+|\p{N}{5,}|[\p{L}\p{N}]+(?:_[\p{L}\p{N}]+)+)$/u
/** Options (`--legacy-peer-deps`) and addresses of settings (`$:/config/Search`): names by the sign they begin with. */
const NAME = /(?:^|\s)(?:--\p{L}[\p{L}\p{N}-]+|\$:\/\S+)(?=$|[\s?!,;])/u
const QUOTED = /["“”„«»]([^"“”„«»]{2,200})["“”„«»]/gu
const QUESTION_START =
  /^(?:how|what|when|where|which|who|whom|whose|why|can|could|may|do|does|did|is|are|was|were|will|would|should|has|have|if|i|we|my|our|the|there|someone|somebody|a|an)\b/i

/** Emoji and other signs mean something to the model; punctuation alone is nearest to no passage more than to another. */
const HAS_MEANING = /[\p{L}\p{N}\p{Co}\p{So}\p{Sc}]/u

/** Reads what was typed; never throws, whatever it holds. */
export function understandQuery(typed: string): UnderstoodQuery {
  const whole = typed.toWellFormed().replaceAll('\0', ' ').trim()
  const text = whole.slice(0, MAX_CHARACTERS).toWellFormed()
  const allWords = text.split(/\s+/).filter((word) => HAS_WORD.test(word))
  const words = allWords.slice(0, MAX_WORDS)
  const phrases = [...text.matchAll(QUOTED)].map((match) => (match[1] ?? '').trim()).filter(isPhrase)
  const terms = collectTerms(words, phrases)
  return {
    kind: kindOf(text, words, terms),
    text,
    terms,
    isCut: whole.length > text.length || allWords.length > words.length,
  }
}

function isPhrase(text: string): boolean {
  return /\S\s+\S/.test(text) && HAS_WORD.test(text)
}

function collectTerms(words: readonly string[], phrases: readonly string[]): QueryTerm[] {
  const all = words.flatMap(termsOfWord)
  const telling = all.filter((term) => !isStopWord(term.text))
  // "how to" and "who are you" hold nothing but stop words: better to look for those than for nothing
  const kept = telling.length > 0 ? telling : all
  const found = new Map<string, QueryTerm>()
  for (const phrase of phrases)
    found.set(phrase.toLowerCase(), { text: phrase.toLowerCase(), kind: 'phrase' })
  for (const term of kept) if (!found.has(term.text)) found.set(term.text, term)
  return [...found.values()]
}

/** `OPS-306` is looked for as it stands and by its parts; a word without marks is one term. */
function termsOfWord(word: string): QueryTerm[] {
  const text = word.replace(EDGE, '').slice(0, MAX_WORD_CHARACTERS).toWellFormed().toLowerCase()
  if (!HAS_WORD.test(text)) return []
  if (CODE.test(text)) return [{ text, kind: 'code' }, ...partsOf(text)]
  const parts = partsOf(text)
  if (parts.length < 2) return [{ text, kind: 'word' }]
  return [{ text, kind: 'word' }, ...parts]
}

function partsOf(text: string): QueryTerm[] {
  const parts = text.split(NOT_WORD).filter((part) => HAS_WORD.test(part))
  return parts.length < 2 ? [] : parts.map((part) => ({ text: part, kind: 'part' }))
}

function kindOf(text: string, words: readonly string[], terms: readonly QueryTerm[]): QueryKind {
  if (!HAS_MEANING.test(text)) return 'empty'
  if (terms.some((term) => term.kind === 'code') || NAME.test(text)) return 'code'
  if (terms.some((term) => term.kind === 'phrase')) return 'quoted'
  const isAsked = text.includes('?') || QUESTION_START.test(text)
  return !isAsked && words.length <= MAX_KEYWORDS ? 'keywords' : 'question'
}
