import type { DocumentFormat } from '@shared/models'

/** How a file is read; several extensions share one. */
export type Reader = 'markdown' | 'text' | 'html' | 'csv' | 'pdf' | 'docx' | 'json' | 'jsonl'

const READERS = new Map<string, Reader>([
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['txt', 'text'],
  ['log', 'text'],
  ['html', 'html'],
  ['htm', 'html'],
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['pdf', 'pdf'],
  ['docx', 'docx'],
  ['json', 'json'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
])

/** Known, and refused with a way out instead of a shrug. */
const OLD_FORMATS = new Map<string, string>([
  ['doc', 'This is the old Word format. Save it as .docx in Word or LibreOffice, then import it again.'],
  ['dot', 'This is the old Word format. Save it as .docx in Word or LibreOffice, then import it again.'],
  ['rtf', 'Rich text (.rtf) cannot be read. Save it as .docx in Word or LibreOffice, then import it again.'],
])

export const SUPPORTED_KINDS =
  'Markdown (.md), text (.txt, .log), web pages (.html), tables (.csv, .tsv), PDF, Word (.docx) and JSON (.json, .jsonl)'

export function extensionOf(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? '' : name.slice(dot + 1).toLowerCase()
}

export function readerOf(path: string): Reader | null {
  return READERS.get(extensionOf(path)) ?? null
}

/** Why a file of this name cannot be read; null when it can be tried. */
export function unsupportedReason(
  path: string,
): { readonly code: 'unsupported' | 'old_format'; readonly message: string } | null {
  if (readerOf(path)) return null
  const extension = extensionOf(path)
  const old = OLD_FORMATS.get(extension)
  if (old) return { code: 'old_format', message: old }
  const what = extension ? `Files of the kind .${extension.slice(0, 20)}` : 'Files without an extension'
  return { code: 'unsupported', message: `${what} cannot be read. VerdeMuse reads ${SUPPORTED_KINDS}.` }
}

export function formatOf(reader: Reader): DocumentFormat {
  return reader === 'jsonl' ? 'json' : reader
}

export function isBinaryReader(reader: Reader): reader is 'pdf' | 'docx' {
  return reader === 'pdf' || reader === 'docx'
}
