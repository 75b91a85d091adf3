import { readdirSync } from 'node:fs'
import { createServer } from 'node:net'
import { request } from 'undici'
import { expect, onTestFinished, test } from 'vitest'
import { createGuardedAgent } from '../../../src/engine/web/guarded-agent'
import { isPublicAddress } from '../../../src/engine/web/public-address'
import { crawlAll, tempSpool, testSite } from '../../helpers/crawl-site'
import { htmlPage, sitemapOf } from '../../helpers/fake-site'

const PRIVATE = { kind: 'refused', code: 'address', message: expect.stringContaining('private network') }

/** The real judgement of addresses, with names that lead where a test wants. */
async function guardedSite(lookup: (hostName: string) => readonly string[]) {
  const site = await testSite({ '/page': htmlPage('Secret', 'inside') })
  const names: string[] = []
  const network = {
    lookup: async (hostName: string) => {
      names.push(hostName)
      return lookup(hostName)
    },
    isPublic: isPublicAddress,
    isPortAllowed: () => true,
  }
  return { site, network, names }
}

test.each([['127.0.0.1'], ['::1'], ['::ffff:127.0.0.1']])(
  'a name that leads to %s is refused, and no byte reaches it',
  async (address) => {
    const { site, network } = await guardedSite(() => [address])
    const spoolDir = tempSpool()
    const events = await crawlAll(network, site.address('/page'), { spoolDir })
    expect(events).toEqual([{ ...PRIVATE, url: site.address('/page') }])
    expect(site.requests).toEqual([])
    expect(readdirSync(spoolDir)).toEqual([])
  },
)

test('one private address among public ones is refused', async () => {
  const { site, network } = await guardedSite(() => ['1.1.1.1', '127.0.0.1'])
  expect(await crawlAll(network, site.address('/page'))).toEqual([{ ...PRIVATE, url: site.address('/page') }])
  expect(site.requests).toEqual([])
})

test.each([
  'http://127.0.0.1:PORT/page',
  'http://2130706433:PORT/page',
  'http://0x7f000001:PORT/page',
  'http://[::ffff:127.0.0.1]:PORT/page',
])('%s is refused before anything is looked up', async (pattern) => {
  const { site, network, names } = await guardedSite(() => ['127.0.0.1'])
  const address = pattern.replace('PORT', String(site.port))
  expect(await crawlAll(network, address)).toEqual([{ ...PRIVATE, url: address }])
  expect(site.requests).toEqual([])
  expect(names).toEqual([])
})

test('a name that answers differently the second time is refused then', async () => {
  let lookups = 0
  const site = await testSite({ '/page': htmlPage('Secret', 'inside') })
  // the first connection (robots.txt) is let through; it is closed, so that the page needs a second one
  site.pages.set('/robots.txt', { status: 404, headers: { connection: 'close' } })
  const network = {
    lookup: async () => ['127.0.0.1'],
    isPublic: () => ++lookups <= 2,
    isPortAllowed: () => true,
  }
  expect(await crawlAll(network, site.address('/page'))).toEqual([{ ...PRIVATE, url: site.address('/page') }])
  expect(site.asked).toEqual(['help.test/robots.txt'])
})

test('the address really connected to is judged, whatever the look-up said', async () => {
  const site = await testSite({ '/page': htmlPage('Secret', 'inside') })
  const judged: string[] = []
  const network = {
    lookup: async () => ['127.0.0.1'],
    isPublic: (address: string) => judged.push(address) === 1,
    isPortAllowed: () => true,
  }
  expect(await crawlAll(network, site.address('/page'))).toEqual([{ ...PRIVATE, url: site.address('/page') }])
  expect(judged).toEqual(['127.0.0.1', '127.0.0.1'])
  expect(site.requests).toEqual([])
})

test.each([
  ['a private name', 'http://inside.test:PORT/page'],
  ['a private address', 'http://10.0.0.1/page'],
  ['cloud metadata', 'http://169.254.169.254/latest/meta-data/'],
  ['this machine', 'http://localhost:PORT/page'],
  ['a file', 'file:///etc/passwd'],
])('a redirect to %s is refused', async (_name, pattern) => {
  const site = await testSite({ '/page': htmlPage('Secret', 'inside') })
  const location = pattern.replace('PORT', String(site.port))
  site.pages.set('/start', { status: 302, headers: { location } })
  const network = {
    lookup: async (hostName: string) => [hostName === 'inside.test' ? '10.0.0.1' : '127.0.0.1'],
    isPublic: (address: string) => address === '127.0.0.1',
    isPortAllowed: () => true,
  }
  const events = await crawlAll(network, site.address('/start'))
  expect(events).toEqual([
    { kind: 'refused', code: 'address', url: site.address('/start'), message: expect.any(String) },
  ])
  expect(site.asked).toEqual(['help.test/robots.txt', 'help.test/start'])
})

test('a sitemap cannot lead to a private address or to another port', async () => {
  const site = await testSite()
  const network = { ...site.network, isPublic: (address: string) => address === '127.0.0.1' }
  site.pages.set(
    '/sitemap.xml',
    sitemapOf(['http://10.0.0.1/a', 'http://help.test:1/b', site.address('/page')]),
  )
  site.pages.set('/page', htmlPage('Page', 'text'))
  const events = await crawlAll(network, site.address('/sitemap.xml'))
  expect(events.map(({ kind, url }) => [kind, url])).toEqual([
    ['refused', 'http://10.0.0.1/a'],
    ['refused', 'http://help.test:1/b'],
    ['page', site.address('/page')],
  ])
})

test('with the same site, a name that leads to a public address is read', async () => {
  const { site, network } = await guardedSite(() => ['127.0.0.1'])
  const events = await crawlAll({ ...network, isPublic: () => true }, site.address('/page'))
  expect(events).toMatchObject([{ kind: 'page' }])
})

test('switched off, nothing is looked up or fetched', async () => {
  const { site, network, names } = await guardedSite(() => ['127.0.0.1'])
  const events = await crawlAll({ ...network, isPublic: () => true }, site.address('/page'), {
    isAllowed: () => false,
  })
  expect(events).toMatchObject([
    { kind: 'refused', code: 'address', message: expect.stringContaining('administrator') },
  ])
  expect(names).toEqual([])
})

test.each([
  ['127.0.0.1', '127.0.0.1', 0],
  ['::1', '[::1]', 0],
  ['127.0.0.1, taken for public', '127.0.0.1', 1],
])(
  'a connection to %s is not even begun, though nobody judged the address before',
  async (name, host, connections) => {
    let connectionCount = 0
    const server = createServer((socket) => {
      connectionCount++
      socket.end('HTTP/1.1 204 No Content\r\n\r\n')
    })
    await new Promise<void>((resolve) => server.listen(0, resolve))
    onTestFinished(() => void server.close())
    const isPublic = name.includes('public') ? () => true : isPublicAddress
    const agent = createGuardedAgent({ lookup: async () => [], isPublic, isPortAllowed: () => true })
    const { port } = server.address() as { port: number }
    const outcome = await request(`http://${host}:${port}/`, { dispatcher: agent }).catch((error) => error)
    await agent.destroy()
    expect(connectionCount).toBe(connections)
    if (connections === 0) expect(outcome.refusal).toMatchObject(PRIVATE)
  },
)
