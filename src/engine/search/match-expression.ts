import type { QueryTerm } from './understand-query'

/**
 * More terms than this make a query slow and find nothing else: bm25 adds up what few passages share. The rarest are
 * the ones worth keeping, see choose-terms.
 */
export const MAX_TERMS = 32

/**
 * FTS5 expression that finds a passage with any of the terms; null when there is nothing to look for. No text can
 * break it: each term stands in quotes with inner quotes doubled, so FTS5's operators are plain words, and a term
 * with marks in it (`it's`, `a/b`) becomes a phrase of its parts. OR and not AND: FTS5's own AND finds 5 of 100
 * natural questions.
 */
export function matchExpression(terms: readonly QueryTerm[]): string | null {
  if (terms.length === 0) return null
  return terms
    .slice(0, MAX_TERMS)
    .map((term) => quoteTerm(term.text))
    .join(' OR ')
}

export function quoteTerm(text: string): string {
  return `"${text.replaceAll('"', '""')}"`
}
