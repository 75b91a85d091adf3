import type { SearchFilter, SearchHit, SearchWhy } from '@shared/search-models'
import type { EmbeddingModel } from '../embed/embedder'
import type { KeywordHit, Knowledge, StoredPassage } from '../knowledge/knowledge'
import type { Metrics, StepName } from '../metrics/metrics'
import { createTermChooser } from './choose-terms'
import { type FusedHit, fuseRanks, weightsFor } from './fuse-ranks'
import { headingBelow } from './heading-below'
import { matchExpression } from './match-expression'
import { nearestAllowed } from './nearest-allowed'
import { type Restriction, restrictedExpression } from './restriction'
import { isSettled, spreadDocuments } from './spread-documents'
import type { QueryKind, UnderstoodQuery } from './understand-query'

/** The half of a search that needs no model. */
export interface KeywordList {
  /** Best first. */
  readonly chunkIds: readonly number[]
  /** How much of the query its best hit holds, 0 … 1: bm25 of that hit by the most there could be, see choose-terms. */
  readonly coverage: number
  /** bm25 of each chunk of the list. */
  readonly scores: ReadonlyMap<number, number>
}

export interface PassageRequest {
  readonly kind: QueryKind
  readonly limit: number
  /** Null when words are not to count. */
  readonly byWords: Promise<KeywordList | null> | null
  /** The query as this model reads it; null when meaning-based search is not available or not wanted. */
  readonly meaning: { readonly model: EmbeddingModel; readonly vector: Float32Array } | null
  /** What every passage has to fulfil; null or absent: anything. */
  readonly restriction?: Restriction | null
  /** Each passage with the numbers of its rank. */
  readonly explains?: boolean
}

export interface PassageFinder {
  /** Apart from `find`, so that it can be done while the model still reads the query. */
  byWords(query: UnderstoodQuery, limit: number, restriction?: Restriction | null): Promise<KeywordList>
  find(request: PassageRequest): Promise<SearchHit[]>
  /** The first passage of each document the filter allows: for a query that names documents and no words. */
  beginnings(filter: SearchFilter, limit: number): SearchHit[]
}

export interface PassageFinderOptions {
  readonly knowledge: Knowledge
  readonly metrics: Metrics
  /** In how many passages a term stands. */
  readonly frequencyOf?: (text: string) => number
}

/** Candidates of each list: enough that a passage both lists like a little can beat one that only one of them likes. */
const LIST_LENGTH = 100
/** So many candidates for each passage shown: enough, unless a few documents hold most of the list. */
const LOADED_FOR_EACH = 3
const NO_WORDS: KeywordList = { chunkIds: [], coverage: 0, scores: new Map() }

/** One query against both indexes. */
export function createPassageFinder({
  knowledge,
  metrics,
  frequencyOf,
}: PassageFinderOptions): PassageFinder {
  const chooseTerms = createTermChooser(knowledge, frequencyOf)

  function timed<T>(step: StepName, work: () => T): T {
    const startedAt = performance.now()
    const result = work()
    metrics.time(step, performance.now() - startedAt)
    return result
  }

  async function byWords(
    query: UnderstoodQuery,
    limit: number,
    restriction: Restriction | null = null,
  ): Promise<KeywordList> {
    const startedAt = performance.now()
    const { terms, idealScore, mostMatches } = chooseTerms(query.terms)
    const expression = restrictedExpression(matchExpression(terms), restriction)
    const hits = expression === null ? [] : await keywordHits(expression, limit, restriction, mostMatches)
    metrics.time('search.keyword', performance.now() - startedAt)
    const scores = new Map(hits.map((hit) => [hit.chunkId, hit.score]))
    const coverage = idealScore > 0 ? Math.min(1, (hits[0]?.score ?? 0) / idealScore) : 0
    return { chunkIds: [...scores.keys()], coverage, scores }
  }

  /** What is filtered is looked for in here: it is little, and the filter is known to this thread only. */
  function keywordHits(
    expression: string,
    limit: number,
    restriction: Restriction | null,
    mostMatches: number,
  ): Promise<KeywordHit[]> | KeywordHit[] {
    const filter = restriction?.filter ?? null
    return filter
      ? knowledge.keywordSearch(expression, listLength(limit), filter)
      : knowledge.keywordSearchApart(expression, listLength(limit), restriction ? undefined : mostMatches)
  }

  function semanticList(
    meaning: PassageRequest['meaning'],
    length: number,
    restriction: Restriction | null,
  ): Map<number, number> {
    const hits = meaning ? nearestAllowed(knowledge, meaning, length, restriction) : []
    return new Map(hits.map((hit) => [hit.chunkId, hit.similarity]))
  }

  /**
   * 1. The list of nearest passages, while the list of best keyword hits is still made beside this thread.
   * 2. One list out of both, weighted by the kind of query and by how much of it the words found.
   * 3. Texts are loaded, and no document fills the list alone.
   * 4. Similarities that no list gave are measured, so that each passage has its own.
   */
  async function find({
    kind,
    limit,
    byWords,
    meaning,
    restriction = null,
    explains = false,
  }: PassageRequest): Promise<SearchHit[]> {
    // awaited below; should the vectors fail first, its own failure has nobody to tell
    byWords?.catch(() => undefined)
    // 1.
    const length = listLength(limit)
    const byMeaning = meaning
      ? timed('search.semantic', () => semanticList(meaning, length, restriction))
      : new Map()
    const words = (await byWords) ?? NO_WORDS

    // 2.
    const weights = weightsFor(kind, words.coverage)
    const fused = fuseRanks([
      { chunkIds: words.chunkIds, weight: weights.keyword },
      { chunkIds: [...byMeaning.keys()], weight: weights.semantic },
    ])

    // 3.
    const shown = loadShown(
      fused.map((hit) => hit.chunkId),
      limit,
    )

    // 4.
    const unmeasured = shown.map((passage) => passage.chunkId).filter((chunkId) => !byMeaning.has(chunkId))
    const measured = meaning
      ? knowledge.similarities(meaning.model.id, meaning.vector, unmeasured)
      : new Map<number, number>()

    const hits = new Map(fused.map((hit) => [hit.chunkId, hit]))
    return shown.map((passage) => {
      const hit = hits.get(passage.chunkId)
      const why = { scores: words.scores, similarities: byMeaning, weights }
      return {
        ...(explains && hit ? { why: whyOf(hit, why) } : {}),
        ...passage,
        heading: headingBelow(passage.title, passage.heading),
        score: hit?.score ?? 0,
        keywordRank: hit?.ranks[0] ?? null,
        semanticRank: hit?.ranks[1] ?? null,
        similarity: byMeaning.get(passage.chunkId) ?? measured.get(passage.chunkId) ?? null,
      }
    })
  }

  /** As all of them would be shown; mostly the first few decide, and each one left out saves 20 µs. */
  function loadShown(chunkIds: readonly number[], limit: number): StoredPassage[] {
    const first = knowledge.loadPassages(chunkIds.slice(0, limit * LOADED_FOR_EACH))
    const shown = spreadDocuments(first, limit)
    if (isSettled(shown, limit)) return shown
    const others = knowledge.loadPassages(chunkIds.slice(limit * LOADED_FOR_EACH))
    return spreadDocuments([...first, ...others], limit)
  }

  function beginnings(filter: SearchFilter, limit: number): SearchHit[] {
    return knowledge.loadPassages(knowledge.beginnings(filter, limit)).map((passage) => ({
      ...passage,
      heading: headingBelow(passage.title, passage.heading),
      score: 0,
      keywordRank: null,
      semanticRank: null,
      similarity: null,
    }))
  }

  return { byWords, find, beginnings }
}

/** The share each list has in a passage's score. */
function whyOf(
  { chunkId, ranks, contributions }: FusedHit,
  facts: {
    readonly scores: ReadonlyMap<number, number>
    readonly similarities: ReadonlyMap<number, number>
    readonly weights: { readonly keyword: number; readonly semantic: number }
  },
): SearchWhy {
  const part = (place: number, weight: number, measures: ReadonlyMap<number, number>) => {
    const rank = ranks[place]
    if (rank == null) return null
    return { rank, measure: measures.get(chunkId) ?? 0, weight, contribution: contributions[place] ?? 0 }
  }
  return {
    keyword: part(0, facts.weights.keyword, facts.scores),
    meaning: part(1, facts.weights.semantic, facts.similarities),
  }
}

function listLength(limit: number): number {
  return Math.max(LIST_LENGTH, limit * 2)
}
