import type { Knowledge } from '../knowledge/knowledge'
import { quoteTerm } from '../search/match-expression'
import { questionWords } from '../search/question-terms'
import { isStopWord } from '../search/stop-words'

/** A question as the passages are judged by it. */
export interface AskedFor {
  readonly question: string
  /** See questionTerms. */
  readonly terms: readonly string[]
  /** How much of the question each term is, in their order; all 0 where words cannot tell. */
  readonly weights: readonly number[]
}

/** Counting goes no further: what is more frequent is common. */
const COUNTED_PASSAGES = 8000
/**
 * A word that stands in no passage is what the question is about, and the passages are about something else. On the odd questions of three sets a factor of 3 tells best, of 2 and 4 nearly as well.
 */
const UNKNOWN_FACTOR = 3
/**
 * A number on its own or of five digits and more is the customer's order, sum or year: no article can know it, and it
 * says nothing of the subject. A short one inside of a code (`PAY-199`) does.
 */
const OWN_NUMBER = /(?<![\p{L}\p{N}][-_./#]?)\p{N}+(?![-_./#]?[\p{L}\p{N}])|\p{N}{5,}/gu
/** Written without blanks: the whole sentence would count as one word, and as one that occurs nowhere. */
const WITHOUT_BLANKS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Weighs the words of a question by how rare they are in what is known. */
export function askedFor(question: string, knowledge: Pick<Knowledge, 'frequency' | 'counts'>): AskedFor {
  const { chunks } = knowledge.counts()
  const words = questionWords(question)
  const ownNumbers = new Set(question.match(OWN_NUMBER))
  const weights = words.map(({ word }) => {
    if (isStopWord(word) || WITHOUT_BLANKS.test(word)) return 0
    const frequency = knowledge.frequency(quoteTerm(word), COUNTED_PASSAGES)
    const rarity = Math.log((chunks + 1) / (frequency + 0.5))
    if (frequency > 0) return Math.max(0, rarity)
    return ownNumbers.has(word) ? 0 : rarity * UNKNOWN_FACTOR
  })
  return { question, terms: words.map(({ stem }) => stem), weights }
}

/** How much of the question stands in a text, 0 … 1; null where its words cannot tell. */
export function heldShare({ terms, weights }: AskedFor, stems: ReadonlySet<string>): number | null {
  const whole = weights.reduce((sum, weight) => sum + weight, 0)
  if (whole <= 0) return null
  return terms.reduce((sum, term, place) => sum + (stems.has(term) ? (weights[place] ?? 0) : 0), 0) / whole
}
