import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createWebCrawler, type WebCrawlerOptions } from '../../src/engine/web/crawl'
import type { CrawlEvent, CrawlLimits } from '../../src/engine/web/crawl-events'
import type { Validators } from '../../src/engine/web/fetch-address'
import { type FakeRoute, type FakeSite, fakeClock, startFakeSite } from './fake-site'

/** A site that goes with the test. */
export async function testSite(pages: Readonly<Record<string, FakeRoute>> = {}): Promise<FakeSite> {
  const site = await startFakeSite(pages)
  onTestFinished(() => site.close())
  return site
}

export function tempSpool(): string {
  const spoolDir = mkdtempSync(join(tmpdir(), 'verdemuse-spool-'))
  onTestFinished(() => rmSync(spoolDir, { recursive: true, force: true }))
  return spoolDir
}

export interface CrawlTestOptions extends Partial<WebCrawlerOptions> {
  readonly spoolDir?: string
  readonly known?: ReadonlyMap<string, Validators>
  readonly limits?: CrawlLimits
  readonly signal?: AbortSignal
  /** Gives the word that not all could be seen, too. */
  readonly withIncomplete?: boolean
}

/** All events of one crawl. */
export async function crawlAll(
  network: WebCrawlerOptions['network'],
  address: string,
  options: CrawlTestOptions = {},
): Promise<CrawlEvent[]> {
  const { spoolDir = tempSpool(), known = new Map(), limits, signal = new AbortController().signal } = options
  const crawler = createWebCrawler({
    version: '1.2.3',
    isAllowed: options.isAllowed ?? (() => true),
    clock: options.clock ?? fakeClock(),
    ...(network ? { network } : {}),
  })
  const request = {
    address,
    spoolDir,
    signal,
    known: (url: string) => known.get(url) ?? null,
    ...(limits ? { limits } : {}),
  }
  const events: CrawlEvent[] = []
  for await (const event of crawler.crawl(request))
    if (event.kind !== 'incomplete' || options.withIncomplete) events.push(event)
  return events
}
