import { extensionOf } from '../parse/formats'
import type {
  ParsedBatch,
  ParsedDocument,
  ParseRequest,
  RefusedFile,
  RefusedMember,
} from '../parse/parse-messages'
import { DEFAULT_PARSE_LIMITS } from '../parse/parse-messages'
import type { Parser } from '../parse/parser'
import type { WaitingFile } from './import-rows'

/** A large one waits for its turn: the reader's memory is measured for one file. */
const MOST_BYTES_AHEAD = 2_000_000

/** What reading gives, step by step; a file ends with `refused`, `known` or a batch without more. */
export type ReadStep =
  | {
      readonly kind: 'refused'
      readonly file: WaitingFile
      readonly refusal: RefusedFile
      /** Null when it could not even be opened. */
      readonly contentHash: string | null
    }
  /** Its content is stored already. */
  | {
      readonly kind: 'known'
      readonly file: WaitingFile
      readonly known: KnownContent
      readonly sizeBytes: number
      readonly contentHash: string
    }
  | {
      readonly kind: 'batch'
      readonly file: WaitingFile
      readonly documents: readonly ParsedDocument[]
      readonly refusedMembers: readonly RefusedMember[]
      readonly isFirst: boolean
      readonly isLast: boolean
      readonly warning: string | null
      readonly sizeBytes: number
      /** Of the whole file. */
      readonly contentHash: string
    }

export interface KnownContent {
  readonly documentId: number
  /** Where the same content was found, when that is another place. */
  readonly otherPath: string | null
}

export interface ReadFilesOptions {
  readonly parser: Parser
  readonly tokenizerFile: string
  /** Null when there is none, or when nothing is to be read any more. */
  readonly nextFile: () => WaitingFile | null
  readonly findKnown: (file: WaitingFile, contentHash: string) => KnownContent | null
  readonly onReadMs: (tookMs: number) => void
  readonly signal: AbortSignal
}

/** Reads file after file. Rejects with `cancelled` when the signal aborts. */
export async function* readFiles(options: ReadFilesOptions): AsyncGenerator<ReadStep> {
  const { signal } = options
  const queue = createQueue(options.nextFile)
  for (let file = queue.next(); file && !signal.aborted; file = queue.next())
    yield* readOne(file, queue, options)
}

interface Queue {
  next(): WaitingFile | null
  /** The file after the one being read. */
  peek(): WaitingFile | null
}

function createQueue(nextFile: () => WaitingFile | null): Queue {
  let ahead: WaitingFile | null = null
  return {
    next() {
      const file = ahead ?? nextFile()
      ahead = null
      return file
    },
    peek() {
      ahead ??= nextFile()
      return ahead
    },
  }
}

async function* readOne(
  file: WaitingFile,
  queue: Queue,
  options: ReadFilesOptions,
): AsyncGenerator<ReadStep> {
  const { parser, findKnown, onReadMs, signal } = options
  const startedAt = performance.now()
  const opened = await parser.open(requestOf(file, options), signal)
  if (opened.kind === 'refused') {
    yield { kind: 'refused', file, refusal: opened, contentHash: null }
    return
  }
  const { contentHash, sizeBytes } = opened
  const known = findKnown(file, contentHash)
  if (known) {
    parser.drop()
    yield { kind: 'known', file, known, sizeBytes, contentHash }
    return
  }
  const parsing = parser.parse(signal)
  const after = queue.peek()
  if (after && isSmall(after)) parser.openAhead(requestOf(after, options), signal)
  let batch: ParsedBatch | RefusedFile = await parsing
  onReadMs(performance.now() - startedAt)
  for (let isFirst = true; ; isFirst = false) {
    if (batch.kind === 'refused') {
      yield { kind: 'refused', file, refusal: { ...batch, sizeBytes }, contentHash }
      return
    }
    const { documents, refusedMembers, hasMore, warning } = batch
    const isLast = !hasMore
    yield { kind: 'batch', file, documents, refusedMembers, isFirst, isLast, warning, sizeBytes, contentHash }
    if (!hasMore) return
    batch = await parser.next(signal)
  }
}

function isSmall({ sizeBytes }: WaitingFile): boolean {
  return sizeBytes !== null && sizeBytes <= MOST_BYTES_AHEAD
}

function requestOf(file: WaitingFile, { tokenizerFile }: ReadFilesOptions): ParseRequest {
  return { filePath: file.filePath, path: nameOf(file), limits: DEFAULT_PARSE_LIMITS, tokenizerFile }
}

/** What the parser goes by. A page's address need not end as its kind does; its copy does. */
function nameOf({ filePath, path }: WaitingFile): string {
  if (!/^https?:\/\//.test(path)) return path
  const address = path.replace(/[?#].*$/, '').replace(/\/+$/, '')
  return extensionOf(address) === extensionOf(filePath) ? address : `${address}.${extensionOf(filePath)}`
}

/** Asks for the next step before the last one is used: one process reads while the other writes. */
export async function* oneAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let ahead = source.next()
  // a failure is met when its turn comes, not as an unhandled rejection before
  ahead.catch(() => {})
  try {
    for (;;) {
      const step = await ahead
      if (step.done) return
      ahead = source.next()
      ahead.catch(() => {})
      yield step.value
    }
  } finally {
    await ahead.catch(() => {})
    await source.return(undefined)
  }
}
