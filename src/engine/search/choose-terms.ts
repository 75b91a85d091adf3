import type { Knowledge } from '../knowledge/knowledge'
import { MAX_TERMS } from './match-expression'
import { createTermFrequencies, FREQUENCY_BUDGET } from './term-frequencies'
import type { QueryTerm } from './understand-query'

/** FTS5's bm25 gives a term at most its rarity times 1.2 + 1, however often a short passage repeats it. */
const MOST_PER_RARITY = 2.2
/**
 * From here on half the budget: ranking is mostly looking up how long each passage is, twice as far apart. Hybrid search
 * loses .002 of its MRR by it, so much do few words count there already.
 */
const MANY_CHUNKS = 400_000

export interface ChosenTerms {
  /** Worth looking for, in the order of the query. */
  readonly terms: readonly QueryTerm[]
  /**
   * bm25 that no passage exceeds: of one that is full of every term, those included that occur nowhere or are too
   * common to be looked for. What the best hit has of it says how much of the query the words found. Were those left
   * out not counted, a list made from half of a question would weigh as much as a whole one, and hybrid search would be
   * worse than meaning alone where there are many passages. 0 without terms.
   */
  readonly idealScore: number
  /** No more passages than this hold any of the terms. */
  readonly mostMatches: number
}

/**
 * Leaves out the most common terms when a query would touch too many passages. The rarest term always stays, and
 * so does each next one while the budget lasts: a term that stands in every tenth passage tells them apart the least.
 */
export function createTermChooser(
  knowledge: Pick<Knowledge, 'estimatedFrequency' | 'revision' | 'counts'>,
  frequencyOf = createTermFrequencies(knowledge),
): (terms: readonly QueryTerm[]) => ChosenTerms {
  return (terms) => {
    const measured = terms.map((term) => ({ term, frequency: frequencyOf(term.text) }))
    const { chunks } = knowledge.counts()
    const budget = chunks < MANY_CHUNKS ? FREQUENCY_BUDGET : FREQUENCY_BUDGET / 2
    const occurring = measured.filter(({ frequency }) => frequency > 0)
    const chosen = withinBudget(occurring, budget)
    return {
      terms: terms.filter((term) => chosen.has(term)),
      idealScore:
        measured.reduce((sum, { frequency }) => sum + rarity(frequency, chunks), 0) * MOST_PER_RARITY,
      mostMatches: measured.reduce(
        (sum, { term, frequency }) => (chosen.has(term) ? sum + frequency : sum),
        0,
      ),
    }
  }
}

/** As FTS5 computes it: what more than half of all passages hold is worth next to nothing. */
function rarity(frequency: number, chunkCount: number): number {
  return Math.max(1e-6, Math.log((chunkCount - frequency + 0.5) / (frequency + 0.5)))
}

function withinBudget(
  occurring: readonly { term: QueryTerm; frequency: number }[],
  budget: number,
): ReadonlySet<QueryTerm> {
  const chosen = new Set<QueryTerm>()
  let sum = 0
  for (const { term, frequency } of occurring.toSorted((a, b) => a.frequency - b.frequency)) {
    sum += frequency
    if (chosen.size > 0 && (sum > budget || chosen.size === MAX_TERMS)) break
    chosen.add(term)
  }
  return chosen
}
