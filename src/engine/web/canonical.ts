import { hostNameOf } from './web-address'

/** The head of a page stands at its beginning; what comes later is not looked at. */
const HEAD_MAX_BYTES = 256 * 1024

/**
 * The address a page calls its own, when it differs from where it was found only in what does not make another page:
 * query, closing slash, index file, "www.". Sites that call every page by the address of their home page are common,
 * and a citation must not lead there.
 */
export function canonicalAddress(body: Buffer, foundAt: URL): string {
  const head = body.subarray(0, HEAD_MAX_BYTES).toString('latin1')
  for (const [tag] of head.matchAll(/<link\b[^>]{0,2000}>/gi)) {
    if (!/\brel\s*=\s*["']?canonical\b/i.test(tag)) continue
    const href = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(tag)
    const url = parse((href?.[1] ?? href?.[2] ?? href?.[3] ?? '').replaceAll('&amp;', '&'), foundAt)
    if (url && pageOf(url) === pageOf(foundAt)) return withoutHash(url)
  }
  return withoutHash(foundAt)
}

/** Where readers of a page are sent: the address that it calls its own when that is the same page, else where it was found. */
export function readerAddress(said: string | null, foundAt: string): string {
  const [own, found] = [said === null ? null : parse(said), parse(foundAt)]
  return own && found && pageOf(own) === pageOf(found) ? withoutHash(own) : foundAt
}

function pageOf(url: URL): string {
  const path = url.pathname.replace(/\/index\.(html?|php)$/i, '/').replace(/\/+$/, '')
  return `${hostNameOf(url).replace(/^www\./, '')}${url.port}${path}`
}

function withoutHash(url: URL): string {
  const copy = new URL(url)
  copy.hash = ''
  return copy.href
}

function parse(text: string, base?: URL): URL | null {
  try {
    const url = new URL(text, base)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url : null
  } catch {
    return null
  }
}
