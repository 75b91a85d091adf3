import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../../src/engine/web/pace'
import type { WebNetwork } from '../../src/engine/web/web-network'

export interface FakePage {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
}
export interface FakeRequest {
  readonly host: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
}
/** A page, or what answers by itself. */
export type FakeRoute = FakePage | ((request: FakeRequest, response: ServerResponse) => FakePage | undefined)

export interface FakeSite {
  readonly port: number
  /** Of a page on this site, under any name. */
  address(path: string, hostName?: string): string
  /** By path, or by host name and path; to be changed while the site runs. */
  readonly pages: Map<string, FakeRoute>
  /** What was asked for, in order: `help.test/articles/1`. */
  readonly asked: readonly string[]
  readonly requests: readonly FakeRequest[]
  /** Every name leads to this site, and this machine counts as public. */
  readonly network: WebNetwork
  close(): Promise<void>
}

/** A real HTTP server on this machine, with a network in which every name leads to it. What is not there is 404. */
export async function startFakeSite(pages: Readonly<Record<string, FakeRoute>> = {}): Promise<FakeSite> {
  const routes = new Map(Object.entries(pages))
  const requests: FakeRequest[] = []
  const server = createServer((incoming, response) => {
    const host = (incoming.headers.host ?? '').replace(/:\d+$/, '')
    const request = { host, path: incoming.url ?? '', headers: incoming.headers }
    requests.push(request)
    const route = routes.get(`${host}${request.path}`) ?? routes.get(request.path) ?? { status: 404 }
    const page = typeof route === 'function' ? route(request, response) : route
    if (!page) return
    response.writeHead(page.status ?? 200, { 'content-type': 'text/html', ...page.headers })
    response.end(page.body ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    address: (path, hostName = 'help.test') => `http://${hostName}:${port}${path}`,
    pages: routes,
    get asked() {
      return requests.map(({ host, path }) => `${host}${path}`)
    },
    requests,
    network: {
      lookup: async () => ['127.0.0.1'],
      isPublic: () => true,
      isPortAllowed: () => true,
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export function htmlPage(title: string, text: string): FakePage {
  return {
    body: `<!doctype html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`,
  }
}

export function sitemapOf(addresses: readonly string[]): FakePage {
  const entries = addresses
    .map((address) => `<url><loc>${address.replaceAll('&', '&amp;')}</loc></url>`)
    .join('\n')
  return {
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries}</urlset>`,
  }
}

/** Time passes only by waiting. */
export function fakeClock(): Clock & { readonly waits: readonly number[] } {
  const waits: number[] = []
  let now = 0
  return {
    waits,
    now: () => now,
    async wait(ms, signal) {
      signal.throwIfAborted()
      waits.push(ms)
      now += ms
    },
  }
}
