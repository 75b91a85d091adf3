import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { AppError, assertNever } from '@shared/errors'
import type { DocumentFacts, RefusalCode } from '@shared/models'
import type { Checkpoints, LongWork } from '../db/checkpoints'
import type { FilePlace, Knowledge } from '../knowledge/knowledge'
import { putInTurns } from '../knowledge/put-in-turns'
import type { Metrics } from '../metrics/metrics'
import type { ParsedDocument } from '../parse/parse-messages'
import type { Parser } from '../parse/parser'
import { READER_VERSION } from '../parse/reader-version'
import { readerAddress } from '../web/canonical'
import type { FileResult, JobRecord, NewImportFile, WaitingFile } from './import-rows'
import type { ImportStore } from './import-store'
import { listFiles } from './list-files'
import { type KnownContent, oneAhead, type ReadStep, readFiles } from './read-files'
import { createRootLookup } from './roots'

/** What leaves nothing of a followed file that could answer. */
const NOTHING_LEFT: ReadonlySet<RefusalCode> = new Set(['gone', 'empty', 'no_text'])
/** Rows written at once while listing: 10,000 files are 50 commits. */
const LISTING_BATCH = 200

export interface RunJobOptions {
  readonly store: ImportStore
  readonly knowledge: Knowledge
  readonly parser: Parser
  readonly metrics: Metrics
  readonly checkpoints: Checkpoints
  readonly tokenizerFile: () => string
  readonly onFilesChanged: (fileIds: readonly number[]) => void
  /** Whether documents go when their file is gone or has become empty. */
  readonly isFollowed: (sourceId: number) => boolean
  /** Its rows are pages of the web, and their files are copies. */
  readonly isSite: (sourceId: number) => boolean
  /** Called when a file's row says how it ended; an upload may go then. */
  readonly onFinished: (job: JobRecord, file: WaitingFile, result: FileResult) => void
}

export type JobOutcome =
  | { readonly kind: 'finished' }
  | { readonly kind: 'storage_full'; readonly message: string }

/** What a file has given so far. */
interface Progress {
  readonly keep: (string | null)[]
  firstDocumentId: number | null
  changedCount: number
}

type BatchStep = Extract<ReadStep, { kind: 'batch' }>

interface FileWriterOptions {
  readonly job: JobRecord
  /** The document's place. */
  readonly pathOf: (file: WaitingFile) => string
  readonly log: LongWork
  readonly signal: AbortSignal
}

/**
 * Lists what is to be read, then reads it.
 *  1. List the roots: a row for each file, in batches.
 *  2. Read file after file in the parse process, one step ahead of the writing.
 *  3. Write each document in a transaction of its own, searchable from then on, and let others have a turn.
 *  4. Take away what a shorter list no longer has, and say on the file's row how it ended.
 * Rejects with `cancelled` when the signal aborts; what is stored by then stays.
 */
export function createJobRunner(options: RunJobOptions) {
  const { store, knowledge, parser, metrics, onFilesChanged, onFinished } = options
  let lastWriteMs = Number.NEGATIVE_INFINITY

  async function list(job: JobRecord, signal: AbortSignal): Promise<void> {
    let batch: NewImportFile[] = []
    const flush = () => {
      // a cancelled job gets no more rows
      signal.throwIfAborted()
      onFilesChanged(store.addFiles(job.id, batch))
      batch = []
    }
    for await (const file of listFiles(job.roots, signal)) {
      batch.push(file)
      if (batch.length >= LISTING_BATCH) flush()
    }
    flush()
  }

  async function run(job: JobRecord, signal: AbortSignal): Promise<JobOutcome> {
    const ended = createEndedFiles(job)
    const pathOf = createDocumentPaths(job)
    // what an earlier run was reading when the disk was full
    store.release(job.id)

    function claimNext(): WaitingFile | null {
      const results = ended.results()
      // a saved file is found within seconds, however long the import that is going on
      const isInTheWay = job.kind === 'import' && store.hasUrgentJob()
      if (isInTheWay) store.finishFiles(results)
      const file = isInTheWay ? null : store.claimNext(job.id, results)
      ended.stored(results)
      onFilesChanged([...results.keys(), ...(file ? [file.id] : [])])
      return file
    }

    const steps = oneAhead(
      readFiles({
        parser,
        tokenizerFile: options.tokenizerFile(),
        nextFile: claimNext,
        findKnown: (file, contentHash) => findKnown(job, pathOf(file), contentHash),
        onReadMs: (tookMs) => metrics.time('import.read', tookMs),
        signal,
      }),
    )
    const log = options.checkpoints.begin()
    const writer = createFileWriter({ job, pathOf, log, signal })
    try {
      for await (const step of steps) {
        const result = await writer.write(step)
        if (!result) continue
        ended.add(step.file, result)
        if (result.refusal?.code === 'storage_full')
          return { kind: 'storage_full', message: result.refusal.message }
      }
    } finally {
      // without room even for this, the rows say "reading" and are read again another time
      const results = ended.results()
      tryToWrite(() => {
        store.finishFiles(results)
        ended.stored(results)
        store.release(job.id)
      })
      onFilesChanged([...results.keys()])
      log.end()
    }
    return { kind: 'finished' }
  }

  /** Files whose row does not say yet how they ended. */
  function createEndedFiles(job: JobRecord) {
    const files = new Map<number, { readonly file: WaitingFile; readonly result: FileResult }>()
    return {
      add: (file: WaitingFile, result: FileResult) => void files.set(file.id, { file, result }),
      results: (): ReadonlyMap<number, FileResult> =>
        new Map([...files].map(([id, { result }]) => [id, result])),
      stored(results: ReadonlyMap<number, FileResult>): void {
        for (const id of results.keys()) {
          const { file, result } = files.get(id) ?? {}
          files.delete(id)
          if (file && result) onFinished(job, file, result)
        }
      },
    }
  }

  function createFileWriter({ job, pathOf, log, signal }: FileWriterOptions) {
    let progress = noProgress()

    /** The other document when this file turns out to be its copy: the second of two was opened before the first was written. */
    async function writeBatch(
      path: string,
      documents: readonly ParsedDocument[],
    ): Promise<KnownContent | null> {
      for (const document of documents) {
        // not after the last one: a file that is stored whole is done
        signal.throwIfAborted()
        const copy = document.externalId === null ? findKnown(job, path, document.contentHash) : null
        if (copy) return copy
        await writeDocument(path, document)
        await yieldToOthers()
        await log.turn()
      }
      return null
    }

    async function writeDocument(path: string, document: ParsedDocument): Promise<void> {
      const startedAt = performance.now()
      lastWriteMs = startedAt
      const { source, sourceId, collectionId } = job
      const placed = {
        ...document,
        ...(options.isSite(sourceId) ? { facts: factsOfPage(document.facts, path) } : {}),
        source,
        sourceId,
        collectionId,
        path,
        readerVersion: READER_VERSION,
      }
      const stored = await putInTurns(knowledge, placed, signal, log.turn)
      lastWriteMs = performance.now()
      metrics.time('import.write', lastWriteMs - startedAt)
      if (stored.kind !== 'unchanged') {
        metrics.count('embedding_cache.hit', stored.knownVectorCount)
        metrics.count('embedding_cache.miss', stored.chunkCount - stored.knownVectorCount)
        progress.changedCount++
      }
      progress.keep.push(document.externalId)
      progress.firstDocumentId ??= stored.documentId
    }

    function finishFile(path: string, { sizeBytes, warning, contentHash }: BatchStep): FileResult {
      const removedCount = knowledge.removeOthersAt(placeOf(job, path), progress.keep)
      const { changedCount, firstDocumentId, keep } = progress
      return {
        state: changedCount + removedCount > 0 ? 'done' : 'unchanged',
        sizeBytes,
        documentId: firstDocumentId,
        documentCount: keep.length,
        refusal: null,
        warning,
        contentHash,
      }
    }

    /** Of an archive: what it did not give, as rows of their own. */
    function listRefusedMembers({ file, refusedMembers, isFirst }: BatchStep): void {
      if (refusedMembers.length === 0 && !isFirst) return
      const rows = refusedMembers.map(({ path: member, ...refusal }) => ({ member, ...refusal }))
      onFilesChanged(store.putRefusedMembers(file.id, rows, isFirst))
    }

    async function writeStep(step: BatchStep): Promise<FileResult | null> {
      const path = pathOf(step.file)
      try {
        listRefusedMembers(step)
        const known = await writeBatch(path, step.documents)
        if (known) return unchangedResult(known, step)
        return step.isLast ? finishFile(path, step) : null
      } catch (thrown) {
        if (!(thrown instanceof AppError) || thrown.code !== 'storage_full') throw thrown
        return refusedResult({ code: 'storage_full', message: thrown.message }, step)
      }
    }

    function refuse({ file, refusal, contentHash }: Extract<ReadStep, { kind: 'refused' }>): FileResult {
      const { code, message, sizeBytes } = refusal
      if (NOTHING_LEFT.has(code) && options.isFollowed(job.sourceId))
        knowledge.removeAt(placeOf(job, pathOf(file)), job.sourceId)
      return refusedResult({ code, message }, { sizeBytes, contentHash })
    }

    async function resultOf(step: ReadStep): Promise<FileResult | null> {
      switch (step.kind) {
        case 'refused':
          return refuse(step)
        case 'known':
          return isOfBrokenOffAttempt(job, step)
            ? doneResult(step.known.documentId, step)
            : unchangedResult(step.known, step)
        case 'batch':
          return writeStep(step)
        default:
          return assertNever(step)
      }
    }

    return {
      /** Null while the file has more to come. */
      async write(step: ReadStep): Promise<FileResult | null> {
        const result = await resultOf(step)
        if (result) progress = noProgress()
        return result
      },
    }
  }

  function findKnown(job: JobRecord, path: string, contentHash: string): KnownContent | null {
    const here = knowledge.findUnchanged(placeOf(job, path), contentHash, READER_VERSION)
    if (here !== null) return { documentId: here, otherPath: null }
    const copy = knowledge.findCopy(job.source, placeOf(job, path), contentHash)
    return copy && { documentId: copy.documentId, otherPath: copy.path }
  }

  /** The engine died between the document and the row that says so; it was this job that read the file. */
  function isOfBrokenOffAttempt(
    job: JobRecord,
    { file, known }: Extract<ReadStep, { kind: 'known' }>,
  ): boolean {
    if (file.attempts < 2 || known.otherPath !== null) return false
    return knowledge.get(known.documentId).importedAt >= job.createdAt
  }

  return {
    list,
    run,
    /** When a document was last written, on the clock of `performance.now`. */
    lastWriteMs: () => lastWriteMs,
  }
}

export type JobRunner = ReturnType<typeof createJobRunner>

function placeOf({ collectionId }: JobRecord, path: string): FilePlace {
  return { collectionId, path }
}

function noProgress(): Progress {
  return { keep: [], firstDocumentId: null, changedCount: 0 }
}

/** A real file is known by where it lies; uploads, pages and the sample by what they are called. */
function createDocumentPaths(job: JobRecord): (file: WaitingFile) => string {
  const rootOf = createRootLookup(job.roots)
  return (file) =>
    job.source === 'sample' || rootOf(file.filePath)?.isTemporary ? file.path : file.filePath.toWellFormed()
}

/** What a page says of its address counts when it is the same page; else citations of it would lead elsewhere. */
function factsOfPage(facts: DocumentFacts, address: string): DocumentFacts {
  return { ...facts, url: readerAddress(facts.url, address) }
}

interface ReadBytes {
  readonly sizeBytes: number | null
  readonly contentHash: string | null
}

function refusedResult(
  refusal: NonNullable<FileResult['refusal']>,
  { sizeBytes, contentHash }: ReadBytes,
): FileResult {
  const nothing = { documentId: null, documentCount: 0, warning: null }
  return { state: 'refused', sizeBytes, contentHash, refusal, ...nothing }
}

function doneResult(documentId: number, { sizeBytes, contentHash }: ReadBytes): FileResult {
  const nothing = { refusal: null, warning: null }
  return { state: 'done', sizeBytes, contentHash, documentId, documentCount: 1, ...nothing }
}

function unchangedResult(
  { documentId, otherPath }: KnownContent,
  { sizeBytes, contentHash }: ReadBytes,
): FileResult {
  const warning = otherPath === null ? null : `The same content is already there as ${otherPath}.`
  return { state: 'unchanged', sizeBytes, contentHash, documentId, documentCount: 1, refusal: null, warning }
}

function tryToWrite(work: () => void): void {
  try {
    work()
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown
  }
}
