import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FetchedPage } from './fetch-address'
import { charsetOf, extensionForPage } from './media-types'
import type { WebRefusal } from './web-refusal'

const TEXT_EXTENSIONS = new Set(['html', 'md', 'txt', 'csv', 'tsv', 'json', 'jsonl'])

export interface StoredPage {
  readonly kind: 'stored'
  readonly filePath: string
  readonly sizeBytes: number
}

/** Writes a page as a file that the parsers read, named by its address so that the same page is the same file. */
export async function storePage(
  page: FetchedPage,
  { spoolDir, url }: { readonly spoolDir: string; readonly url: string },
): Promise<StoredPage | WebRefusal> {
  const extension = extensionForPage(page.contentType, page.url)
  if (typeof extension !== 'string') return extension
  const bytes = TEXT_EXTENSIONS.has(extension) ? asNamed(page) : page.body
  const name = createHash('sha256').update(url).digest('hex').slice(0, 32)
  const filePath = join(spoolDir, `${name}.${extension}`)
  await writeFile(filePath, bytes)
  return { kind: 'stored', filePath, sizeBytes: bytes.length }
}

/**
 * Text in the encoding that its header names becomes UTF-8 with a mark: the header does not reach the parser, and by
 * the rules of the web it is stronger than what the page says of itself. A header that is wrong is left aside.
 */
function asNamed({ body, contentType }: FetchedPage): Buffer {
  const charset = charsetOf(contentType)
  if (!charset || hasMark(body)) return body
  try {
    const text = new TextDecoder(charset, { fatal: true }).decode(body)
    return text === '' ? body : Buffer.from(`\ufeff${text}`, 'utf8')
  } catch {
    return body
  }
}

function hasMark(body: Buffer): boolean {
  const [a, b, c] = body
  return (a === 0xef && b === 0xbb && c === 0xbf) || (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)
}
