import type { QueryKind } from './understand-query'

export interface RankedList {
  /** Best first. */
  readonly chunkIds: readonly number[]
  readonly weight: number
}

export interface FusedHit {
  readonly chunkId: number
  readonly score: number
  /** Rank in each list, from 1, in the order the lists were given; null when a list did not have it. */
  readonly ranks: readonly (number | null)[]
  /** What each list added to the score, in the same order; 0 when a list did not have it. */
  readonly contributions: readonly number[]
}

/** Damps the lead of the first ranks: with 60, the usual value, rank 1 and rank 5 are worth nearly the same. */
const RANK_DAMPING = 5

/**
 * What the keyword list weighs by kind of query when its best hit holds all of the query; the list by meaning weighs
 * 1. Chosen on the odd questions of three sets: the best of each kind within half and double are the same or a question
 * worse, so these are round numbers. Meaning wins where people write sentences, words win where they write keywords,
 * and a name or a phrase has no meaning a model could know.
 */
const KEYWORD_WEIGHTS: Readonly<Record<QueryKind, number>> = {
  empty: 1,
  code: 3,
  quoted: 3,
  keywords: 2,
  question: 0.6,
}

/**
 * `coverage` is how much of the query the best keyword hit holds, 0 … 1. Where people say it otherwise than the
 * articles do, the words find by accident, and such a list counts as little as it holds: on the odd questions of the
 * three sets together it makes the first hit right in .807 instead of .784.
 */
export function weightsFor(
  kind: QueryKind,
  coverage: number,
): { readonly keyword: number; readonly semantic: number } {
  return { keyword: KEYWORD_WEIGHTS[kind] * coverage, semantic: 1 }
}

/**
 * Reciprocal rank fusion with weights: score = Σ weight ÷ (5 + rank), best first; ties keep the order of the first
 * list. Ranks and not scores, because bm25 and cosine have no common scale.
 */
export function fuseRanks(lists: readonly RankedList[]): FusedHit[] {
  const fused = new Map<number, { score: number; ranks: (number | null)[]; contributions: number[] }>()
  for (const [listIndex, list] of lists.entries())
    for (const [position, chunkId] of list.chunkIds.entries()) {
      const hit = fused.get(chunkId) ?? {
        score: 0,
        ranks: lists.map(() => null),
        contributions: lists.map(() => 0),
      }
      const contribution = list.weight / (RANK_DAMPING + position + 1)
      hit.score += contribution
      hit.contributions[listIndex] = contribution
      hit.ranks[listIndex] = position + 1
      fused.set(chunkId, hit)
    }
  return [...fused].map(([chunkId, hit]) => ({ chunkId, ...hit })).sort((a, b) => b.score - a.score)
}
