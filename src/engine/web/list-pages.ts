import type { CrawlEvent } from './crawl-events'
import type { FetchedPage, Fetcher, FetchOptions } from './fetch-address'
import { readSitemap, SITEMAP_MAX_BYTES } from './sitemap'
import { isSameSite, readWebAddress } from './web-address'
import type { WebNetwork } from './web-network'
import { refused, type WebRefusal } from './web-refusal'

/** An index of 50 sitemaps of 50,000 pages lists more than anyone imports. */
const SITEMAPS_MAX = 50
/** Entries that are refused one by one; more of them make a list nobody reads. */
const NAMED_PROBLEMS_MAX = 20

export interface PageList {
  readonly pages: readonly URL[]
  /** Entries and sitemaps that could not be taken. */
  readonly problems: readonly CrawlEvent[]
  /** Everything the site lists is in `pages`: what is not there, the site has removed. */
  readonly isWhole: boolean
}

export interface ListPagesOptions {
  readonly fetcher: Fetcher
  readonly network: WebNetwork
  readonly pagesMax: number
  readonly mayVisit: FetchOptions['mayVisit']
  readonly signal: AbortSignal
}

/** Follows a sitemap, and the sitemaps it names, to the pages. Rejects only when the signal aborts. */
export async function listPages(first: FetchedPage, options: ListPagesOptions): Promise<PageList> {
  const { fetcher, network, pagesMax, mayVisit, signal } = options
  const pages = new Map<string, URL>()
  const sitemaps = new Map<string, URL>([[first.url.href, first.url]])
  const problems: CrawlEvent[] = []
  let unnamedCount = 0
  let leftOutCount = 0
  let isWhole = true

  function refuse(url: string, refusal: WebRefusal): void {
    if (problems.length < NAMED_PROBLEMS_MAX) problems.push({ ...refusal, url })
    else unnamedCount++
  }

  function take(entry: string, sitemap: URL, into: Map<string, URL>, max: number): void {
    const url = readEntry(entry, sitemap, network)
    if (!(url instanceof URL)) refuse(entry, url)
    else if (into.size < max) into.set(url.href, url)
    else if (!into.has(url.href)) leftOutCount++
  }

  // a Map gives what is added while it is walked through
  for (const url of sitemaps.values()) {
    const fetched =
      url === first.url ? first : await fetcher.fetch(url, { maxBytes: SITEMAP_MAX_BYTES, mayVisit, signal })
    const sitemap = fetched.kind === 'ok' ? readSitemap(fetched.body) : fetched
    if (sitemap.kind === 'pages')
      for (const entry of sitemap.addresses) take(entry, first.url, pages, pagesMax)
    else if (sitemap.kind === 'index')
      for (const entry of sitemap.addresses) take(entry, first.url, sitemaps, SITEMAPS_MAX)
    else {
      isWhole = false
      refuse(
        url.href,
        sitemap.kind === 'refused' ? sitemap : refused('gone', 'There is no sitemap at this address.'),
      )
    }
  }
  // an empty list is a fault of the site more likely than the end of all its pages
  if (pages.size === 0 && problems.length === 0) {
    isWhole = false
    refuse(
      first.url.href,
      refused('empty', 'The sitemap lists no pages. What was read of the site before is kept.'),
    )
  }
  const last = (refusal: WebRefusal) => problems.push({ ...refusal, url: first.url.href })
  if (unnamedCount > 0)
    last(refused('address', `${unnamedCount} more entries of the sitemap could not be taken.`))
  if (leftOutCount > 0)
    last(
      refused(
        'too_many',
        `The sitemap lists ${leftOutCount} more than the ${pagesMax} pages that are read of one site. Add the sitemap of a part of it.`,
      ),
    )
  return { pages: [...pages.values()], problems, isWhole: isWhole && leftOutCount === 0 }
}

/** Only pages of the sitemap's own site: by the protocol it speaks for no other. */
function readEntry(entry: string, sitemap: URL, network: WebNetwork): URL | WebRefusal {
  const url = readWebAddress(entry, network, sitemap)
  if (!(url instanceof URL)) return url
  if (!isSameSite(url, sitemap))
    return refused(
      'address',
      `This is on another site than the sitemap. Add ${url.host} as a source of its own.`,
    )
  // lists that were never changed after the site became protected are common, and the protected page is the same
  if (sitemap.protocol === 'https:') url.protocol = 'https:'
  return url
}
