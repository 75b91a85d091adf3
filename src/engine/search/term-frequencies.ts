import type { Knowledge } from '../knowledge/knowledge'
import { quoteTerm } from './match-expression'

/**
 * bm25 is computed for every passage that holds any of the terms, at about 1.5 µs each, so the sum of the terms'
 * frequencies is the price of a keyword search. Below this sum nothing is left out, and above it nobody counts.
 */
export const FREQUENCY_BUDGET = 8000
/** Frequencies of so many terms are kept; they hold until the knowledge changes. */
const KEPT_FREQUENCIES = 2000

/** About in how many passages a term stands, exactly up to the budget; a search asks for the same one several times. */
export function createTermFrequencies(
  knowledge: Pick<Knowledge, 'estimatedFrequency' | 'revision'>,
): (text: string) => number {
  const kept = new Map<string, number>()
  let keptFor = -1

  return (text) => {
    const revision = knowledge.revision()
    if (revision !== keptFor) kept.clear()
    keptFor = revision
    const known = kept.get(text)
    if (known !== undefined) return known
    const frequency = knowledge.estimatedFrequency(quoteTerm(text), FREQUENCY_BUDGET)
    if (kept.size >= KEPT_FREQUENCIES) kept.clear()
    kept.set(text, frequency)
    return frequency
  }
}
