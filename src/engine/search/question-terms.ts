import { isStopWord } from './stop-words'

const NOT_WORD = /[^\p{L}\p{N}]+/u

/** The words that say what a question is about, each stem once; all words when there are no others. */
export function questionWords(question: string): { readonly word: string; readonly stem: string }[] {
  const words = question.toLowerCase().split(NOT_WORD).filter(Boolean)
  const telling = words.filter((word) => !isStopWord(word))
  const byStem = new Map<string, string>()
  for (const word of telling.length > 0 ? telling : words)
    if (!byStem.has(stem(word))) byStem.set(stem(word), word)
  return [...byStem].map(([stem, word]) => ({ word, stem }))
}

/** Their stems. */
export function questionTerms(question: string): string[] {
  return questionWords(question).map((word) => word.stem)
}

export function stemsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().split(NOT_WORD).filter(Boolean).map(stem))
}

/** Share of the terms that occur, 0 … 1; 0 for no terms. */
export function coverage(terms: readonly string[], stems: ReadonlySet<string>): number {
  if (terms.length === 0) return 0
  return terms.filter((term) => stems.has(term)).length / terms.length
}

/** Cuts the common endings, so that "watering" finds "water". Too coarse to search with, enough to compare. */
function stem(word: string): string {
  if (word.length < 4) return word
  return word.replace(/(?:'s|ings?|ies|ied|edly|ed|ly|es|s|e|y)$/u, '')
}
