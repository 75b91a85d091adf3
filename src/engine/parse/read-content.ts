import { assertNever } from '@shared/errors'
import { decodeText } from './decode-text'
import { extensionOf, type Reader } from './formats'
import { parseCsv } from './parse-csv'
import { parseDocx } from './parse-docx'
import { parseEmail, parseMhtml } from './parse-email'
import { parseEpub } from './parse-epub'
import { decodeHtml, parseHtml } from './parse-html'
import { parseMarkdown } from './parse-markdown'
import { parseOdt } from './parse-odt'
import { parsePdf, type Scans } from './parse-pdf'
import { parsePptx } from './parse-pptx'
import { parseText } from './parse-text'
import { parseXlsx } from './parse-xlsx'
import type { ReadFile } from './read-file'
import type { StructuredText } from './structured-text'

export interface ContentInput {
  readonly reader: Exclude<Reader, 'zip'>
  readonly path: string
  readonly file: ReadFile
  readonly scans: Scans
}

/** The text of one file and where its parts lie. Throws a Refusal. */
export async function readContent({ reader, path, file, scans }: ContentInput): Promise<StructuredText> {
  switch (reader) {
    case 'pdf':
      return parsePdf(file.bytes, scans)
    case 'docx':
      return parseDocx(file.bytes)
    case 'pptx':
      return parsePptx(file.bytes)
    case 'xlsx':
      return parseXlsx(file.bytes)
    case 'odt':
      return parseOdt(file.bytes)
    case 'epub':
      return parseEpub(file.bytes)
    case 'email':
      return parseEmail(file.bytes)
    case 'mhtml':
      return parseMhtml(file.bytes)
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
