import { APP_HOST, APP_SCHEME } from '@shared/desktop-ipc'

/** Parts of a parsed address, never the start of a text: app://verdemuse.evil would pass that. */
export function isAppUrl(text: string): boolean {
  const url = parse(text)
  if (!url) return false
  return url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && !url.username && !url.password
}

function parse(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
