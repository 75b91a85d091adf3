import { assertNever } from '@shared/errors'
import { type CountPieces, createPieceCounter } from './count-pieces'
import type { Reader } from './formats'
import { maxBytesOf, type ParsedPart, parseFile, readerFor } from './parse-file'
import type {
  BatchReply,
  OpenReply,
  ParsedDocument,
  ParseMessage,
  ParseRequest,
  RefusedFile,
  RefusedMember,
  WireDocument,
} from './parse-messages'
import { type ReadFile, readWholeFile } from './read-file'
import { Refusal } from './refusal'
import { NeedsScanReader, type ScanReader } from './scans'

/** A batch ends after so much text or so many documents: what crosses to the engine at once stays a few megabytes. */
const BATCH_MAX_CHARS = 1_000_000
const BATCH_MAX_DOCUMENTS = 100

interface OpenFile {
  readonly request: ParseRequest
  readonly reader: Reader
  readonly file: ReadFile
}

export interface ParseService {
  answer(message: unknown): Promise<OpenReply | BatchReply | null>
}

export interface ParseServiceOptions {
  /** In the process for scanned pages only. */
  readonly scans?: ScanReader
}

type PartStep = IteratorResult<ParsedPart, string | null>

/**
 * Reads one file at a time: `open` it, then `parse` and `next` until there is no more. Lives in the parse process, and
 * in the one for scanned pages, where a reply without anything says that a page is done.
 */
export function createParseService({ scans }: ParseServiceOptions = {}): ParseService {
  let open: OpenFile | null = null
  let lastAsked: ParseRequest | null = null
  let parts: AsyncGenerator<ParsedPart, string | null> | null = null
  let pending: Promise<PartStep> | null = null
  let counter: { readonly file: string; readonly count: CountPieces } | null = null

  async function openFile(request: ParseRequest): Promise<OpenReply> {
    open = null
    lastAsked = request
    const reader = readerFor(request.path)
    const file = await readWholeFile(request.filePath, maxBytesOf(reader, request.limits))
    // of two that were asked for one after the other the first may be there last
    if (lastAsked === request) open = { request, reader, file }
    return { kind: 'opened', contentHash: file.contentHash, sizeBytes: file.sizeBytes }
  }

  async function startParsing(): Promise<BatchReply> {
    if (!open) throw new Error('parse before open')
    const { request, reader, file } = open
    const { path, limits, tokenizerFile, readsScans } = request
    const count = counterOf(tokenizerFile)
    parts = parseFile({ reader, path, file, limits, count, scans: scans ?? (readsScans ? 'ask' : 'leave') })
    open = null
    return nextBatch()
  }

  async function nextBatch(): Promise<BatchReply> {
    if (!parts) throw new Error('next before parse')
    const documents: WireDocument[] = []
    const refusedMembers: RefusedMember[] = []
    let chars = 0
    while (chars < BATCH_MAX_CHARS && documents.length + refusedMembers.length < BATCH_MAX_DOCUMENTS) {
      const step = await nextStep(parts)
      if (step === 'step') break
      if (step.done) {
        stopParsing()
        return { kind: 'parsed', documents, refusedMembers, hasMore: false, warning: step.value }
      }
      const part = step.value
      if (part.kind === 'refused') refusedMembers.push(part.member)
      else {
        chars += part.document.text.length
        documents.push(toWire(part.document))
      }
    }
    return { kind: 'parsed', documents, refusedMembers, hasMore: true, warning: null }
  }

  /** A part, or a sign of life on the way to it. */
  async function nextStep(from: NonNullable<typeof parts>): Promise<PartStep | 'step'> {
    if (!pending) {
      pending = from.next()
      // a failure is met at the next request, however long that takes to come
      pending.catch(() => {})
    }
    const step = await (scans ? Promise.race([pending, scans.nextStep()]) : pending)
    if (step !== 'step') pending = null
    return step
  }

  function counterOf(tokenizerFile: string): CountPieces {
    if (counter?.file !== tokenizerFile)
      counter = { file: tokenizerFile, count: createPieceCounter(tokenizerFile) }
    return counter.count
  }

  function stopParsing(): void {
    parts = null
    pending = null
  }

  function drop(): void {
    open = null
    stopParsing()
  }

  async function dispatch(message: ParseMessage): Promise<OpenReply | BatchReply | null> {
    switch (message.kind) {
      case 'open':
        return openFile(message.request)
      case 'parse':
        return startParsing()
      case 'next':
        return nextBatch()
      case 'drop':
        drop()
        return null
      default:
        return assertNever(message)
    }
  }

  return {
    async answer(message) {
      const asked = message as ParseMessage
      const sizeBytes = (asked.kind === 'parse' && open?.file.sizeBytes) || null
      try {
        return await dispatch(asked)
      } catch (thrown) {
        // the next file may be open already
        if (asked.kind !== 'open') stopParsing()
        if (thrown instanceof Refusal) return refused(thrown, sizeBytes)
        if (thrown instanceof NeedsScanReader) return { kind: 'needs_scans' }
        throw thrown
      }
    },
  }
}

function refused({ code, message }: Refusal, sizeBytes: number | null): RefusedFile {
  return { kind: 'refused', code, message, sizeBytes }
}

function toWire(document: ParsedDocument): WireDocument {
  const chunks = document.chunks.map(({ start, end, page, heading }) => ({ start, end, page, heading }))
  return { ...document, chunks }
}
