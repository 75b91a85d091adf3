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
 * Weights of (keyword, semantic) by kind of query. Chosen on the odd golden questions and on what is known of both
 * searches: meaning wins where people write sentences, words win where they write keywords, and a code has no meaning
 * a model could know. Equal weights are worse than meaning alone for sentences (MRR .84 against .88, these give .89).
 */
const WEIGHTS: Readonly<Record<QueryKind, readonly [keyword: number, semantic: number]>> = {
  empty: [1, 1],
  code: [1.2, 1],
  quoted: [2, 1],
  keywords: [1.5, 1],
  question: [0.4, 1],
}

/**
 * `knownShare` is the share of the query's terms that occur in the knowledge base: a list found by half of the words
 * knows half of the question, so it counts half.
 */
export function weightsFor(
  kind: QueryKind,
  knownShare: number,
): { readonly keyword: number; readonly semantic: number } {
  const [keyword, semantic] = WEIGHTS[kind]
  return { keyword: keyword * knownShare, semantic }
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
