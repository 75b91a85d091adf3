import { extensionOf, unsupportedReason } from '../parse/formats'
import { refused, type WebRefusal } from './web-refusal'

/** The extension a page of this type is stored under; the parsers go by it. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'text/markdown': 'md',
  'text/x-markdown': 'md',
  'text/plain': 'txt',
  'text/csv': 'csv',
  'text/tab-separated-values': 'tsv',
  'application/json': 'json',
  'application/x-ndjson': 'jsonl',
  'application/pdf': 'pdf',
  'application/epub+zip': 'epub',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.oasis.opendocument.text': 'odt',
}
/** Types that say nothing: the address has to. */
const SAYS_NOTHING = new Set(['', 'application/octet-stream', 'binary/octet-stream'])
/** Served as plain text by most servers, though more is known of them. */
const TEXT_LIKE = new Set(['md', 'markdown', 'csv', 'tsv', 'json', 'jsonl', 'ndjson', 'log'])

/** Under which extension a page is to be stored and read, or why it is not. */
export function extensionForPage(contentType: string, url: URL): string | WebRefusal {
  const mediaType = (contentType.split(';')[0] ?? '').trim().toLowerCase()
  const named = extensionOf(url.pathname)
  const extension = SAYS_NOTHING.has(mediaType)
    ? named
    : mediaType === 'text/plain' && TEXT_LIKE.has(named)
      ? named
      : EXTENSIONS[mediaType]
  if (extension && !unsupportedReason(`page.${extension}`)) return extension
  const what = SAYS_NOTHING.has(mediaType) ? 'something that it does not name' : `"${mediaType.slice(0, 80)}"`
  return refused('unsupported', `The site gives ${what} here, which is not a kind of page that is read.`)
}

/** The encoding the site names; null when it names none, or one that is not known. */
export function charsetOf(contentType: string): string | null {
  const name = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1]
  if (!name) return null
  try {
    return new TextDecoder(name).encoding
  } catch {
    return null
  }
}
