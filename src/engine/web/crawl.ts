import { mkdir } from 'node:fs/promises'
import { type CrawlEvent, type CrawlRequest, DEFAULT_CRAWL_LIMITS } from './crawl-events'
import type { FetchedPage, Fetcher } from './fetch-address'
import { listPages } from './list-pages'
import { type Clock, createPace, SYSTEM_CLOCK } from './pace'
import { toPageEvent } from './page-event'
import { createRobots, type Robots } from './robots'
import { looksLikeSitemap, SITEMAP_MAX_BYTES } from './sitemap'
import { isSameSite, readWebAddress } from './web-address'
import { PUBLIC_WEB, type WebNetwork } from './web-network'
import { refused, type WebRefusal } from './web-refusal'

export interface WebCrawler {
  /** Rejects only when the signal aborts or the spool cannot be written. */
  crawl(request: CrawlRequest): AsyncGenerator<CrawlEvent>
  /** Why an address cannot be tried, for a word before anything is fetched; null when it can. */
  refusalOf(address: string): WebRefusal | null
}

export interface WebCrawlerOptions {
  readonly version: string
  /** An administrator may switch web import off. */
  readonly isAllowed: () => boolean
  readonly network?: WebNetwork
  readonly clock?: Clock
}

interface Tools {
  readonly fetcher: Fetcher
  readonly robots: Robots
  readonly network: WebNetwork
}

const SWITCHED_OFF = refused('address', 'Your administrator has switched off reading from the web.')

/**
 * Reads one page, or the pages a sitemap lists, one after another.
 *  1. Fetch the address: it is a page, or a sitemap.
 *  2. A sitemap: take what it lists on its own site, up to the limit.
 *  3. Fetch each page, with what is known of it, so that an unchanged one costs a line.
 *  4. Store it as a file for the parsers.
 *  5. Say whether the list was whole: a known page that is not on it has been removed.
 */
export function createWebCrawler(options: WebCrawlerOptions): WebCrawler {
  const { version, isAllowed, network = PUBLIC_WEB, clock = SYSTEM_CLOCK } = options
  const startOf = (address: string) => (isAllowed() ? readWebAddress(address, network) : SWITCHED_OFF)

  return {
    refusalOf(address) {
      const start = startOf(address)
      return start instanceof URL ? null : start
    },
    async *crawl(request) {
      const start = startOf(request.address)
      if (!(start instanceof URL)) {
        yield { ...start, url: request.address }
        return
      }
      await mkdir(request.spoolDir, { recursive: true })
      // not with the engine: the HTTP client costs its start 80 ms
      const [{ createGuardedAgent }, { createFetcher }] = await Promise.all([
        import('./guarded-agent'),
        import('./fetch-address'),
      ])
      const agent = createGuardedAgent(network)
      try {
        const pace = createPace(clock)
        const userAgent = `VerdeMuse/${version} (+https://verdemuse.example)`
        const fetcher = createFetcher({ agent, network, pace, userAgent })
        yield* crawlFrom(start, request, { fetcher, robots: createRobots(fetcher, pace), network })
      } finally {
        await agent.destroy()
      }
    },
  }
}

async function* crawlFrom(start: URL, request: CrawlRequest, tools: Tools): AsyncGenerator<CrawlEvent> {
  const { spoolDir, known, signal, limits = DEFAULT_CRAWL_LIMITS } = request
  // 1
  const first = await tools.fetcher.fetch(start, {
    maxBytes: Math.max(SITEMAP_MAX_BYTES, limits.pageMaxBytes),
    mayVisit: (url) => tools.robots.forbids(url, signal),
    known: known(start.href),
    signal,
  })
  if (first.kind === 'ok' && looksLikeSitemap(first.body, first.contentType, first.url))
    yield* crawlSitemap(first, request, tools)
  else {
    const { pageMaxBytes } = limits
    const isKnown = known(start.href) !== null
    yield await toPageEvent(start.href, first, { spoolDir, pageMaxBytes, isKnown, seen: new Map() })
    // it may have been a sitemap
    const isSilent = first.kind === 'refused' || (first.kind === 'gone' && !isKnown)
    if (isSilent) yield { kind: 'incomplete', url: start.href }
  }
}

async function* crawlSitemap(
  first: FetchedPage,
  { spoolDir, known, signal, limits = DEFAULT_CRAWL_LIMITS }: CrawlRequest,
  { fetcher, robots, network }: Tools,
): AsyncGenerator<CrawlEvent> {
  // a redirect must not lead off the site either
  const mayVisit = async (url: URL) =>
    isSameSite(url, first.url)
      ? robots.forbids(url, signal)
      : refused('address', `The page leads to another site. Add ${url.host} as a source of its own.`)
  // 2
  const { pagesMax, pageMaxBytes } = limits
  const list = await listPages(first, { fetcher, network, pagesMax, mayVisit, signal })
  yield* list.problems
  const seen = new Map<string, string>()
  for (const page of list.pages) {
    const { href } = page
    // 3
    const earlier = known(href)
    const fetched = await fetcher.fetch(page, { maxBytes: pageMaxBytes, mayVisit, known: earlier, signal })
    // 4
    yield await toPageEvent(href, fetched, { spoolDir, pageMaxBytes, isKnown: earlier !== null, seen })
  }
  // 5
  if (!list.isWhole) yield { kind: 'incomplete', url: first.url.href }
}
