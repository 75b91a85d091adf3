import { gunzipSync } from 'node:zlib'
import { SaxesParser } from 'saxes'
import { megabytes } from './megabytes'
import { refused, type WebRefusal } from './web-refusal'

/** What the protocol allows for one file, unpacked. */
export const SITEMAP_MAX_BYTES = 50 * 1024 * 1024
/** As the protocol allows for one file. */
const ENTRIES_MAX = 50_000

export interface Sitemap {
  /** pages: addresses of pages; index: addresses of further sitemaps. */
  readonly kind: 'pages' | 'index'
  readonly addresses: readonly string[]
}

/** Whether these bytes are a sitemap or mean to be one, rather than a page. */
export function looksLikeSitemap(body: Buffer, contentType: string, url: URL): boolean {
  if (isGzip(body)) return /\.xml\.gz$|sitemap/i.test(url.pathname)
  if (/^(text|application)\/xml\b/i.test(contentType)) return true
  const start = body.subarray(0, 2_000).toString('utf8')
  return /<(urlset|sitemapindex)\b/.test(start)
}

/** Reads XML as sitemaps.org describes it, gzipped or not. Entities and DTDs of the file's own are not followed. */
export function readSitemap(body: Buffer): Sitemap | WebRefusal {
  const text = unpack(body)
  if (typeof text !== 'string') return text
  let kind: Sitemap['kind'] | null = null
  const addresses: string[] = []
  const path: string[] = []
  let location: string | null = null
  let isBroken = false
  const parser = new SaxesParser({ fragment: false })
  parser.on('error', () => {
    isBroken = true
  })
  parser.on('opentag', ({ name }) => {
    const local = localName(name)
    if (path.length === 0 && local === 'urlset') kind = 'pages'
    if (path.length === 0 && local === 'sitemapindex') kind = 'index'
    path.push(local)
    if (local === 'loc' && (path.at(-2) === 'url' || path.at(-2) === 'sitemap')) location = ''
  })
  parser.on('text', (piece) => {
    if (location !== null) location += piece
  })
  parser.on('cdata', (piece) => {
    if (location !== null) location += piece
  })
  parser.on('closetag', ({ name }) => {
    path.pop()
    if (localName(name) !== 'loc' || location === null) return
    if (location.trim() && addresses.length < ENTRIES_MAX) addresses.push(location.trim())
    location = null
  })
  try {
    parser.write(text).close()
  } catch {
    isBroken = true
  }
  if (!kind)
    return refused(
      'unsupported',
      'This is neither a web page nor a sitemap that can be read. Check the address.',
    )
  // a list cut in the middle must not look like a list from which pages were removed
  if (isBroken) return refused('damaged', 'The sitemap is damaged: it is not valid XML.')
  return { kind, addresses }
}

function unpack(body: Buffer): string | WebRefusal {
  if (!isGzip(body)) return body.toString('utf8').replace(/^\ufeff/, '')
  try {
    return gunzipSync(body, { maxOutputLength: SITEMAP_MAX_BYTES })
      .toString('utf8')
      .replace(/^\ufeff/, '')
  } catch (thrown) {
    return (thrown as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
      ? refused('too_large', `The sitemap is larger than ${megabytes(SITEMAP_MAX_BYTES)} when unpacked.`)
      : refused('damaged', 'The sitemap is damaged: it could not be unpacked.')
  }
}

function isGzip(body: Buffer): boolean {
  return body[0] === 0x1f && body[1] === 0x8b
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
