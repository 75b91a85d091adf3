import type { Lexicon } from './lexicon'
import type { QuestionWord } from './read-question'

/** The telling words of two questions, and which of them have no partner in the other. */
export interface MatchedWords {
  readonly onlyA: readonly QuestionWord[]
  readonly onlyB: readonly QuestionWord[]
  /** How many words of either have one. */
  readonly shared: number
}

export function matchWords(
  a: readonly QuestionWord[],
  b: readonly QuestionWord[],
  lexicon: Lexicon,
): MatchedWords {
  const onlyA = a.filter((word) => !b.some((other) => isSameWord(word, other, lexicon)))
  const onlyB = b.filter((word) => !a.some((other) => isSameWord(word, other, lexicon)))
  return { onlyA, onlyB, shared: a.length - onlyA.length + (b.length - onlyB.length) }
}

export function isSameWord(a: QuestionWord, b: QuestionWord, lexicon: Lexicon): boolean {
  if (a.stem === b.stem || a.word === b.word) return true
  if (haveOneMeaning(a.stem, b.stem, lexicon)) return true
  return isDerived(a.word, b.word) || isMisspelt(a, b)
}

export function haveOneMeaning(a: string, b: string, { meanings, opposites }: Lexicon): boolean {
  if (opposites.get(a)?.has(b)) return false
  const ofB = meanings.get(b)
  if (!ofB) return false
  for (const meaning of meanings.get(a) ?? []) if (ofB.has(meaning)) return true
  return false
}

const MIN_ROOT = 5
const DERIVED_ENDING =
  /^(?:|e|y|s|es|ed|er|ers|or|al|ing|ings|ation|ations|ion|ions|ment|ments|able|ible|ive|ance|ence|ly|ity|ness|ung|ungen|en|t|r|te|ten|é|ée|ement|ar|ción|ado|ada)$/u

const SHORT_ROOT = 4
const STRONG_ENDING = /^(?:ment|ments|ation|ing|ings|er|ers|ure|al)$/u

/** deliver and delivery, install and installation. */
function isDerived(a: string, b: string): boolean {
  let root = 0
  while (root < a.length && root < b.length && a[root] === b[root]) root += 1
  const [endA, endB] = [a.slice(root), b.slice(root)]
  if (root >= MIN_ROOT) return DERIVED_ENDING.test(endA) && DERIVED_ENDING.test(endB)
  // "plan" and "plane" are two words, "bill" and "billing" are one
  return (
    root >= SHORT_ROOT &&
    ((endA === '' && STRONG_ENDING.test(endB)) || (endB === '' && STRONG_ENDING.test(endA)))
  )
}

const MIN_MISSPELT = 7

/** One letter more, less or other in a long word; never in names, where it may be another one. */
function isMisspelt(a: QuestionWord, b: QuestionWord): boolean {
  if (a.isName || b.isName || Math.min(a.word.length, b.word.length) < MIN_MISSPELT) return false
  if (Math.abs(a.word.length - b.word.length) > 1 || a.word[0] !== b.word[0]) return false
  let at = 0
  while (at < a.word.length && a.word[at] === b.word[at]) at += 1
  const [restA, restB] = [a.word.slice(at), b.word.slice(at)]
  return (
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    restA.slice(1) === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  )
}

const NEGATIVE_PREFIX = /^(?:un|de|dis|in|im|non|ent|dés|dé|des)/u
const MIN_BASE = 4

/** open and close, lock and unlock. */
export function areOpposite(a: string, b: string, { opposites }: Lexicon): boolean {
  return Boolean(opposites.get(a)?.has(b)) || isNegatedForm(a, b) || isNegatedForm(b, a)
}

function isNegatedForm(plain: string, negated: string): boolean {
  const base = negated.replace(NEGATIVE_PREFIX, '')
  return base !== negated && base.length >= MIN_BASE && base === plain
}
