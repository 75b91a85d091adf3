import type { Passage } from '@shared/models'
import type { EmbeddingModel } from '../embed/embedder'
import type { Knowledge } from '../knowledge/knowledge'
import type { Metrics, StepName } from '../metrics/metrics'
import { createTermChooser } from './choose-terms'
import { fuseRanks, weightsFor } from './fuse-ranks'
import { headingBelow } from './heading-below'
import { matchExpression } from './match-expression'
import { spreadDocuments } from './spread-documents'
import type { QueryKind, UnderstoodQuery } from './understand-query'

/** The half of a search that needs no model. */
export interface KeywordList {
  /** Best first. */
  readonly chunkIds: readonly number[]
  /** See choose-terms. */
  readonly knownShare: number
}

export interface PassageRequest {
  readonly kind: QueryKind
  readonly limit: number
  /** Null when words are not to count. */
  readonly byWords: KeywordList | null
  /** The query as this model reads it; null when meaning-based search is not available or not wanted. */
  readonly meaning: { readonly model: EmbeddingModel; readonly vector: Float32Array } | null
}

export interface PassageFinder {
  /** Apart from `find`, so that it can be done while the model still reads the query. */
  byWords(query: UnderstoodQuery, limit: number): KeywordList
  find(request: PassageRequest): Passage[]
}

export interface PassageFinderOptions {
  readonly knowledge: Knowledge
  readonly metrics: Metrics
}

/** Candidates of each list: enough that a passage both lists like a little can beat one that only one of them likes. */
const LIST_LENGTH = 100
const NO_WORDS: KeywordList = { chunkIds: [], knownShare: 0 }

/** One query against both indexes, without waiting for anything. */
export function createPassageFinder({ knowledge, metrics }: PassageFinderOptions): PassageFinder {
  const chooseTerms = createTermChooser(knowledge)

  function timed<T>(step: StepName, work: () => T): T {
    const startedAt = performance.now()
    const result = work()
    metrics.time(step, performance.now() - startedAt)
    return result
  }

  function byWords(query: UnderstoodQuery, limit: number): KeywordList {
    return timed('search.keyword', () => {
      const { terms, knownShare } = chooseTerms(query.terms)
      const expression = matchExpression(terms)
      const hits = expression === null ? [] : knowledge.keywordSearch(expression, listLength(limit))
      return { chunkIds: hits.map((hit) => hit.chunkId), knownShare }
    })
  }

  function semanticList(meaning: PassageRequest['meaning'], length: number): Map<number, number> {
    const hits = meaning ? knowledge.nearest(meaning.model.id, meaning.vector, length) : []
    return new Map(hits.map((hit) => [hit.chunkId, hit.similarity]))
  }

  /**
   * 1. The list of nearest passages, beside the list of best keyword hits.
   * 2. One list out of both, weighted by the kind of query and by how much of it the keywords know.
   * 3. Texts are loaded.
   * 4. No document fills the list alone.
   * 5. Similarities that no list gave are measured, so that each passage has its own.
   */
  function find({ kind, limit, byWords, meaning }: PassageRequest): Passage[] {
    // 1.
    const words = byWords ?? NO_WORDS
    const length = listLength(limit)
    const byMeaning = meaning ? timed('search.semantic', () => semanticList(meaning, length)) : new Map()

    // 2.
    const weights = weightsFor(kind, words.knownShare)
    const fused = fuseRanks([
      { chunkIds: words.chunkIds, weight: weights.keyword },
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
        heading: headingBelow(passage.title, passage.heading),
        score: hit?.score ?? 0,
        keywordRank: hit?.ranks[0] ?? null,
        semanticRank: hit?.ranks[1] ?? null,
        similarity: byMeaning.get(passage.chunkId) ?? measured.get(passage.chunkId) ?? null,
      }
    })
  }

  return { byWords, find }
}

function listLength(limit: number): number {
  return Math.max(LIST_LENGTH, limit * 2)
}
