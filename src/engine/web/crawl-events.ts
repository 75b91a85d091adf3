import type { Validators } from './fetch-address'
import type { WebRefusal } from './web-refusal'

/**
 * What a crawl gives, one a page. `url` is the name a page is known under the next time. A known page that no event
 * names is no longer listed by the site, unless the crawl is incomplete.
 */
export type CrawlEvent =
  | ({
      readonly kind: 'page'
      readonly url: string
      /** Where a reader is to be sent. */
      readonly documentUrl: string
      readonly filePath: string
      readonly sizeBytes: number
    } & Validators)
  | { readonly kind: 'unchanged'; readonly url: string }
  /** The same page under another address, which was given already. */
  | { readonly kind: 'duplicate'; readonly url: string; readonly of: string }
  /** A known page that the site no longer has. */
  | { readonly kind: 'gone'; readonly url: string }
  /** Not all of the site could be seen: known pages that are not named may still be there. */
  | { readonly kind: 'incomplete'; readonly url: string }
  /** Could not be read this time; what is known of it stays. */
  | ({ readonly url: string } & WebRefusal)

export interface CrawlLimits {
  /** Pages of one source; that there are more is said. */
  readonly pagesMax: number
  /** Of one page, unpacked. */
  readonly pageMaxBytes: number
}

/** Help centres have hundreds of articles; with the pause between two, this many take about ten minutes. */
export const DEFAULT_CRAWL_LIMITS: CrawlLimits = { pagesMax: 2_000, pageMaxBytes: 20 * 1024 * 1024 }

export interface CrawlRequest {
  /** Of a page, or of a sitemap whose pages are wanted. */
  readonly address: string
  readonly limits?: CrawlLimits
  /** Gets one file a page; made when it is not there. Whoever asks removes the files. */
  readonly spoolDir: string
  /** What an earlier crawl knows of a page; null when it did not have it. */
  readonly known: (url: string) => Validators | null
  readonly signal: AbortSignal
}
