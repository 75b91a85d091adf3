import type { DocumentFormat } from '@shared/models'

/** How a file is read; several extensions share one. */
export type Reader = DocumentFormat | 'jsonl' | 'zip'

const READERS = new Map<string, Reader>([
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['txt', 'text'],
  ['log', 'text'],
  ['html', 'html'],
  ['htm', 'html'],
  ['xhtml', 'html'],
  ['mhtml', 'mhtml'],
  ['mht', 'mhtml'],
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['pdf', 'pdf'],
  ['docx', 'docx'],
  ['pptx', 'pptx'],
  ['xlsx', 'xlsx'],
  ['xlsm', 'xlsx'],
  ['odt', 'odt'],
  ['epub', 'epub'],
  ['eml', 'email'],
  ['json', 'json'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
  ['zip', 'zip'],
])

/** Known, and refused with a way out instead of a shrug. */
const OLD_FORMATS = new Map<string, string>(
  [
    ['doc', 'This is the old Word format', '.docx'],
    ['dot', 'This is the old Word format', '.docx'],
    ['rtf', 'Rich text (.rtf) cannot be read', '.docx'],
    ['ppt', 'This is the old PowerPoint format', '.pptx'],
    ['xls', 'This is the old Excel format', '.xlsx'],
    ['ods', 'OpenDocument sheets (.ods) cannot be read', '.xlsx'],
    ['odp', 'OpenDocument slides (.odp) cannot be read', '.pptx'],
  ].map(([extension = '', what, newer]) => [
    extension,
    `${what}. Save it as ${newer} in Microsoft Office or LibreOffice, then import it again.`,
  ]),
)

/** What stands in a synchronised folder for a file that lies elsewhere. */
const STAND_INS = new Map<string, string>([
  ...['icloud', 'nextcloud', 'owncloud'].map(
    (extension) =>
      [
        extension,
        'The file is not downloaded to this computer. Make it available offline in its sync program, then import it again.',
      ] as const,
  ),
  ...(
    [
      ['gdoc', '.docx'],
      ['gsheet', '.xlsx'],
      ['gslides', '.pptx'],
    ] as const
  ).map(
    ([extension, better]) =>
      [
        extension,
        `This is only a link to a document at Google. Download the document as ${better}, then import that.`,
      ] as const,
  ),
])

export const SUPPORTED_KINDS =
  'Markdown (.md), text (.txt, .log), web pages (.html, .mhtml), tables (.csv, .tsv, .xlsx), PDF, Word (.docx), OpenDocument (.odt), slides (.pptx), e-books (.epub), email (.eml), JSON (.json, .jsonl), and archives of these (.zip)'

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
): { readonly code: 'unsupported' | 'old_format' | 'no_access'; readonly message: string } | null {
  if (readerOf(path)) return null
  const extension = extensionOf(path)
  const old = OLD_FORMATS.get(extension)
  if (old) return { code: 'old_format', message: old }
  const elsewhere = STAND_INS.get(extension)
  if (elsewhere) return { code: 'no_access', message: elsewhere }
  const what = extension ? `Files of the kind .${extension.slice(0, 20)}` : 'Files without an extension'
  return { code: 'unsupported', message: `${what} cannot be read. VerdeMuse reads ${SUPPORTED_KINDS}.` }
}

/** An archive has no format of its own: each of its members has. */
export function formatOf(reader: Exclude<Reader, 'zip'>): DocumentFormat {
  return reader === 'jsonl' ? 'json' : reader
}

const BINARY_READERS = ['pdf', 'docx', 'pptx', 'xlsx', 'odt', 'epub', 'email', 'mhtml', 'zip'] as const
export type BinaryReader = (typeof BINARY_READERS)[number]

/** Files whose size is mostly pictures: they may be larger than text. */
export function isBinaryReader(reader: Reader): reader is BinaryReader {
  return (BINARY_READERS as readonly Reader[]).includes(reader)
}
