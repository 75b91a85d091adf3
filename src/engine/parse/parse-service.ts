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
  let parts: AsyncGenerator<ParsedPart, string | null> | null = null
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
    const { path, limits, tokenizerFile } = request
    parts = parseFile({ reader, path, file, limits, count: counterOf(tokenizerFile) })
    open = null
    return nextBatch()
  }

  async function nextBatch(): Promise<BatchReply> {
    if (!parts) throw new Error('next before parse')
    const documents: WireDocument[] = []
    const refusedMembers: RefusedMember[] = []
    let chars = 0
    while (chars < BATCH_MAX_CHARS && documents.length + refusedMembers.length < BATCH_MAX_DOCUMENTS) {
      const step = await parts.next()
      if (step.done) {
        drop()
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

  function counterOf(tokenizerFile: string): CountPieces {
    if (counter?.file !== tokenizerFile)
      counter = { file: tokenizerFile, count: createPieceCounter(tokenizerFile) }
    return counter.count
  }

  function drop(): void {
    open = null
    parts = null
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
