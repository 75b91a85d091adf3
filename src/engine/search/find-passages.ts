import type { Passage, SearchMode } from '@shared/models'
import type { EmbeddingModel } from '../embed/embedder'
import type { Knowledge } from '../knowledge/knowledge'
import type { Metrics, StepName } from '../metrics/metrics'
import { createTermChooser } from './choose-terms'
import { fuseRanks, weightsFor } from './fuse-ranks'
import { matchExpression } from './match-expression'
import { spreadDocuments } from './spread-documents'
import type { UnderstoodQuery } from './understand-query'

export interface PassageRequest {
  readonly query: UnderstoodQuery
  readonly limit: number
  readonly mode: SearchMode
  /** The query as this model reads it; null when meaning-based search is not available or not wanted. */
  readonly meaning: { readonly model: EmbeddingModel; readonly vector: Float32Array } | null
}

export interface PassageFinderOptions {
  readonly knowledge: Knowledge
  readonly metrics: Metrics
}

/** Candidates of each list: enough that a passage both lists like a little can beat one that only one of them likes. */
const LIST_LENGTH = 100

/** One query against both indexes, without waiting for anything. */
export function createPassageFinder({
  knowledge,
  metrics,
}: PassageFinderOptions): (request: PassageRequest) => Passage[] {
  const chooseTerms = createTermChooser(knowledge)

  function timed<T>(step: StepName, work: () => T): T {
    const startedAt = performance.now()
    const result = work()
    metrics.time(step, performance.now() - startedAt)
    return result
  }

  function keywordList(query: UnderstoodQuery, length: number) {
    const { terms, knownShare } = chooseTerms(query.terms)
    const expression = matchExpression(terms)
    const hits = expression === null ? [] : knowledge.keywordSearch(expression, length)
    return { chunkIds: hits.map((hit) => hit.chunkId), knownShare }
  }

  function semanticList(meaning: PassageRequest['meaning'], length: number): Map<number, number> {
    const hits = meaning ? knowledge.nearest(meaning.model.id, meaning.vector, length) : []
    return new Map(hits.map((hit) => [hit.chunkId, hit.similarity]))
  }

  /**
   * 1. The list of best keyword hits, and the list of nearest passages.
   * 2. One list out of both, weighted by the kind of query and by how much of it the keywords know.
   * 3. Texts are loaded.
   * 4. No document fills the list alone.
   * 5. Similarities that no list gave are measured, so that each passage has its own.
   */
  return ({ query, limit, mode, meaning }) => {
    // 1.
    const length = Math.max(LIST_LENGTH, limit * 2)
    const isByWords = mode !== 'semantic' || !meaning
    const byWords = isByWords
      ? timed('search.keyword', () => keywordList(query, length))
      : { chunkIds: [], knownShare: 0 }
    const byMeaning = meaning ? timed('search.semantic', () => semanticList(meaning, length)) : new Map()

    // 2.
    const weights = weightsFor(query.kind, byWords.knownShare)
    const fused = fuseRanks([
      { chunkIds: byWords.chunkIds, weight: weights.keyword },
      { chunkIds: [...byMeaning.keys()], weight: weights.semantic },
    ])

    // 3.
    const stored = knowledge.loadPassages(fused.map((hit) => hit.chunkId))

    // 4.
    const shown = spreadDocuments(stored, limit)

    // 5.
    const unmeasured = shown.map((passage) => passage.chunkId).filter((chunkId) => !byMeaning.has(chunkId))
    const measured = meaning
      ? knowledge.similarities(meaning.model.id, meaning.vector, unmeasured)
      : new Map<number, number>()

    const hits = new Map(fused.map((hit) => [hit.chunkId, hit]))
    return shown.map((passage) => {
      const hit = hits.get(passage.chunkId)
      return {
        ...passage,
        score: hit?.score ?? 0,
        keywordRank: hit?.ranks[0] ?? null,
        semanticRank: hit?.ranks[1] ?? null,
        similarity: byMeaning.get(passage.chunkId) ?? measured.get(passage.chunkId) ?? null,
      }
    })
  }
}
