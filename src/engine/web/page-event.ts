import { assertNever } from '@shared/errors'
import { canonicalAddress } from './canonical'
import type { CrawlEvent } from './crawl-events'
import type { Fetched, FetchedPage } from './fetch-address'
import { megabytes } from './megabytes'
import { storePage } from './store-page'
import { refused } from './web-refusal'

export interface PageEventOptions {
  readonly spoolDir: string
  readonly pageMaxBytes: number
  readonly isKnown: boolean
  /** Where readers are sent → which page gave it, in this crawl. Grows with each page. */
  readonly seen: Map<string, string>
}

/** What became of one page; its file is written. */
export async function toPageEvent(
  url: string,
  fetched: Fetched,
  options: PageEventOptions,
): Promise<CrawlEvent> {
  switch (fetched.kind) {
    case 'refused':
      return { ...fetched, url }
    case 'not_modified':
      options.seen.set(url, url)
      return { kind: 'unchanged', url }
    case 'gone':
      return options.isKnown
        ? { kind: 'gone', url }
        : { ...refused('gone', 'The site has no page at this address. Check the address.'), url }
    case 'ok':
      return toFetchedEvent(url, fetched, options)
    default:
      return assertNever(fetched)
  }
}

async function toFetchedEvent(
  url: string,
  page: FetchedPage,
  { spoolDir, pageMaxBytes, seen }: PageEventOptions,
): Promise<CrawlEvent> {
  if (page.body.length > pageMaxBytes)
    return {
      ...refused('too_large', `The page is larger than ${megabytes(pageMaxBytes)}, the limit for web pages.`),
      url,
    }
  const documentUrl = canonicalAddress(page.body, page.url)
  const earlier = seen.get(documentUrl)
  if (earlier !== undefined) return { kind: 'duplicate', url, of: earlier }
  seen.set(documentUrl, url)
  const stored = await storePage(page, { spoolDir, url })
  if (stored.kind === 'refused') return { ...stored, url }
  const { filePath, sizeBytes } = stored
  return {
    kind: 'page',
    url,
    documentUrl,
    filePath,
    sizeBytes,
    etag: page.etag,
    lastModified: page.lastModified,
  }
}
