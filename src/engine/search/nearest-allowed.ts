import type { EmbeddingModel } from '../embed/embedder'
import type { Knowledge, SemanticHit } from '../knowledge/knowledge'
import { type Restriction, requiredExpression } from './restriction'

/** Measuring one vector exactly costs 0.06 ms: so many are measured one by one, which can leave none of them out. */
const MEASURED_MAX = 500
/** Above it so many neighbours are looked through for those that fulfil the restriction. */
const WIDE_LENGTH = 2000

type Searched = Pick<Knowledge, 'nearest' | 'similarities' | 'matching' | 'matchingAmong'>

/**
 * The nearest passages among those that a restriction allows. Required words that stand in few passages are looked up
 * first and those measured; words in many are looked for among the neighbours, of which there are then enough.
 */
export function nearestAllowed(
  knowledge: Searched,
  { model, vector }: { readonly model: EmbeddingModel; readonly vector: Float32Array },
  length: number,
  restriction: Restriction | null,
): SemanticHit[] {
  if (restriction === null) return knowledge.nearest(model.id, vector, length)
  const { filter, excluded } = restriction
  const required = requiredExpression(restriction)
  if (required !== null) {
    const matching = knowledge.matching(required, filter, MEASURED_MAX + 1)
    if (matching.length <= MEASURED_MAX) {
      const similarities = knowledge.similarities(model.id, vector, matching)
      return [...similarities]
        .map(([chunkId, similarity]) => ({ chunkId, similarity }))
        .sort((a, b) => b.similarity - a.similarity)
        .slice(0, length)
    }
    const wide = knowledge.nearest(model.id, vector, WIDE_LENGTH, filter)
    return among(wide, knowledge.matchingAmong(required, idsOf(wide)), true).slice(0, length)
  }
  if (excluded === null) return knowledge.nearest(model.id, vector, length, filter)
  const wide = knowledge.nearest(model.id, vector, WIDE_LENGTH, filter)
  return among(wide, knowledge.matchingAmong(excluded, idsOf(wide)), false).slice(0, length)
}

function idsOf(hits: readonly SemanticHit[]): number[] {
  return hits.map(({ chunkId }) => chunkId)
}

function among(hits: readonly SemanticHit[], ids: ReadonlySet<number>, areWanted: boolean): SemanticHit[] {
  return hits.filter(({ chunkId }) => ids.has(chunkId) === areWanted)
}
