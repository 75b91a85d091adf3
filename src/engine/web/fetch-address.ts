import type { IncomingHttpHeaders } from 'node:http'
import { type Dispatcher, request } from 'undici'
import { networkRefusal } from './network-refusal'
import type { Pace } from './pace'
import { ACCEPTED_ENCODINGS, readBody } from './read-body'
import { readWebAddress } from './web-address'
import type { WebNetwork } from './web-network'
import { refusalInside, refused, type WebRefusal } from './web-refusal'

/** What is known of an address from the last time. */
export interface Validators {
  readonly etag: string | null
  readonly lastModified: string | null
}

export interface FetchedPage extends Validators {
  readonly kind: 'ok'
  /** Where it was found after all redirects. */
  readonly url: URL
  /** As sent, with its parameters; empty when nothing was said. */
  readonly contentType: string
  readonly body: Buffer
}

export type Fetched =
  | FetchedPage
  | { readonly kind: 'not_modified' }
  /** The site says that there is nothing (any more). */
  | { readonly kind: 'gone' }
  | WebRefusal

export interface Fetcher {
  /** `mayVisit` judges the address and each redirect before it is fetched. Rejects only when the signal aborts. */
  fetch(address: URL, options: FetchOptions): Promise<Fetched>
}

export interface FetchOptions {
  readonly maxBytes: number
  readonly mayVisit: (url: URL) => Promise<WebRefusal | null>
  readonly known?: Validators | null
  readonly signal: AbortSignal
}

export interface FetcherOptions {
  readonly agent: Dispatcher
  readonly network: WebNetwork
  readonly pace: Pace
  readonly userAgent: string
}

/** Browsers allow 20; a page that needs more than these is badly broken. */
const REDIRECTS_MAX = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])
const TOO_MANY_REQUESTS = 429
const UNAVAILABLE = 503
/** From the first byte asked for to the last one read: a server that drips must end some time. */
const PAGE_TIMEOUT_MS = 60_000
/** A site that wants longer than this does not want to be read now. */
const RETRY_AFTER_MAX_MS = 60_000

/**
 * Fetches one address.
 *  1. Judge the address, by its form and by `mayVisit`.
 *  2. Wait for the host's turn, and ask for it.
 *  3. A redirect: judge where it leads, and begin again there.
 *  4. A site that is busy is asked once more after the time it named.
 *  5. Read the body up to its limit.
 */
export function createFetcher({ agent, network, pace, userAgent }: FetcherOptions): Fetcher {
  async function ask(url: URL, known: Validators | null, signal: AbortSignal) {
    await pace.turn(url.host, signal)
    return request(url, {
      dispatcher: agent,
      signal: AbortSignal.any([signal, AbortSignal.timeout(PAGE_TIMEOUT_MS)]),
      headers: {
        'user-agent': userAgent,
        accept: 'text/html, application/xhtml+xml, text/*;q=0.9, */*;q=0.5',
        'accept-encoding': ACCEPTED_ENCODINGS,
        ...(known?.etag ? { 'if-none-match': known.etag } : {}),
        ...(known?.lastModified ? { 'if-modified-since': known.lastModified } : {}),
      },
    })
  }

  async function follow(address: URL, options: FetchOptions): Promise<Fetched> {
    let url = address
    let hasWaited = false
    for (let redirects = 0; redirects <= REDIRECTS_MAX; ) {
      const forbidden = await options.mayVisit(url)
      if (forbidden) return forbidden
      const answer = await ask(url, options.known ?? null, options.signal)
      const { statusCode: status, headers } = answer
      if (REDIRECTS.has(status)) {
        await answer.body.dump()
        const next = redirectTarget(url, headers, network)
        if (!(next instanceof URL)) return next
        url = next
        redirects++
        continue
      }
      const waitMs = hasWaited ? null : retryAfterMs(status, headers)
      if (waitMs !== null) {
        await answer.body.dump()
        await pace.wait(waitMs, options.signal)
        hasWaited = true
        continue
      }
      return outcomeOf(url, answer, options.maxBytes)
    }
    return refused('unreachable', 'The address leads from one page to the next without an end.')
  }

  return {
    async fetch(address, options) {
      const judged = readWebAddress(address.href, network)
      if (!(judged instanceof URL)) return judged
      try {
        return await follow(judged, options)
      } catch (thrown) {
        options.signal.throwIfAborted()
        return refusalInside(thrown) ?? networkRefusal(thrown, judged)
      }
    },
  }
}

function redirectTarget(from: URL, headers: IncomingHttpHeaders, network: WebNetwork): URL | WebRefusal {
  const location = single(headers['location'])
  if (!location) return refused('unreachable', 'The site says that the page moved, but not where to.')
  const target = readWebAddress(location, network, from)
  if (target instanceof URL && from.protocol === 'https:' && target.protocol === 'http:')
    return refused(
      'address',
      'The page leads from a protected to an unprotected address, where anyone could change it.',
    )
  return target
}

function retryAfterMs(status: number, headers: IncomingHttpHeaders): number | null {
  if (status !== TOO_MANY_REQUESTS && status !== UNAVAILABLE) return null
  const seconds = Number(single(headers['retry-after']) ?? Number.NaN)
  const ms = seconds * 1000
  return ms >= 0 && ms <= RETRY_AFTER_MAX_MS ? ms : null
}

async function outcomeOf(url: URL, answer: Dispatcher.ResponseData, maxBytes: number): Promise<Fetched> {
  const { statusCode: status, headers, body } = answer
  if (status === 200) {
    return {
      kind: 'ok',
      url,
      contentType: single(headers['content-type']) ?? '',
      etag: single(headers['etag']) ?? null,
      lastModified: single(headers['last-modified']) ?? null,
      body: await readBody(body, single(headers['content-encoding']) ?? '', maxBytes),
    }
  }
  await body.dump()
  if (status === 304) return { kind: 'not_modified' }
  if (status === 404 || status === 410) return { kind: 'gone' }
  return statusRefusal(status)
}

function statusRefusal(status: number): WebRefusal {
  if (status === 401 || status === 403)
    return refused(
      'no_access',
      'The site does not show this page to everyone. Save it as a file and import that.',
    )
  if (status === TOO_MANY_REQUESTS || status === UNAVAILABLE)
    return refused('unreachable', 'The site is busy and asks to come later.')
  if (status >= 500)
    return refused('unreachable', `The site has a fault of its own (${status}). Try again later.`)
  return refused('unreachable', `The site did not give the page (it answered ${status}).`)
}

function single(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value[0] : value
}
