import { assertNever } from '@shared/errors'
import type { DocumentFormat } from '@shared/models'
import { chunkDocument, fitToPieces, TITLE_MAX_PIECES } from './chunk'
import type { CountPieces } from './count-pieces'
import { decodeText } from './decode-text'
import { extensionOf, formatOf, isBinaryReader, type Reader, readerOf, unsupportedReason } from './formats'
import { parseCsv } from './parse-csv'
import { parseDocx } from './parse-docx'
import { decodeHtml, parseHtml } from './parse-html'
import { type ListedRecord, readJsonLines, recordsOfJson } from './parse-json'
import { parseMarkdown } from './parse-markdown'
import type { ParsedDocument, ParseLimits } from './parse-messages'
import { parsePdf } from './parse-pdf'
import { parseText } from './parse-text'
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
  readonly count: CountPieces
}

/** Documents one by one, so that a list of a million needs the memory of one; the warning comes at the end. Throws a Refusal. */
export async function* parseFile(input: ParseInput): AsyncGenerator<ParsedDocument, string | null> {
  const { reader, file } = input
  const listed = reader === 'jsonl' || reader === 'json' ? listedRecords(reader, file) : null
  if (!listed) {
    const content = await readContent(input)
    yield toDocument(input, content)
    return content.warnings.join(' ') || null
  }
  const { records, warnings } = listed
  let step = records.next()
  for (; !step.done; step = records.next()) yield toListedDocument(input, step.value)
  return [...warnings, step.value.warning].filter(Boolean).join(' ') || null
}

/** Null when a .json file holds something else than documents. */
function listedRecords(reader: 'json' | 'jsonl', file: ReadFile) {
  const { text, warnings } = decodeText(file.bytes)
  const records = reader === 'jsonl' ? readJsonLines(text) : recordsOfJson(text)
  return records && { records, warnings }
}

async function readContent({ reader, path, file }: ParseInput): Promise<StructuredText> {
  switch (reader) {
    case 'pdf':
      return parsePdf(file.bytes)
    case 'docx':
      return parseDocx(file.bytes)
    case 'html': {
      const { text, warnings } = decodeHtml(file.bytes)
      return withWarnings(parseHtml(text), warnings)
    }
    case 'markdown':
    case 'csv':
    case 'text':
    case 'json':
    case 'jsonl': {
      const { text, warnings } = decodeText(file.bytes)
      return withWarnings(await parseDecoded(reader, path, text), warnings)
    }
    default:
      return assertNever(reader)
  }
}

function parseDecoded(
  reader: 'markdown' | 'csv' | 'text' | 'json' | 'jsonl',
  path: string,
  text: string,
): StructuredText | Promise<StructuredText> {
  if (reader === 'markdown') return parseMarkdown(text)
  if (reader === 'csv') return parseCsv(text, extensionOf(path) === 'tsv')
  const isProse = reader === 'text' && extensionOf(path) !== 'log'
  return parseText(text, { hasHeadings: isProse, isCode: !isProse })
}

function withWarnings(content: StructuredText, warnings: readonly string[]): StructuredText {
  return { ...content, warnings: [...warnings, ...content.warnings] }
}

function toDocument({ reader, path, file, count }: ParseInput, content: StructuredText): ParsedDocument {
  const title = cleanTitle(content.title) ?? titleFromPath(path)
  const { contentHash, sizeBytes } = file
  return finish(content, { externalId: null, title, format: formatOf(reader), contentHash, sizeBytes }, count)
}

function toListedDocument({ path, count }: ParseInput, record: ListedRecord): ParsedDocument {
  const { externalId, contentHash, sizeBytes } = record
  const content = parseText(record.text, { hasHeadings: false })
  const title = record.title ?? `${titleFromPath(path)} – ${externalId}`
  return finish(content, { externalId, title, format: 'json', contentHash, sizeBytes }, count)
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
