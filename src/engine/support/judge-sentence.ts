import type { SupportFault } from '@shared/support-models'
import type { Lexicon } from '../meaning/lexicon'
import { contentWords, type Evidence } from './evidence'
import { findFault } from './find-fault'
import { isSameQuantity, quantitiesIn } from './quantities'
import type { Vectors } from './vectors'
import { hasSynonym, languageOf } from './word-sense'

/** A sentence that states something, and what it leans on. */
export interface Statement {
  readonly text: string
  /** With the sentence before it where it speaks of "it" or "they"; else the same. */
  readonly inContext: string
  /** Places of the passages that it cites, from 0. */
  readonly cited: readonly number[]
  /** The question: what it says of the customer needs no evidence. */
  readonly asked: string
}

export interface Judgement {
  readonly isBacked: boolean
  readonly fault: SupportFault | null
  /** What bears it out, or comes nearest; null where nothing is alike. */
  readonly evidence: Evidence | null
}

/**
 * Logistic weights of what the best evidence has: similarity of the sentences, mean of how well each of its words is
 * met, and how many of its numbers are. Fitted on six sets of labelled sentences, each judged by the other five; the
 * words met worst, what the evidence says more, and its other sentences add nothing there. See docs/decisions/0025.
 */
const WEIGHTS = { similarity: 4.9, words: 2.2, numbers: 1.1 }
const ENOUGH = 5.1
/** Without a model: the share of its words that must stand in the evidence, and with a number that fits. */
const ENOUGH_WORDS = 0.6
const ENOUGH_WORDS_WITH_NUMBER = 0.45
/** A word in the neighbouring sentence is nearly as good as one in the sentence itself. */
const IN_CONTEXT = 0.9
/** A word that the lists know to mean the same; one may have several meanings. */
const SYNONYM = 0.85
/** Below this nothing is alike, and no passage is named as the nearest. */
const ALIKE = 0.25
/** A passage that the sentence itself cites is preferred to one as good. */
const CITED_BONUS = 0.15
/** Words are compared by their vectors for these only: the best one is among them. */
const SHORT_LIST = 4

/** 1. A short list by words, numbers and likeness; 2. the words of those compared by meaning; 3. the best one judged. */
export function judgeSentence(
  statement: Statement,
  evidence: readonly Evidence[],
  vectors: Vectors | null,
): Judgement {
  // 2.
  const ranked = shortList(statement, evidence, vectors)
    .map((candidate) => ({ ...measure(statement, candidate, vectors), evidence: candidate }))
    .sort((a, b) => rank(b) - rank(a))
  // 3.
  const [best] = ranked
  if (!best) return { isBacked: false, fault: 'not_found', evidence: null }
  if (best.fault) return { isBacked: false, fault: best.fault, evidence: best.evidence }
  if (isEnough(best, vectors !== null)) return { isBacked: true, fault: null, evidence: best.evidence }
  const isAlike = Math.max(best.similarity, best.words) >= ALIKE
  return { isBacked: false, fault: 'not_found', evidence: isAlike ? best.evidence : null }
}

/** The texts whose vectors `judgeSentence` compares, beside the sentences themselves. */
export function textsToCompare(
  statement: Statement,
  evidence: readonly Evidence[],
  vectors: Vectors,
): string[] {
  const candidates = shortList(statement, evidence, vectors)
  const unmet = contentWords(statement.text)
    .filter(({ stem }) => !candidates.every(({ stems }) => stems.has(stem)))
    .map(({ word }) => word)
  return [
    ...unmet,
    ...candidates.flatMap(({ contextWords, withPrevious }) => [...contextWords, withPrevious]),
  ]
}

function shortList(
  { text, inContext, cited }: Statement,
  evidence: readonly Evidence[],
  vectors: Vectors | null,
): Evidence[] {
  const words = contentWords(text)
  const numbers = quantitiesIn(text)
  const scored = evidence.map((candidate) => {
    const met =
      words.filter(({ stem }) => candidate.contextStems.has(stem)).length / Math.max(1, words.length)
    const held = numbersHeld(numbers, candidate)
    const alike = vectors
      ? Math.max(vectors.similarity(text, candidate.text), vectors.similarity(inContext, candidate.text))
      : 0
    const bonus = cited.includes(candidate.passage) ? CITED_BONUS : 0
    return { candidate, score: alike + 0.7 * met + 0.15 * held + bonus }
  })
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, SHORT_LIST)
    .map(({ candidate }) => candidate)
}

interface Measured {
  readonly similarity: number
  readonly words: number
  readonly numbers: number
  readonly isCited: boolean
  readonly fault: SupportFault | null
}

function measure(
  { text, inContext, cited, asked }: Statement,
  evidence: Evidence,
  vectors: Vectors | null,
): Measured {
  const lexicon = languageOf(text)
  const met = contentWords(text).map((word) => wordMet(word, { evidence, vectors, lexicon }))
  return {
    similarity: vectors
      ? Math.max(
          vectors.similarity(text, evidence.text),
          vectors.similarity(text, evidence.withPrevious) - 0.02,
          inContext === text ? 0 : vectors.similarity(inContext, evidence.text) - 0.02,
        )
      : 0,
    words: met.length === 0 ? 1 : met.reduce((sum, value) => sum + value, 0) / met.length,
    numbers: Math.min(2, numbersHeld(quantitiesIn(text), evidence)),
    isCited: cited.includes(evidence.passage),
    fault: findFault(text, evidence, asked),
  }
}

function wordMet(
  { word, stem }: { readonly word: string; readonly stem: string },
  {
    evidence,
    vectors,
    lexicon,
  }: { readonly evidence: Evidence; readonly vectors: Vectors | null; readonly lexicon: Lexicon },
): number {
  if (evidence.stems.has(stem)) return 1
  if (evidence.contextStems.has(stem)) return IN_CONTEXT
  if (hasSynonym(word, evidence.contextWords, lexicon)) return SYNONYM
  if (!vectors) return 0
  return evidence.contextWords.reduce((most, other) => Math.max(most, vectors.similarity(word, other)), 0)
}

function numbersHeld(numbers: ReturnType<typeof quantitiesIn>, { quantities }: Evidence): number {
  return numbers.filter((number) => quantities.some((known) => isSameQuantity(number, known))).length
}

const FAULT_PENALTY = 0.12

/** A fault weighs against evidence, so that a whole one is found behind a nearer one that speaks of something else. */
function rank({ similarity, words, numbers, fault, isCited }: Measured): number {
  return similarity + 0.7 * words + 0.15 * numbers - (fault ? FAULT_PENALTY : 0) + (isCited ? CITED_BONUS : 0)
}

function isEnough({ similarity, words, numbers }: Measured, hasVectors: boolean): boolean {
  if (!hasVectors) return words >= (numbers > 0 ? ENOUGH_WORDS_WITH_NUMBER : ENOUGH_WORDS)
  const score = WEIGHTS.similarity * similarity + WEIGHTS.words * words + WEIGHTS.numbers * numbers
  return score >= ENOUGH
}
