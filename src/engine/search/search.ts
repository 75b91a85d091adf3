import { AppError, isCancelled, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { Passage, SearchMode, SearchResult } from '@shared/models'
import type { Embedder, EmbeddingModel } from '../embed/embedder'
import type { Knowledge } from '../knowledge/knowledge'
import type { Metrics } from '../metrics/metrics'
import { createTermChooser } from './choose-terms'
import { fuseRanks, type RankedList, weightsFor } from './fuse-ranks'
import { matchExpression } from './match-expression'
import { createQueryVectors } from './query-vectors'
import { spreadDocuments } from './spread-documents'
import { type UnderstoodQuery, understandQuery } from './understand-query'

export interface Search {
  /** Throws cancelled; a model that cannot be used makes the result `degraded`, never an error. */
  query(
    request: { readonly text: string; readonly limit: number; readonly mode: SearchMode },
    signal: AbortSignal,
  ): Promise<SearchResult>
  /** Results in the order of the texts; all texts are embedded together. */
  batch(
    request: { readonly texts: readonly string[]; readonly limit: number; readonly mode: SearchMode },
    signal: AbortSignal,
  ): Promise<SearchResult[]>
}

export interface SearchOptions {
  readonly knowledge: Knowledge
  readonly embedder: Embedder
  readonly metrics: Metrics
  readonly log: Logger
}

/** Candidates of each list: enough that a passage both lists like a little can beat one that only one of them likes. */
const LIST_LENGTH = 100

/** How the meaning-based half of a request stands. */
interface Semantic {
  readonly model: EmbeddingModel | null
  readonly vectors: readonly Float32Array[]
  readonly degraded: string | null
}

export function createSearch({ knowledge, embedder, metrics, log }: SearchOptions): Search {
  const queryVectors = createQueryVectors({ embedder, metrics })
  const chooseTerms = createTermChooser(knowledge)

  async function embed(texts: readonly string[], mode: SearchMode, signal: AbortSignal): Promise<Semantic> {
    if (mode === 'keyword') return { model: null, vectors: [], degraded: null }
    const { model } = embedder
    if (!model) return unavailable(embedder.message)
    try {
      const vectors = await timed('search.embed_query', () => queryVectors.get(model, texts, signal))
      return { model, vectors, degraded: progressNote(knowledge.counts()) }
    } catch (thrown) {
      if (isCancelled(thrown)) throw thrown
      const error = toAppError(thrown)
      log.warn('query_not_embedded', { code: error.code })
      return unavailable(error.message)
    }
  }

  function keywordList(query: UnderstoodQuery, limit: number): number[] {
    const startedAt = performance.now()
    const expression = matchExpression(chooseTerms(query.terms))
    const hits = expression === null ? [] : knowledge.keywordSearch(expression, limit)
    metrics.time('search.keyword', performance.now() - startedAt)
    return hits.map((hit) => hit.chunkId)
  }

  function semanticList(model: EmbeddingModel, vector: Float32Array, limit: number): Map<number, number> {
    const startedAt = performance.now()
    const hits = knowledge.nearest(model.id, vector, limit)
    metrics.time('search.semantic', performance.now() - startedAt)
    return new Map(hits.map((hit) => [hit.chunkId, hit.similarity]))
  }

  /**
   * 1. The list of best keyword hits, and the list of nearest passages.
   * 2. One list out of both, weighted by the kind of query.
   * 3. Texts are loaded for what may be shown.
   * 4. No document fills the list alone.
   * 5. Similarities that no list gave are measured, so that each passage has its own.
   */
  function find(
    query: UnderstoodQuery,
    limit: number,
    mode: SearchMode,
    semantic: Semantic,
    position: number,
  ) {
    // 1.
    const listLength = Math.max(LIST_LENGTH, limit * 2)
    const { model } = semantic
    const vector = semantic.vectors[position]
    const keywords = mode === 'semantic' && model ? [] : keywordList(query, listLength)
    const nearest = model && vector ? semanticList(model, vector, listLength) : new Map<number, number>()

    // 2.
    const weights = weightsFor(query.kind)
    const lists: RankedList[] = [
      { chunkIds: keywords, weight: weights.keyword },
      { chunkIds: [...nearest.keys()], weight: weights.semantic },
    ]
    const fused = new Map(fuseRanks(lists).map((hit) => [hit.chunkId, hit]))

    // 3.
    const stored = knowledge.loadPassages([...fused.keys()])

    // 4.
    const chosen = spreadDocuments(stored, limit)

    // 5.
    const unmeasured = chosen.map((passage) => passage.chunkId).filter((chunkId) => !nearest.has(chunkId))
    const measured = model && vector ? knowledge.similarities(model.id, vector, unmeasured) : nearest
    return chosen.map((passage): Passage => {
      const hit = fused.get(passage.chunkId)
      return {
        ...passage,
        score: hit?.score ?? 0,
        keywordRank: hit?.ranks[0] ?? null,
        semanticRank: hit?.ranks[1] ?? null,
        similarity: nearest.get(passage.chunkId) ?? measured.get(passage.chunkId) ?? null,
      }
    })
  }

  /**
   * 1. What was typed is repaired, cut and read (pure).
   * 2. All texts become vectors in one request, or the reason why not.
   * 3. Each is searched; between two of a batch others get their turn.
   */
  async function searchAll(texts: readonly string[], limit: number, mode: SearchMode, signal: AbortSignal) {
    // 1.
    const startedAt = performance.now()
    const queries = texts.map(understandQuery)

    // 2.
    const semantic = await embed(
      queries.map((query) => query.text),
      mode,
      signal,
    )
    const embeddedMs = (performance.now() - startedAt) / Math.max(1, texts.length)

    // 3.
    const results: SearchResult[] = []
    for (const [position, query] of queries.entries()) {
      if (position > 0) await new Promise((resolve) => setImmediate(resolve))
      if (signal.aborted) throw new AppError('cancelled', 'Stopped.')
      const searchedAt = performance.now()
      const passages = query.kind === 'empty' ? [] : find(query, limit, mode, semantic, position)
      const tookMs = embeddedMs + performance.now() - searchedAt
      metrics.time('search', tookMs)
      const usedMode = mode === 'keyword' || semantic.model ? mode : 'keyword'
      results.push({
        passages,
        mode: usedMode,
        degraded: joinNotes(semantic.degraded, cutNote(query)),
        tookMs,
      })
    }
    return results
  }

  async function timed<T>(step: 'search.embed_query', work: () => Promise<T>): Promise<T> {
    const startedAt = performance.now()
    const result = await work()
    metrics.time(step, performance.now() - startedAt)
    return result
  }

  return {
    async query({ text, limit, mode }, signal) {
      const [result] = await searchAll([text], limit, mode, signal)
      if (!result) throw new Error('a search gave no result')
      return result
    },
    batch: ({ texts, limit, mode }, signal) => searchAll(texts, limit, mode, signal),
  }
}

function unavailable(reason: string | null): Semantic {
  const degraded = ['These are keyword results, because meaning-based search is not available.', reason]
  return { model: null, vectors: [], degraded: degraded.filter(Boolean).join(' ') }
}

function progressNote({ chunks, embedded }: { chunks: number; embedded: number }): string | null {
  return embedded < chunks ? `Meaning-based search has read ${embedded} of ${chunks} passages.` : null
}

function cutNote(query: UnderstoodQuery): string | null {
  return query.isCut ? 'The text is long, so only its beginning was searched for.' : null
}

function joinNotes(...notes: readonly (string | null)[]): string | null {
  const said = notes.filter((note) => note !== null)
  return said.length === 0 ? null : said.join(' ')
}
