import type { Logger } from '@shared/log'
import type { StartHelper } from '../processes/helper-process'
import { readerOf } from './formats'
import type {
  BatchReply,
  NeedsRestart,
  NeedsScans,
  OpenReply,
  ParsedBatch,
  ParsedDocument,
  ParseRequest,
  RefusedFile,
  WireBatch,
  WireDocument,
} from './parse-messages'
import { createReaderProcess, type ReaderProcess } from './reader-process'

/** For each request: a file that keeps the reader busy longer is made to do so. */
const FILE_TIMEOUT_MS = 60_000
/** For each look at a page: the densest take 15 s on an idle machine. */
const SCAN_TIMEOUT_MS = 180_000

export interface ParserOptions {
  readonly startHelper: StartHelper
  readonly log: Logger
  readonly timeoutMs?: number
  /** Whether pages without text are read from their pictures, asked at each file; never when left out. */
  readonly readsScans?: () => boolean
}

/**
 * Reads files in a process of its own, one at a time: `open`, then `parse`, then `next` while there is more.
 * A process that hangs or dies costs that file (`timed_out`, `parser_failed`); the next `open` starts a new one.
 * Aborting a signal rejects with `cancelled` and ends the process. A PDF with pages to be read from pictures is handed
 * over to a second process, of lower priority, which reads it from its start.
 */
export interface Parser {
  open(request: ParseRequest, signal?: AbortSignal): Promise<OpenReply>
  /**
   * For the file after the one that is being parsed: its bytes are read and hashed as soon as the process is free, and
   * not when this one has an answer and time for the next question. `open` then has its reply already.
   */
  openAhead(request: ParseRequest, signal?: AbortSignal): void
  parse(signal?: AbortSignal): Promise<ParsedBatch | RefusedFile>
  next(signal?: AbortSignal): Promise<ParsedBatch | RefusedFile>
  /** Lets go of an opened file that need not be parsed. */
  drop(): void
  /** For tests and figures, of the process at work; undefined while none runs. */
  readonly pid: number | undefined
  close(): void
}

/** The file being read. */
interface OpenFile {
  readonly request: ParseRequest
  readonly contentHash: string
  readonly sizeBytes: number
}

/** What an archive has given already: its members, and what is in them. One file alone has nothing of that kind. */
type Given = ReadonlySet<string | null>

const NOTHING: Given = new Set()

export function createParser(options: ParserOptions): Parser {
  const { startHelper, log, timeoutMs, readsScans = () => false } = options
  const plain = createReaderProcess({
    name: 'parse',
    startHelper,
    log,
    timeoutMs: timeoutMs ?? FILE_TIMEOUT_MS,
  })
  const scans = createReaderProcess({
    name: 'recognize',
    startHelper,
    log,
    timeoutMs: timeoutMs ?? SCAN_TIMEOUT_MS,
  })
  let active: ReaderProcess = plain
  let file: OpenFile | null = null
  const given = new Set<string | null>()
  let passedOver: Given = NOTHING
  let ahead: {
    readonly request: ParseRequest
    readonly reply: Promise<OpenReply | NeedsRestart | null>
  } | null = null

  async function batch(kind: 'parse' | 'next', signal: AbortSignal | undefined) {
    let reply = await contents(kind, signal)
    if (reply.kind === 'needs_scans') reply = await startOver(signal)
    if (reply.kind === 'needs_scans') throw new Error('the process for scanned pages has no reader for them')
    if (reply.kind === 'refused') return reply
    for (const { externalId } of reply.documents) given.add(externalId)
    for (const { path } of reply.refusedMembers) given.add(path)
    return { ...reply, documents: reply.documents.map(fromWire) }
  }

  /** The next reply that holds anything: one without is a page read from a picture. */
  async function contents(
    kind: 'parse' | 'next',
    signal: AbortSignal | undefined,
  ): Promise<WireBatch | RefusedFile | NeedsScans> {
    const reply = await active.ask<BatchReply>({ kind }, file?.sizeBytes ?? 0, signal)
    if (reply.kind !== 'parsed') return reply
    const rest = without(reply, passedOver)
    const isEmpty = rest.documents.length + rest.refusedMembers.length === 0
    return isEmpty && rest.hasMore ? contents('next', signal) : rest
  }

  /** Reads the file from its start where pictures are read too, and passes over what was handed out already. */
  async function startOver(signal: AbortSignal | undefined) {
    if (!file) throw new Error('parse before open')
    active = scans
    const { request, contentHash, sizeBytes } = file
    const opened = await active.ask<OpenReply>({ kind: 'open', request }, sizeBytes, signal)
    if (opened.kind === 'refused') return opened
    if (opened.contentHash !== contentHash) {
      drop()
      return CHANGED
    }
    passedOver = new Set(given)
    return contents('parse', signal)
  }

  /** What was opened ahead; null where that was another file, or came to nothing: it is asked for anew then. */
  async function openedAhead({ filePath, path }: ParseRequest): Promise<OpenReply | null> {
    const early = ahead
    ahead = null
    if (early?.request.filePath !== filePath || early.request.path !== path) return null
    const reply = await early.reply
    return reply?.kind === 'opened' ? reply : null
  }

  async function openNow(request: ParseRequest, signal: AbortSignal | undefined): Promise<OpenReply> {
    const message = { kind: 'open', request } as const
    let reply = await plain.ask<OpenReply | NeedsRestart>(message, 0, signal)
    if (reply.kind === 'needs_restart') {
      plain.close()
      reply = await plain.ask<OpenReply | NeedsRestart>(message, 0, signal)
    }
    // a new process loads what its first file needs
    if (reply.kind === 'needs_restart') throw new Error('a new reader without its libraries')
    return reply
  }

  function drop(): void {
    void active.ask<null>({ kind: 'drop' }, 0, undefined).catch(() => {})
  }

  return {
    async open(asked, signal) {
      const request = { ...asked, readsScans: readsScans() }
      active = plain
      file = null
      given.clear()
      passedOver = NOTHING
      const reply = (await openedAhead(request)) ?? (await openNow(request, signal))
      if (reply.kind === 'opened')
        file = { request, contentHash: reply.contentHash, sizeBytes: reply.sizeBytes }
      return reply
    },
    openAhead(asked, signal) {
      if (!file || !givesOneDocument(file.request.path)) return
      const request = { ...asked, readsScans: readsScans() }
      // its time begins when that of the file before it is over
      const reply = plain
        .ask<OpenReply | NeedsRestart>({ kind: 'open', request }, 2 * file.sizeBytes, signal)
        .catch(() => null)
      ahead = { request, reply }
    },
    parse: (signal) => batch('parse', signal),
    next: (signal) => batch('next', signal),
    drop,
    get pid() {
      return active.pid
    },
    close() {
      plain.close()
      scans.close()
    },
  }
}

const CHANGED: RefusedFile = {
  kind: 'refused',
  code: 'changed',
  message: 'The file was being changed while it was read. Try again when it is saved.',
  sizeBytes: null,
}

/** Of others a process holds the rest while it gives a part, and a drive that hangs would end both. */
function givesOneDocument(path: string): boolean {
  return !['zip', 'json', 'jsonl'].includes(readerOf(path) ?? 'zip')
}

/** By name: two processes with libraries of their own may not agree on each member, and so not on how many came before. */
function without(batch: WireBatch, skip: Given): WireBatch {
  const documents = batch.documents.filter(({ externalId }) => externalId === null || !skip.has(externalId))
  const refusedMembers = batch.refusedMembers.filter(({ path }) => !skip.has(path))
  return { ...batch, documents, refusedMembers }
}

function fromWire(document: WireDocument): ParsedDocument {
  const { text } = document
  const chunks = document.chunks.map((chunk) => ({ ...chunk, text: text.slice(chunk.start, chunk.end) }))
  return { ...document, chunks }
}
