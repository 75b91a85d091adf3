import { isAbsolute } from 'node:path'
import { AppError } from '@shared/errors'
import { parseUrl } from '@shared/server-url'

const LOCAL_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** https anywhere, http on this machine only. A query is fine: file stores put their permission there. */
export function isAllowedPackUrl(url: URL): boolean {
  if (url.username || url.password) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && LOCAL_HOSTS.has(url.hostname))
}

export type PackAddress =
  | { readonly kind: 'https'; readonly address: string }
  | { readonly kind: 'path'; readonly address: string }

/** Throws bad_request for what is neither an address that may be used nor a whole path. */
export function readPackAddress(text: string): PackAddress {
  const trimmed = text.trim()
  if (/^[a-z][a-z0-9+.-]+:\/\//iu.test(trimmed)) {
    const url = parseUrl(trimmed)
    if (!url || !isAllowedPackUrl(url))
      throw new AppError(
        'bad_request',
        'The address of a pack must begin with https:// and hold no password.',
      )
    url.hash = ''
    return { kind: 'https', address: url.href }
  }
  if (!isAbsolute(trimmed) || trimmed.includes('\0'))
    throw new AppError('bad_request', 'The place of a pack must be a whole path or an https address.')
  return { kind: 'path', address: trimmed }
}

/** Of what a page may say: it names no path of this machine. Throws bad_request. */
export function assertAddress(text: string): void {
  if (readPackAddress(text).kind !== 'https')
    throw new AppError('bad_request', 'The address of a pack must begin with https://.')
}
