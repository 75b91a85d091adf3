import robotsParser from 'robots-parser'
import type { Fetcher } from './fetch-address'
import type { Pace } from './pace'
import { refused, type WebRefusal } from './web-refusal'

/** How robots.txt files call this program. */
export const ROBOT_NAME = 'VerdeMuse'
/** RFC 9309 asks for at least 500 kB; a larger one is no list of rules. */
const ROBOTS_MAX_BYTES = 512 * 1024
/** A site that wants a longer pause between two pages wants no robot; at this one an hour brings 60 pages. */
const CRAWL_DELAY_MAX_S = 60

export interface Robots {
  /** Null when the site lets its page be read. Rejects when the signal aborts. */
  forbids(url: URL, signal: AbortSignal): Promise<WebRefusal | null>
}

interface Rules {
  allows(url: URL): boolean
}
type Found = Rules | WebRefusal

/**
 * What sites ask robots for, as RFC 9309 says: no robots.txt allows everything; one that cannot be had forbids
 * everything. Read once for each site and crawl.
 */
export function createRobots(fetcher: Fetcher, pace: Pace): Robots {
  const known = new Map<string, Promise<Found>>()

  async function load(origin: string, signal: AbortSignal): Promise<Found> {
    const address = new URL('/robots.txt', origin)
    const fetched = await fetcher.fetch(address, {
      maxBytes: ROBOTS_MAX_BYTES,
      // where a robots.txt leads to needs no permission; the addresses themselves are judged as everywhere
      mayVisit: async () => null,
      signal,
    })
    switch (fetched.kind) {
      case 'gone':
      case 'not_modified':
        return { allows: () => true }
      case 'refused':
        // 401, 403 and the like say "no rules for you"; a private address, a fault and silence say nothing at all
        return fetched.code === 'no_access' ? { allows: () => true } : fetched
      case 'ok': {
        const rules = robotsParser(address.href, fetched.body.toString('utf8'))
        const delaySeconds = rules.getCrawlDelay(ROBOT_NAME) ?? 0
        if (delaySeconds > CRAWL_DELAY_MAX_S)
          return refused(
            'robots',
            `${address.host} asks robots to wait ${delaySeconds} seconds between two pages. Save the pages you need as files and import those.`,
          )
        pace.slowDown(address.host, delaySeconds * 1000)
        return { allows: (url) => rules.isAllowed(url.href, ROBOT_NAME) !== false }
      }
    }
  }

  return {
    async forbids(url, signal) {
      const loading = known.get(url.origin) ?? load(url.origin, signal)
      known.set(url.origin, loading)
      const rules = await loading
      if ('kind' in rules) return rules
      if (rules.allows(url)) return null
      return refused(
        'robots',
        `${url.host} asks programs not to read this page (robots.txt). Save it as a file and import that.`,
      )
    },
  }
}
