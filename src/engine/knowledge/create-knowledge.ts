import type { Logger } from '@shared/log'
import { createChanges } from '../changes/changes'
import type { WritableDb } from '../db/open-database'
import { withStorageErrors } from '../db/storage-error'
import { writeSoon } from '../db/write-soon'
import { narrowing } from './document-filter'
import { createDocumentRows } from './document-rows'
import { createDocumentWriter } from './document-writer'
import { examineFile } from './examine-file'
import { createFacets } from './facets'
import { createKeywordIndex } from './keyword-index'
import type { KeywordReader } from './keyword-reader'
import type {
  BroughtVectors,
  IndexCheck,
  IndexedModel,
  Knowledge,
  NewDocument,
  StoredDocument,
} from './knowledge'
import { createKnownFrequencies } from './known-frequencies'
import type { SavingOptions } from './loaded-codes'
import { createMarkedTexts } from './marked-texts'
import { createPendingChunks } from './pending-chunks'
import type { Quiet } from './quiet'
import { createRestrictedChunks } from './restricted-chunks'
import { createStepSize } from './step-size'
import { createVectorIndex } from './vector-index'

export interface KnowledgeOptions {
  readonly db: WritableDb
  readonly log: Logger
  readonly now?: () => number
  /** See vector-index; tests make it small. */
  readonly exactLimit?: number
  readonly exactWhileLoading?: number
  /** See keyword-index; tests make it small. */
  readonly mostRanked?: number
  readonly quiet?: Quiet
  /** Absent: this thread searches by itself. */
  readonly keywordReader?: KeywordReader
  /** See vector-index. */
  readonly codesFile?: string
  readonly savingCodes?: SavingOptions
}

/** Takes half a millisecond, as long as the way to another thread and back under load. */
const RANKED_AT_ONCE = 250

/** Documents, chunks and their two indexes behind one door. */
export function createKnowledge(options: KnowledgeOptions): Knowledge {
  const { db, log, now = Date.now, keywordReader } = options
  const changes = createChanges()
  const keywords = createKeywordIndex(db, options.mostRanked)
  const vectors = createVectorIndex(options)
  const rows = createDocumentRows(db)
  const restricted = createRestrictedChunks(db)
  const markedTexts = createMarkedTexts(db)
  const writer = createDocumentWriter({ db, keywords, vectors, now })
  const pending = createPendingChunks(db, vectors)
  const readRevision = db.prepare<[], number>('SELECT revision FROM knowledge_revision').pluck()
  const growRevision = db.prepare('UPDATE knowledge_revision SET revision = revision + 1')
  const stepSize = createStepSize()
  const modelId = () => vectors.model?.id ?? null
  const revision = () => readRevision.get() ?? 0
  /** Counting 50,000 chunks takes 20 ms and every search asks, so a count holds until the next write. */
  let counted: ReturnType<Knowledge['counts']> | null = null
  const facets = createFacets(db)
  let faceted: ReturnType<Knowledge['facets']> | null = null

  /** One transaction; when it fails, what is kept in memory is read again, because it may be ahead of the rows. */
  function write<T>(work: () => T): T {
    const result = withStorageErrors(() => {
      counted = null
      faceted = null
      try {
        return db.transaction(work).immediate()
      } catch (error) {
        vectors.forget()
        throw error
      }
    })
    changes.emit()
    return result
  }

  /** For what is only believed once the row of its file is written, which waits for the drive. */
  const soon = <T>(work: () => T): T => writeSoon(db, () => write(work))

  function checkVectors(): IndexCheck {
    const problem = vectors.check()
    return { name: 'vector index', ok: problem === null, detail: problem ?? 'ok' }
  }

  function removeAll(documentIds: readonly number[]): number {
    const removed = documentIds.filter((documentId) => writer.remove(documentId)).length
    if (removed > 0) growRevision.run()
    return removed
  }

  function put(document: NewDocument): StoredDocument {
    return soon(() => {
      const stored = writer.put(document)
      if (stored.kind !== 'unchanged') growRevision.run()
      return stored
    })
  }

  function putAll(documents: readonly NewDocument[], brought: BroughtVectors | null): StoredDocument[] {
    return soon(() => {
      if (brought) pending.keepNew(brought)
      const stored = documents.map(writer.put)
      if (stored.some(({ kind }) => kind !== 'unchanged')) growRevision.run()
      return stored
    })
  }

  function* putInSteps(document: NewDocument): Generator<void, StoredDocument> {
    // the version that is there stays until the new one is whole, even if that holds others up for a moment
    if (writer.hasAt(document)) return put(document)
    const chunkCount = document.chunks.length
    const { documentId, kind } = soon(() => {
      const begun = writer.begin(document)
      if (begun.kind !== 'unchanged') growRevision.run()
      return begun
    })
    if (kind === 'unchanged') return { documentId, kind, chunkCount, knownVectorCount: chunkCount }
    let knownVectorCount = 0
    let isFinished = false
    try {
      for (let from = 0, to = 0; to < Math.max(1, chunkCount); from = to) {
        yield
        const startedAt = performance.now()
        to = from + stepSize.next()
        knownVectorCount += soon(() => {
          const known = writer.addChunks(documentId, document, from, to)
          if (to < chunkCount) return known
          writer.finish(documentId, document.contentHash)
          growRevision.run()
          return known
        })
        stepSize.took(performance.now() - startedAt)
      }
      isFinished = true
    } finally {
      if (!isFinished) write(() => removeAll([documentId]))
    }
    return { documentId, kind, chunkCount, knownVectorCount }
  }

  function startUsing(model: IndexedModel | null): void {
    vectors.useModel(model)
    if (!model) return
    pending.restart(model)
    if (vectors.isBloated() || vectors.check() !== null) vectors.rebuild()
  }

  return {
    put,
    putAll,
    putInSteps,
    findUnchanged: writer.findUnchanged,
    findCopy: writer.findCopy,
    removeOthersAt(place, keep) {
      // asked after each file that was read, and nearly always there are none
      const ids = writer.idsOfOthersAt(place, keep)
      return ids.length === 0 ? 0 : write(() => removeAll(ids))
    },
    removeAt: (place, sourceId) => write(() => removeAll(writer.idsAt(place, sourceId))),
    moveFile: (place, sourceId, path, isStale) =>
      write(() => {
        const ids = writer.idsAt(place, sourceId)
        if (ids.length === 0) return null
        removeAll(writer.idsAt({ ...place, path }, sourceId))
        writer.moveFile(ids, path, isStale)
        growRevision.run()
        return ids[0] ?? null
      }),
    hasContent: writer.hasContent,
    removeSomeOf: (sourceId, limit) => write(() => removeAll(writer.idsOfSource(sourceId, limit))),
    moveSource: (sourceId, collectionId) =>
      write(() => {
        removeAll(writer.idsInTheWay(sourceId, collectionId))
        writer.moveSource(sourceId, collectionId)
        growRevision.run()
      }),
    makeStale: (documentId) => write(() => writer.makeStale(documentId)),
    list: (query) => rows.list({ ...query, modelId: modelId() }),
    get: (documentId) => rows.get(documentId, modelId()),
    text: rows.text,
    place: rows.place,
    layoutJson: rows.layoutJson,
    matchesIn: restricted.matchesIn,
    remove: (documentIds) => write(() => removeAll(documentIds)),
    removeSample: () => write(() => removeAll(writer.idsOfSample())),
    counts() {
      counted ??= rows.counts(modelId())
      return counted
    },
    revision,

    registerModel: (model) => withStorageErrors(() => pending.registerModel(model)),
    useModel(model) {
      if ((model?.id ?? null) === modelId()) return
      const startedAt = performance.now()
      try {
        write(() => startUsing(model))
      } catch (error) {
        // the table of the model went with the transaction
        vectors.useModel(null)
        throw error
      }
      log.info('model_in_use', { modelId: model?.id, tookMs: Math.round(performance.now() - startedAt) })
    },
    pendingChunks: (id, limit) => (id === modelId() ? pending.next(limit) : []),
    attachKnown(id, limit) {
      const known = id === modelId() ? pending.known(limit) : []
      if (known.length === 0) return 0
      write(() => {
        pending.attach(known)
        if (!pending.hasAny()) growRevision.run()
      })
      return known.length
    },
    putVectors: (id, chunks, stored) =>
      write(() => {
        pending.store(id, chunks, stored)
        if (chunks.length > 0 && id === modelId() && !pending.hasAny()) growRevision.run()
      }),

    keywordSearch(expression, limit, filter = null, mostMatches) {
      const narrowed = narrowing(filter)
      return narrowed
        ? restricted.keywordSearch(expression, limit, narrowed)
        : keywords.search(expression, limit, mostMatches)
    },
    async keywordSearchApart(expression, limit, mostMatches) {
      const isMuch = mostMatches === undefined || mostMatches > RANKED_AT_ONCE
      const found = isMuch ? await keywordReader?.search({ expression, limit, mostMatches }) : null
      return found ?? keywords.search(expression, limit, mostMatches)
    },
    frequency: createKnownFrequencies({ frequency: keywords.frequency, revision }),
    estimatedFrequency: keywords.estimatedFrequency,
    nearest: (id, vector, limit, filter = null) =>
      id === modelId() ? vectors.nearest(vector, limit, narrowing(filter)) : [],
    matching: (expression, filter, cap) => restricted.matching(expression, narrowing(filter), cap),
    matchingAmong: restricted.matchingAmong,
    beginnings: restricted.beginnings,
    marked: markedTexts.marked,
    facets() {
      faceted ??= facets.count()
      return facets.renew(faceted)
    },
    similarities: (id, vector, chunkIds) =>
      new Map(
        (id === modelId() ? vectors.measure(vector, chunkIds) : []).map((hit) => [
          hit.chunkId,
          hit.similarity,
        ]),
      ),
    loadPassages: rows.loadPassages,
    formats: rows.formats,
    isWarming: vectors.isLoading,
    warmUp: vectors.warmUp,

    checkVectors,
    checkIndexes: () => [...examineFile(db), checkVectors()],
    rebuildIndexes: () =>
      write(() => {
        keywords.rebuild()
        vectors.rebuild()
      }),
    onChange: changes.onChange,
  }
}
