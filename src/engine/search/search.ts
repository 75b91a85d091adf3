import { AppError, isCancelled, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { SearchMode, SearchResult } from '@shared/models'
import type { Embedder, EmbeddingModel } from '../embed/embedder'
import type { Knowledge } from '../knowledge/knowledge'
import type { Metrics } from '../metrics/metrics'
import { createPassageFinder, type KeywordList } from './find-passages'
import { createQueryVectors } from './query-vectors'
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
  /** Someone begins to type: loads what their first search would wait half a second for. Cheap when it is there. */
  warmUp(): void
}

export interface SearchOptions {
  readonly knowledge: Knowledge
  readonly embedder: Embedder
  readonly metrics: Metrics
  readonly log: Logger
}

/** How the meaning-based half of a request stands. */
interface Semantic {
  readonly model: EmbeddingModel | null
  readonly vectors: readonly Float32Array[]
  readonly degraded: string | null
}

export function createSearch({ knowledge, embedder, metrics, log }: SearchOptions): Search {
  const queryVectors = createQueryVectors({ embedder, metrics })
  const finder = createPassageFinder({ knowledge, metrics })

  async function embed(texts: readonly string[], mode: SearchMode, signal: AbortSignal): Promise<Semantic> {
    if (mode === 'keyword') return { model: null, vectors: [], degraded: null }
    const { model } = embedder
    if (!model) return unavailable(embedder.message)
    try {
      const startedAt = performance.now()
      const vectors = await queryVectors.get(model, texts, signal)
      metrics.time('search.embed_query', performance.now() - startedAt)
      return { model, vectors, degraded: progressNote(knowledge.counts()) }
    } catch (thrown) {
      if (isCancelled(thrown)) throw thrown
      const error = toAppError(thrown)
      log.warn('query_not_embedded', { code: error.code })
      return unavailable(error.message)
    }
  }

  /**
   * 1. What was typed is repaired, cut and read (pure).
   * 2. All texts go to the model in one request; while it reads them, the first is looked up by its words.
   * 3. The texts as vectors, or the reason why not.
   * 4. Each is searched; between two of a batch others get their turn.
   */
  async function searchAll(texts: readonly string[], limit: number, mode: SearchMode, signal: AbortSignal) {
    // 1.
    const startedAt = performance.now()
    const queries = texts.map(understandQuery)

    // 2.
    const embedding = embed(
      queries.map((query) => query.text),
      mode,
      signal,
    )
    // awaited below; should the words fail first, its own failure has nobody to tell
    embedding.catch(() => undefined)
    const early = queries[0] && mode !== 'semantic' ? lookUp(queries[0], limit) : null

    // 3.
    const semantic = await embedding
    const embeddedMs = (performance.now() - startedAt) / Math.max(1, texts.length)
    const usedMode = mode === 'keyword' || semantic.model ? mode : 'keyword'

    // 4.
    const results: SearchResult[] = []
    for (const [position, query] of queries.entries()) {
      if (position > 0) await new Promise((resolve) => setImmediate(resolve))
      if (signal.aborted) throw new AppError('cancelled', 'Stopped.')
      const searchedAt = performance.now()
      const known = position === 0 ? early : null
      const byWords = usedMode === 'semantic' ? null : (known ?? lookUp(query, limit))
      const vector = semantic.vectors[position]
      const meaning = semantic.model && vector ? { model: semantic.model, vector } : null
      const passages =
        query.kind === 'empty' ? [] : finder.find({ kind: query.kind, limit, byWords, meaning })
      const tookMs = embeddedMs + performance.now() - searchedAt
      metrics.time('search', tookMs)
      results.push({
        passages,
        mode: usedMode,
        degraded: joinNotes(semantic.degraded, cutNote(query)),
        tookMs,
      })
    }
    return results
  }

  function lookUp(query: UnderstoodQuery, limit: number): KeywordList | null {
    return query.kind === 'empty' ? null : finder.byWords(query, limit)
  }

  return {
    async query({ text, limit, mode }, signal) {
      const [result] = await searchAll([text], limit, mode, signal)
      if (!result) throw new Error('a search gave no result')
      return result
    },
    batch: ({ texts, limit, mode }, signal) => searchAll(texts, limit, mode, signal),
    warmUp() {
      embedder.warmUp()
      // without the codes the exact search serves, so a failure costs time only
      knowledge.warmUp().catch(() => undefined)
    },
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
