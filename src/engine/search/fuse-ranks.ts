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
}

/** Damps the lead of the first ranks: with 60, the value of the literature, rank 1 and rank 5 are worth nearly the same. */
const RANK_DAMPING = 10

/** Weights of (keyword, semantic) by kind of query; see test/eval for the figures behind them. */
const WEIGHTS: Readonly<Record<QueryKind, readonly [keyword: number, semantic: number]>> = {
  empty: [1, 1],
  code: [3, 1],
  quoted: [2, 1],
  keywords: [1, 1],
  question: [1, 1],
}

export function weightsFor(kind: QueryKind): { readonly keyword: number; readonly semantic: number } {
  const [keyword, semantic] = WEIGHTS[kind]
  return { keyword, semantic }
}

/**
 * Reciprocal rank fusion with weights: score = Σ weight ÷ (10 + rank), best first; ties keep the order of the first
 * list. Ranks and not scores, because bm25 and cosine have no common scale.
 */
export function fuseRanks(lists: readonly RankedList[]): FusedHit[] {
  const fused = new Map<number, { score: number; ranks: (number | null)[] }>()
  for (const [listIndex, list] of lists.entries())
    for (const [position, chunkId] of list.chunkIds.entries()) {
      const hit = fused.get(chunkId) ?? { score: 0, ranks: lists.map(() => null) }
      hit.score += list.weight / (RANK_DAMPING + position + 1)
      hit.ranks[listIndex] = position + 1
      fused.set(chunkId, hit)
    }
  return [...fused].map(([chunkId, hit]) => ({ chunkId, ...hit })).sort((a, b) => b.score - a.score)
}
