import { AppError, isCancelled, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { SearchFacets, SearchHit, SearchMode, SearchResult } from '@shared/search-models'
import type { Embedder, EmbeddingModel } from '../embed/embedder'
import type { Knowledge } from '../knowledge/knowledge'
import { createQuiet, type Quiet } from '../knowledge/quiet'
import type { Vocabulary } from '../knowledge/vocabulary'
import type { Metrics } from '../metrics/metrics'
import { createSpelling } from './correct-spelling'
import { describeHits } from './describe-hits'
import { createFairTurns } from './fair-turns'
import { createPassageFinder, type KeywordList } from './find-passages'
import { matchExpression } from './match-expression'
import { createQueryPreparer, type PreparedQuery, type QueryRequest } from './prepare-query'
import { createQueryVectors } from './query-vectors'
import type { Restriction } from './restriction'
import { createTermFrequencies } from './term-frequencies'

export interface SearchRequest extends QueryRequest {
  readonly limit: number
  readonly mode: SearchMode
  /** Each passage with its snippet and the numbers of its rank. */
  readonly details?: boolean
  /** Lets others go first: a step of something longer, such as an answer, that nobody watches the letters of. */
  readonly isPatient?: boolean
}

export interface LiveResult {
  readonly result: SearchResult
  readonly isFinal: boolean
}

export interface Search {
  /** Throws cancelled; a model that cannot be used makes the result `degraded`, never an error. */
  query(request: SearchRequest, signal: AbortSignal): Promise<SearchResult>
  /** As `query`; where the model needs a moment, what the words find comes first. */
  live(request: SearchRequest, signal: AbortSignal): AsyncGenerator<LiveResult>
  /** Results in the order of the texts; all texts are embedded together. */
  batch(
    request: { readonly texts: readonly string[]; readonly limit: number; readonly mode: SearchMode },
    signal: AbortSignal,
  ): Promise<SearchResult[]>
  /**
   * What a search for each of these texts is told their meaning by; null while search by meaning is not available. Costs
   * nothing for a text that was just searched for.
   */
  meaningsOf(texts: readonly string[], signal: AbortSignal): Promise<TextMeanings | null>
  /** What there is to filter by. */
  facets(): SearchFacets
  /** Where the words and phrases of a query stand in one document, in reading order. */
  hitsIn(
    documentId: number,
    text: string,
  ): Promise<{ hits: { start: number; end: number }[]; isCut: boolean }>
  /** Someone begins to type: loads what their first search would wait half a second for. Cheap when it is there. */
  warmUp(): void
}

export interface TextMeanings {
  /** Row of embedding_models. */
  readonly modelId: number
  /** Unit vectors, in the order of the texts. */
  readonly vectors: readonly Float32Array[]
}

export interface SearchOptions {
  readonly knowledge: Knowledge
  readonly embedder: Embedder
  readonly metrics: Metrics
  readonly log: Logger
  /** Without it words are searched for as they are typed. */
  readonly spelling?: { readonly vocabulary: Vocabulary; readonly isOrdinaryWord: (word: string) => boolean }
  /** Who else runs on this thread. */
  readonly quiet?: Quiet
}

/** How the meaning-based half of a request stands. */
interface Semantic {
  readonly model: EmbeddingModel | null
  readonly vectors: readonly Float32Array[]
  readonly degraded: string | null
}

/** One query on its way. */
interface Searched {
  readonly request: SearchRequest
  readonly prepared: PreparedQuery
  readonly usedMode: SearchMode
  readonly meaning: { readonly model: EmbeddingModel; readonly vector: Float32Array } | null
  /** What the words find while the model reads the query; null: not looked up yet. */
  readonly byWords: Promise<KeywordList | null> | null
  readonly degraded: string | null
}

/** A model that is awake answers sooner; two lists one after the other would only flicker. */
const EARLY_AFTER_MS = 40
/** Reading 100,000 vectors after a start takes some seconds; a question asked in between waits for so long at most. */
const WARM_WITHIN_MS = 1000
/** Hits in one document; nobody goes through more of them one by one. */
const MAX_HITS = 2000

export function createSearch(options: SearchOptions): Search {
  const { knowledge, embedder, metrics, log, quiet = createQuiet() } = options
  const queryVectors = createQueryVectors({ embedder, metrics })
  const frequencyOf = createTermFrequencies(knowledge)
  const finder = createPassageFinder({ knowledge, metrics, frequencyOf })
  const spelling = options.spelling
    ? createSpelling({ knowledge, frequencyOf, quiet, ...options.spelling })
    : null
  const prepare = createQueryPreparer({ knowledge, spelling })
  const turns = createFairTurns()

  async function embed(
    texts: readonly string[],
    { mode, isPatient }: Pick<SearchRequest, 'mode' | 'isPatient'>,
    signal: AbortSignal,
  ): Promise<Semantic> {
    if (mode === 'keyword') return { model: null, vectors: [], degraded: null }
    const { model } = embedder
    if (!model) return unavailable(embedder.message)
    if (texts.length === 0) return { model, vectors: [], degraded: null }
    const startedAt = performance.now()
    const reading = queryVectors.get(model, texts, signal, isPatient).then((vectors) => {
      metrics.time('search.embed_query', performance.now() - startedAt)
      return vectors
    })
    // awaited below, unless the vectors it would be compared with are not there; then it wakes the model at least
    reading.catch(() => undefined)
    if (
      knowledge.isWarming() &&
      !(await quiet.waitFor('vectors', isDoneWithin(knowledge.warmUp(), WARM_WITHIN_MS)))
    )
      return unavailable('The knowledge base is large and still being read into memory.')
    try {
      const vectors = await reading
      return { model, vectors, degraded: progressNote(knowledge.counts()) }
    } catch (thrown) {
      if (isCancelled(thrown)) throw thrown
      const error = toAppError(thrown)
      log.warn('query_not_embedded', { code: error.code })
      return unavailable(error.message)
    }
  }

  /** Background work rests meanwhile. */
  async function* live(request: SearchRequest, signal: AbortSignal): AsyncGenerator<LiveResult> {
    const end = quiet.begin()
    try {
      yield* steps(request, signal)
    } finally {
      end()
    }
  }

  /**
   * 1. A turn is waited for: a search that is followed by the next one in the same breath is not begun.
   * 2. What was typed is read: repaired, cut, parted from its operators, its spelling looked at.
   * 3. The text goes to the model; while it reads, the words are looked up.
   * 4. Where the model takes long, what the words found is told first.
   * 5. Both lists become one.
   */
  async function* steps(request: SearchRequest, signal: AbortSignal): AsyncGenerator<LiveResult> {
    // 1.
    await turns.next(signal, request.isPatient)

    // 2.
    const startedAt = performance.now()
    const prepared = await prepare(request)
    if (signal.aborted) throw new AppError('cancelled', 'Stopped.')

    // 3.
    const { mode, limit } = request
    const isEmpty = prepared.understood.kind === 'empty'
    const embedding = embed(isEmpty ? [] : [prepared.understood.text], request, signal)
    // awaited below; should the words fail first, its own failure has nobody to tell
    embedding.catch(() => undefined)
    const byWords = mode === 'semantic' ? null : lookUp(prepared, limit)
    byWords?.catch(() => undefined)

    // 4.
    if (
      mode === 'hybrid' &&
      !(await isDoneWithin(embedding, EARLY_AFTER_MS)) &&
      ((await byWords)?.chunkIds.length ?? 0) > 0
    ) {
      const early = {
        request,
        prepared,
        usedMode: 'keyword',
        meaning: null,
        byWords,
        degraded: null,
      } as const
      yield { result: await resultOf(early, startedAt), isFinal: false }
    }

    // 5.
    const semantic = await embedding
    // several have their vectors at once
    if (semantic.model) await turns.next(signal, request.isPatient)
    const usedMode = mode === 'keyword' || semantic.model ? mode : 'keyword'
    const meaning = meaningOf(semantic, 0)
    const searched = { request, prepared, usedMode, meaning, byWords, degraded: semantic.degraded }
    const result = await resultOf(searched, startedAt)
    metrics.time('search', result.tookMs)
    yield { result, isFinal: true }
  }

  async function query(request: SearchRequest, signal: AbortSignal): Promise<SearchResult> {
    for await (const { result, isFinal } of live(request, signal)) if (isFinal) return result
    throw new Error('a search gave no result')
  }

  async function batch(
    { texts, limit, mode }: Parameters<Search['batch']>[0],
    signal: AbortSignal,
  ): Promise<SearchResult[]> {
    const startedAt = performance.now()
    const requests = texts.map((text) => ({ text, limit, mode, operators: true }))
    const prepared: PreparedQuery[] = []
    for (const request of requests) prepared.push(await prepare(request))
    const all = prepared.map(({ understood }) => understood.text)
    const semantic = await embed(all, { mode, isPatient: true }, signal)
    const sharedMs = (performance.now() - startedAt) / Math.max(1, texts.length)
    const usedMode = mode === 'keyword' || semantic.model ? mode : 'keyword'
    const results: SearchResult[] = []
    for (const [position, request] of requests.entries()) {
      // between two of a batch others get their turn
      await turns.next(signal, true)
      const searchedAt = performance.now()
      const one = prepared[position] as PreparedQuery
      const meaning = meaningOf(semantic, position)
      const searched = {
        request,
        prepared: one,
        usedMode,
        meaning,
        byWords: null,
        degraded: semantic.degraded,
      }
      const result = await resultOf(searched, searchedAt - sharedMs)
      metrics.time('search', result.tookMs)
      results.push(result)
    }
    return results
  }

  async function meaningsOf(texts: readonly string[], signal: AbortSignal): Promise<TextMeanings | null> {
    const { model } = embedder
    if (!model || knowledge.isWarming()) return null
    const understood: string[] = []
    for (const text of texts) understood.push((await prepare({ text })).understood.text)
    try {
      return { modelId: model.id, vectors: await queryVectors.get(model, understood, signal) }
    } catch (thrown) {
      if (isCancelled(thrown)) throw thrown
      log.warn('query_not_embedded', { code: toAppError(thrown).code })
      return null
    }
  }

  async function lookUp(
    { understood, restriction }: PreparedQuery,
    limit: number,
  ): Promise<KeywordList | null> {
    return understood.kind === 'empty' ? null : finder.byWords(understood, limit, restriction)
  }

  /** The list under the operators; where they leave nothing, what is near without them. */
  async function resultOf(searched: Searched, startedAt: number): Promise<SearchResult> {
    const { request, prepared, usedMode, degraded } = searched
    const { understood, restriction, relaxed, reading, correction, note } = prepared
    let passages = await findWith(searched, restriction, searched.byWords)
    let usedRestriction = restriction
    const isNearest = passages.length === 0 && reading !== null && understood.kind !== 'empty'
    if (isNearest) {
      usedRestriction = relaxed
      passages = await findWith(searched, relaxed, null)
    }
    if (request.details) passages = describeHits(knowledge, passages, understood, usedRestriction)
    return {
      passages,
      mode: usedMode,
      degraded: joinNotes(degraded, cutNote(understood.isCut), note),
      tookMs: performance.now() - startedAt,
      correction,
      reading,
      isNearest: isNearest && passages.length > 0,
    }
  }

  async function findWith(
    { request, prepared: { understood }, usedMode, meaning }: Searched,
    restriction: Restriction | null,
    known: Searched['byWords'],
  ): Promise<SearchHit[]> {
    const { limit, details = false } = request
    // "tag:billing" names documents and nothing to look for in them
    if (understood.kind === 'empty')
      return understood.text === '' && restriction?.filter ? finder.beginnings(restriction.filter, limit) : []
    const byWords = usedMode === 'semantic' ? null : (known ?? finder.byWords(understood, limit, restriction))
    return finder.find({ kind: understood.kind, limit, byWords, meaning, restriction, explains: details })
  }

  async function hitsIn(documentId: number, text: string) {
    const { understood, reading } = await prepare({ text, operators: true })
    const phrases = (reading?.phrases ?? []).map((phrase) => ({ text: phrase, kind: 'phrase' as const }))
    const expression = matchExpression([...phrases, ...understood.terms])
    const hits = expression === null ? [] : knowledge.matchesIn(documentId, expression, MAX_HITS)
    return { hits: hits.slice(0, MAX_HITS), isCut: hits.length > MAX_HITS }
  }

  return {
    query,
    live,
    hitsIn,
    batch,
    meaningsOf,
    facets: knowledge.facets,
    warmUp() {
      embedder.warmUp()
      // without the codes the exact search serves, so a failure costs time only
      knowledge.warmUp().catch(() => undefined)
    },
  }
}

function meaningOf({ model, vectors }: Semantic, position: number): Searched['meaning'] {
  const vector = vectors[position]
  return model && vector ? { model, vector } : null
}

async function isDoneWithin(work: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), timeoutMs)
  })
  const done = work.then(
    () => true,
    () => true,
  )
  const isDone = await Promise.race([done, late])
  clearTimeout(timer)
  return isDone
}

function unavailable(reason: string | null): Semantic {
  const degraded = ['These are keyword results, because meaning-based search is not available.', reason]
  return { model: null, vectors: [], degraded: degraded.filter(Boolean).join(' ') }
}

function progressNote({ chunks, embedded }: { chunks: number; embedded: number }): string | null {
  return embedded < chunks ? `Meaning-based search has read ${embedded} of ${chunks} passages.` : null
}

function cutNote(isCut: boolean): string | null {
  return isCut ? 'The text is long, so only its beginning was searched for.' : null
}

function joinNotes(...notes: readonly (string | null)[]): string | null {
  const said = notes.filter((note) => note !== null)
  return said.length === 0 ? null : said.join(' ')
}
