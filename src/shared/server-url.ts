/**
 * https anywhere; http only to this machine, so that no key travels in clear text. Apart from the settings schema,
 * because the page checks an address while it is typed and carries no schema library for that.
 */
export function isAllowedServerUrl(text: string): boolean {
  const url = parseUrl(text)
  if (!url || url.username || url.password || url.hash || url.search) return false
  if (url.protocol === 'https:') return true
  return url.protocol === 'http:' && isThisMachine(url.hostname)
}

export function isThisMachine(hostname: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
}

/** What a key belongs to: scheme, name and port. */
export function originOf(serverUrl: string): string {
  return parseUrl(serverUrl)?.origin ?? ''
}

/** URL.parse, for browsers that do not have it yet. */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
