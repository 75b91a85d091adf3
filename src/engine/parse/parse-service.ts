import { assertNever } from '@shared/errors'
import { type CountPieces, createPieceCounter } from './count-pieces'
import type { Reader } from './formats'
import { maxBytesOf, parseFile, readerFor } from './parse-file'
import type {
  BatchReply,
  OpenReply,
  ParsedDocument,
  ParseMessage,
  ParseRequest,
  RefusedFile,
  WireDocument,
} from './parse-messages'
import { type ReadFile, readWholeFile } from './read-file'
import { Refusal } from './refusal'

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

/** Reads one file at a time: `open` it, then `parse` and `next` until there is no more. Lives in the parse process. */
export function createParseService(): ParseService {
  let open: OpenFile | null = null
  let documents: AsyncGenerator<ParsedDocument, string | null> | null = null
  let counter: { readonly file: string; readonly count: CountPieces } | null = null

  async function openFile(request: ParseRequest): Promise<OpenReply> {
    drop()
    const reader = readerFor(request.path)
    const file = await readWholeFile(request.filePath, maxBytesOf(reader, request.limits))
    open = { request, reader, file }
    return { kind: 'opened', contentHash: file.contentHash, sizeBytes: file.sizeBytes }
  }

  async function startParsing(): Promise<BatchReply> {
    if (!open) throw new Error('parse before open')
    const { request, reader, file } = open
    documents = parseFile({ reader, path: request.path, file, count: counterOf(request.tokenizerFile) })
    open = null
    return nextBatch()
  }

  async function nextBatch(): Promise<BatchReply> {
    if (!documents) throw new Error('next before parse')
    const batch: WireDocument[] = []
    let chars = 0
    while (chars < BATCH_MAX_CHARS && batch.length < BATCH_MAX_DOCUMENTS) {
      const step = await documents.next()
      if (step.done) {
        drop()
        return { kind: 'parsed', documents: batch, refusedMembers: [], hasMore: false, warning: step.value }
      }
      chars += step.value.text.length
      batch.push(toWire(step.value))
    }
    return { kind: 'parsed', documents: batch, refusedMembers: [], hasMore: true, warning: null }
  }

  function counterOf(tokenizerFile: string): CountPieces {
    if (counter?.file !== tokenizerFile)
      counter = { file: tokenizerFile, count: createPieceCounter(tokenizerFile) }
    return counter.count
  }

  function drop(): void {
    open = null
    documents = null
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
      const sizeBytes = open?.file.sizeBytes ?? null
      try {
        return await dispatch(message as ParseMessage)
      } catch (thrown) {
        drop()
        if (thrown instanceof Refusal) return refused(thrown, sizeBytes)
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
