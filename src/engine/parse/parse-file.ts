import { createHash } from 'node:crypto'
import type { DocumentFormat } from '@shared/models'
import { chunkDocument, fitToPieces, TITLE_MAX_PIECES } from './chunk'
import type { CountPieces } from './count-pieces'
import { decodeText } from './decode-text'
import { mergeFacts } from './facts'
import { formatOf, isBinaryReader, type Reader, readerOf, unsupportedReason } from './formats'
import { htmlToText } from './html-to-text'
import { type ListedRecord, readJsonLines, recordsOfJson } from './parse-json'
import type { ParsedDocument, ParseLimits, RefusedMember } from './parse-messages'
import type { Scans } from './parse-pdf'
import { parseText } from './parse-text'
import { type ArchiveMember, readArchive } from './read-archive'
import { readContent } from './read-content'
import type { ReadFile } from './read-file'
import { Refusal } from './refusal'
import type { StructuredText } from './structured-text'
import { cleanTitle, titleFromPath } from './title'

/** A book of 1,000 pages has some 10,000; they take 5 MB in the store, read anew for each view. */
const MAX_LAYOUT_BLOCKS = 50_000

/** The reader for a file of this name. Throws a Refusal: unsupported, old_format. */
export function readerFor(path: string): Reader {
  const reader = readerOf(path)
  if (reader) return reader
  const { code, message } = unsupportedReason(path) ?? {
    code: 'unsupported',
    message: 'This file cannot be read.',
  }
  throw new Refusal(code, message)
}

export function maxBytesOf(reader: Reader, limits: ParseLimits): number {
  return isBinaryReader(reader) ? limits.maxBinaryBytes : limits.maxTextBytes
}

export interface ParseInput {
  readonly reader: Reader
  /** What people see. */
  readonly path: string
  readonly file: ReadFile
  readonly limits: ParseLimits
  readonly count: CountPieces
  readonly scans: Scans
}

export type ParsedPart =
  | { readonly kind: 'document'; readonly document: ParsedDocument }
  | { readonly kind: 'refused'; readonly member: RefusedMember }

type Parts = AsyncGenerator<ParsedPart, string | null>

/** Documents one by one, so that a list of a million needs the memory of one; the warning comes at the end. Throws a Refusal. */
export async function* parseFile(input: ParseInput): Parts {
  const { reader } = input
  if (reader === 'zip') return yield* parseArchive(input)
  return yield* parseSingle({ ...input, reader })
}

type SingleInput = ParseInput & { readonly reader: Exclude<Reader, 'zip'> }

async function* parseSingle(input: SingleInput): Parts {
  const { reader, file } = input
  const listed = reader === 'jsonl' || reader === 'json' ? listedRecords(reader, file) : null
  if (!listed) {
    const content = await readContent(input)
    yield { kind: 'document', document: toDocument(input, content) }
    return content.warnings.join(' ') || null
  }
  const { records, warnings } = listed
  let step = records.next()
  for (; !step.done; step = records.next())
    yield { kind: 'document', document: toListedDocument(input, step.value) }
  return [...warnings, step.value.warning].filter(Boolean).join(' ') || null
}

/**
 * 1. The whole archive is judged: a bomb, a wrong checksum or a name that climbs out refuses all of it.
 * 2. Each member is read as a file of its own; one that cannot be is listed with its reason.
 */
async function* parseArchive(input: ParseInput): Parts {
  // 1.
  const members = readArchive(input.file.bytes, input.limits)
  // 2.
  let documentCount = 0
  const warned: string[] = []
  const refused: RefusedMember[] = []
  for (const member of members) {
    const outcome = yield* parseMember(input, member)
    documentCount += outcome.documentCount
    if (outcome.warning) warned.push(`${member.path}: ${outcome.warning}`)
    if (!outcome.refused) continue
    refused.push(outcome.refused)
    yield { kind: 'refused', member: outcome.refused }
  }
  if (documentCount === 0) throw emptyArchive(refused)
  return archiveWarning(warned)
}

function emptyArchive(refused: readonly RefusedMember[]): Refusal {
  const [first] = refused
  if (!first) return new Refusal('no_text', 'The archive holds no files that could be read.')
  const others = refused.length === 1 ? '' : ` None of the other ${refused.length - 1} could be read either.`
  return new Refusal(first.code, `${first.path.slice(0, 200)}: ${first.message}${others}`)
}

/** The list of files has one line for the whole archive. */
function archiveWarning(warned: readonly string[]): string | null {
  const [first] = warned
  if (!first) return null
  return warned.length === 1
    ? first
    : `${first} ${warned.length - 1} more files of the archive have a warning.`
}

interface MemberOutcome {
  readonly documentCount: number
  readonly warning: string | null
  readonly refused: RefusedMember | null
}

async function* parseMember(
  { limits, count, scans }: ParseInput,
  member: ArchiveMember,
): AsyncGenerator<ParsedPart, MemberOutcome> {
  const { path, sizeBytes } = member
  let documentCount = 0
  try {
    if (member.refusal) throw member.refusal
    const reader = readerFor(path)
    if (reader === 'zip')
      throw new Refusal('unsupported', 'An archive inside of an archive is not opened. Import it by itself.')
    const bytes = member.read(maxBytesOf(reader, limits))
    if (bytes.length === 0) throw new Refusal('empty', 'The file is empty.')
    const contentHash = createHash('sha256').update(bytes).digest('hex')
    const parts = parseSingle({
      reader,
      path,
      limits,
      count,
      scans,
      file: { bytes, sizeBytes: bytes.length, contentHash },
    })
    let step = await parts.next()
    for (; !step.done; step = await parts.next()) {
      if (step.value.kind !== 'document') continue
      documentCount++
      yield { kind: 'document', document: memberDocument(path, step.value.document) }
    }
    return { documentCount, warning: step.value, refused: null }
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown
    const { code, message } = thrown
    return { documentCount, warning: null, refused: { path, code, message, sizeBytes } }
  }
}

/** Known by its name in the archive; one of a list inside by that and its own id. */
function memberDocument(path: string, document: ParsedDocument): ParsedDocument {
  const externalId = document.externalId === null ? path : `${path}#${document.externalId}`
  return { ...document, externalId }
}

/** Null when a .json file holds something else than documents. */
function listedRecords(reader: 'json' | 'jsonl', file: ReadFile) {
  const { text, warnings } = decodeText(file.bytes)
  const records = reader === 'jsonl' ? readJsonLines(text) : recordsOfJson(text)
  return records && { records, warnings }
}

function toDocument({ reader, path, file, count }: SingleInput, content: StructuredText): ParsedDocument {
  const title = cleanTitle(content.title) ?? titleFromPath(path)
  const { contentHash, sizeBytes } = file
  return finish(content, { externalId: null, title, format: formatOf(reader), contentHash, sizeBytes }, count)
}

function toListedDocument({ path, count }: SingleInput, record: ListedRecord): ParsedDocument {
  const { externalId, contentHash, sizeBytes, text, isHtml, facts } = record
  const content = isHtml ? htmlToText(text) : parseText(text, { hasHeadings: false })
  const title =
    record.title ?? cleanTitle(isHtml ? content.title : null) ?? `${titleFromPath(path)} – ${externalId}`
  const described = { ...content, facts: mergeFacts(facts, content.facts) }
  return finish(described, { externalId, title, format: 'json', contentHash, sizeBytes }, count)
}

interface Identity {
  readonly externalId: string | null
  readonly title: string
  readonly format: DocumentFormat
  readonly contentHash: string
  readonly sizeBytes: number
}

function finish(content: StructuredText, identity: Identity, count: CountPieces): ParsedDocument {
  const { text, headings, pages, blocks, facts, layout } = content
  if (!/\S/u.test(text)) throw new Refusal('no_text', 'The file has no text, only empty space.')
  const title = fitToPieces(identity.title, TITLE_MAX_PIECES, count)
  const chunks = chunkDocument({ text, title, headings, pages, blocks, count })
  if (chunks.length === 0) throw new Refusal('no_text', 'The file has no text that could be searched.')
  // beyond that the view shows the bare text: its structure would weigh more than its words
  const kept = layout.length <= MAX_LAYOUT_BLOCKS ? layout : []
  return { ...identity, title, text, headings, pages, facts, layout: kept, chunks }
}
