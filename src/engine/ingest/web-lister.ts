import { assertNever } from '@shared/errors'
import { READER_VERSION } from '../parse/reader-version'
import type { KnownFile } from '../sources/source-files'
import type { WebCrawler } from '../web/crawl'
import type { CrawlEvent } from '../web/crawl-events'
import type { Validators } from '../web/fetch-address'
import { type Listed, type Lister, SourceUnreachable } from './lister'

const NOTHING_KNOWN: Validators = { etag: null, lastModified: null }

/** A page, or the pages of a sitemap, by their addresses. What fails keeps what was read of it before. */
export function createWebLister(crawler: WebCrawler): Lister {
  return {
    refusalOf: (address) => crawler.refusalOf(address)?.message ?? null,
    async *list({ source, known, spoolDir, signal }) {
      const address = source.location
      const crawl = crawler.crawl({ address, spoolDir, signal, known: (url) => validatorsOf(known(url)) })
      let isFirst = true
      for await (const event of crawl) {
        // at the first look the row says it; later the source does, with its pages as they were
        if (isFirst && event.kind === 'refused' && source.lastScanAt !== null && event.url === address)
          throw new SourceUnreachable(event.message)
        isFirst = false
        const listed = toListed(event)
        if (listed) yield listed
      }
    },
  }
}

/** Null: the page is gone, or stands there under another address. */
function toListed(event: CrawlEvent): Listed | null {
  switch (event.kind) {
    case 'page': {
      const { url, filePath, sizeBytes, etag, lastModified } = event
      return { kind: 'file', path: url, filePath, sizeBytes, mtimeMs: null, etag, lastModified }
    }
    case 'unchanged':
      return { kind: 'unchanged', path: event.url }
    case 'refused': {
      const { url, code, message } = event
      return { kind: 'refused', path: url, code, message, isFolder: false }
    }
    case 'incomplete':
      return { kind: 'incomplete' }
    case 'gone':
    case 'duplicate':
      return null
    default:
      return assertNever(event)
  }
}

/** What the site is asked about; nothing where the page has to be read anew whatever its age. */
function validatorsOf(known: KnownFile | null): Validators | null {
  if (!known || known.isRefused) return null
  const isOutdated = known.readerVersion !== null && known.readerVersion < READER_VERSION
  const { etag, lastModified } = known
  return isOutdated ? NOTHING_KNOWN : { etag, lastModified }
}
