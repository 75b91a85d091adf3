import { AppError } from '@shared/errors'
import { shell } from 'electron'

/** Windows hands no more than this to the program it starts. */
const URL_MAX_CHARS = 2_000
/** A mail program may take a file of the disk along with these; nobody who wrote a link may choose one. */
const MAIL_FIELDS: ReadonlySet<string> = new Set(['subject', 'body', 'cc', 'bcc', 'to'])

/** The only way out of the app: a web page or a new mail, in the user's own program. Rejects with `forbidden` otherwise. */
export async function openExternal(text: string): Promise<void> {
  const url = allowedLink(text)
  if (!url) throw new AppError('forbidden', 'Only web addresses (https) and mail addresses can be opened.')
  await shell.openExternal(url)
}

/** The address as a browser would read it, or null when it may not be opened. */
export function allowedLink(text: string): string | null {
  // a parser drops tabs and line ends; whoever needs them in an address is hiding its scheme
  if (text.length > URL_MAX_CHARS || /[\u0000-\u0020\u007f\\]/.test(text)) return null
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return null
  }
  if (url.protocol === 'https:') return url.hostname && !url.username && !url.password ? url.href : null
  if (url.protocol !== 'mailto:') return null
  return [...url.searchParams.keys()].every((field) => MAIL_FIELDS.has(field.toLowerCase())) ? url.href : null
}
