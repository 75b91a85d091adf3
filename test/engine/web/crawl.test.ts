import { readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { CrawlEvent } from '../../../src/engine/web/crawl-events'
import type { Validators } from '../../../src/engine/web/fetch-address'
import { crawlAll, tempSpool, testSite } from '../../helpers/crawl-site'
import { fakeClock, htmlPage, sitemapOf } from '../../helpers/fake-site'

function pagesOf(events: readonly CrawlEvent[]) {
  return events.flatMap((event) => (event.kind === 'page' ? [event] : []))
}
function textsOf(events: readonly CrawlEvent[]): string[] {
  return pagesOf(events).map(({ filePath }) => readFileSync(filePath, 'utf8'))
}

test('a page is stored as a file, with what the site says of its age', async () => {
  const site = await testSite({
    '/a': {
      ...htmlPage('Pots', 'water'),
      headers: { etag: '"1"', 'last-modified': 'Sat, 01 Nov 2025 10:00:00 GMT' },
    },
  })
  const spoolDir = tempSpool()
  const events = await crawlAll(site.network, `${site.address('/a')}#top`, { spoolDir })
  expect(events).toEqual([
    {
      kind: 'page',
      url: site.address('/a'),
      documentUrl: site.address('/a'),
      filePath: expect.stringMatching(/\.html$/),
      sizeBytes: expect.any(Number),
      etag: '"1"',
      lastModified: 'Sat, 01 Nov 2025 10:00:00 GMT',
    },
  ])
  expect(textsOf(events)[0]).toContain('<p>water</p>')
  expect(readdirSync(spoolDir)).toHaveLength(1)
})

test('it says who it is, and brings no cookies from one page to the next', async () => {
  const cookie = { headers: { 'set-cookie': 'session=1' } }
  const site = await testSite({
    '/a': { ...htmlPage('A', 'a'), ...cookie },
    '/b': { ...htmlPage('B', 'b'), ...cookie },
  })
  site.pages.set('/sitemap.xml', sitemapOf([site.address('/a'), site.address('/b')]))
  await crawlAll(site.network, site.address('/sitemap.xml'))
  for (const { headers } of site.requests) {
    expect(headers['user-agent']).toMatch(/^VerdeMuse\/1\.2\.3 \(\+https:\/\/.+\)$/)
    expect(headers.cookie).toBeUndefined()
  }
  expect(site.requests).toHaveLength(4)
})

test('the pages of a sitemap are read one after another, each once, and nothing that they hold is fetched', async () => {
  const site = await testSite({
    '/a': { body: '<h1>A</h1><img src="/a.png"><script src="/a.js"></script><a href="/c">c</a>' },
    '/b?x=1&y=2': htmlPage('B', 'b'),
  })
  site.pages.set(
    '/sitemap.xml',
    sitemapOf([site.address('/a'), site.address('/b?x=1&y=2'), site.address('/a#again')]),
  )
  const events = await crawlAll(site.network, site.address('/sitemap.xml'))
  expect(events.map(({ kind, url }) => [kind, url])).toEqual([
    ['page', site.address('/a')],
    ['page', site.address('/b?x=1&y=2')],
  ])
  expect(site.asked).toEqual([
    'help.test/robots.txt',
    'help.test/sitemap.xml',
    'help.test/a',
    'help.test/b?x=1&y=2',
  ])
})

test('an index of sitemaps, packed and not, is followed', async () => {
  const site = await testSite({ '/a': htmlPage('A', 'a'), '/b': htmlPage('B', 'b') })
  const packed = gzipSync(String(sitemapOf([site.address('/b')]).body))
  site.pages.set('/one.xml', sitemapOf([site.address('/a')]))
  site.pages.set('/two.xml.gz', { headers: { 'content-type': 'application/gzip' }, body: packed })
  const entries = ['/one.xml', '/two.xml.gz', '/one.xml', '/index.xml'].map(
    (path) => `<sitemap><loc><![CDATA[ ${site.address(path)} ]]></loc></sitemap>`,
  )
  site.pages.set('/index.xml', {
    headers: { 'content-type': 'text/xml' },
    body: `<sm:sitemapindex xmlns:sm="x">${entries
      .join('')
      .replaceAll(/<(\/?)/g, '<$1')
      .replaceAll('sitemap>', 'sitemap>')}</sm:sitemapindex>`,
  })
  const events = await crawlAll(site.network, site.address('/index.xml'))
  expect(pagesOf(events).map(({ url }) => url)).toEqual([site.address('/a'), site.address('/b')])
  expect(events).toHaveLength(2)
})

test('pages of another site are refused, also behind a redirect; www is the same site', async () => {
  const site = await testSite({ 'www.help.test/a': htmlPage('A', 'a'), 'other.test/c': htmlPage('C', 'c') })
  site.pages.set('help.test/b', { status: 301, headers: { location: site.address('/c', 'other.test') } })
  site.pages.set(
    '/sitemap.xml',
    sitemapOf([site.address('/a', 'www.help.test'), site.address('/b'), site.address('/d', 'other.test')]),
  )
  const events = await crawlAll(site.network, site.address('/sitemap.xml'))
  expect(events.map(({ kind, url }) => [kind, url])).toEqual([
    ['refused', site.address('/d', 'other.test')],
    ['page', site.address('/a', 'www.help.test')],
    ['refused', site.address('/b')],
  ])
  expect(site.asked.filter((each) => each.startsWith('other'))).toEqual([])
})

test('a single page may lead to another site, whose own robots.txt then counts', async () => {
  const site = await testSite({
    'other.test/c': htmlPage('C', 'c'),
    'other.test/private': htmlPage('P', 'p'),
  })
  site.pages.set('other.test/robots.txt', { body: 'User-agent: *\nDisallow: /private' })
  site.pages.set('help.test/a', { status: 302, headers: { location: site.address('/c', 'other.test') } })
  site.pages.set('help.test/b', {
    status: 302,
    headers: { location: site.address('/private', 'other.test') },
  })
  expect(await crawlAll(site.network, site.address('/a'))).toMatchObject([
    { kind: 'page', url: site.address('/a'), documentUrl: site.address('/c', 'other.test') },
  ])
  expect(await crawlAll(site.network, site.address('/b'))).toMatchObject([
    { kind: 'refused', code: 'robots' },
  ])
  expect(site.asked).not.toContain('other.test/private')
})

test('a redirect without an end, and one to nowhere, are refused', async () => {
  const site = await testSite({ '/empty': { status: 302 } })
  site.pages.set('/round', { status: 307, headers: { location: '/round' } })
  expect(await crawlAll(site.network, site.address('/round'))).toMatchObject([
    { kind: 'refused', code: 'unreachable' },
  ])
  expect(site.asked.filter((each) => each.endsWith('/round'))).toHaveLength(6)
  expect(await crawlAll(site.network, site.address('/empty'))).toMatchObject([{ kind: 'refused' }])
})

test('a known page is asked for by what is known of it, and an unchanged one is not sent', async () => {
  const site = await testSite({
    '/a': ({ headers }) =>
      headers['if-none-match'] === '"1"'
        ? { status: 304 }
        : { ...htmlPage('A', 'a'), headers: { etag: '"1"' } },
    '/b': ({ headers }) =>
      headers['if-modified-since'] === 'Monday' ? { status: 304 } : htmlPage('B', 'new'),
  })
  site.pages.set('/sitemap.xml', sitemapOf([site.address('/a'), site.address('/b')]))
  const known = new Map<string, Validators>([
    [site.address('/a'), { etag: '"1"', lastModified: null }],
    [site.address('/b'), { etag: null, lastModified: 'Sunday' }],
  ])
  const events = await crawlAll(site.network, site.address('/sitemap.xml'), { known })
  expect(events).toMatchObject([
    { kind: 'unchanged', url: site.address('/a') },
    { kind: 'page', url: site.address('/b') },
  ])
})

test('known pages that are gone are named, those that fail are refused, those no longer listed are left out', async () => {
  const site = await testSite({
    '/gone': { status: 410 },
    '/missing': { status: 404 },
    '/broken': { status: 500 },
  })
  const paths = ['/gone', '/missing', '/broken']
  site.pages.set('/sitemap.xml', sitemapOf(paths.map((path) => site.address(path))))
  const nothing: Validators = { etag: null, lastModified: null }
  const known = new Map([...paths, '/delisted'].map((path) => [site.address(path), nothing]))
  const events = await crawlAll(site.network, site.address('/sitemap.xml'), { known, withIncomplete: true })
  expect(events.map(({ kind, url }) => [kind, url])).toEqual([
    ['gone', site.address('/gone')],
    ['gone', site.address('/missing')],
    ['refused', site.address('/broken')],
  ])
  // and what was never known is simply not there
  expect(await crawlAll(site.network, site.address('/missing'))).toMatchObject([
    { kind: 'refused', code: 'gone' },
  ])
})

test.each([
  ['is gone', { status: 404 }],
  ['fails', { status: 500 }],
  ['is empty', sitemapOf([])],
  [
    'is cut',
    {
      headers: { 'content-type': 'text/xml' },
      body: '<urlset><url><loc>http://help.test/a</loc></url><url>',
    },
  ],
  ['has become a page of another kind', { headers: { 'content-type': 'text/xml' }, body: '<rss></rss>' }],
  ['is garbage', { headers: { 'content-type': 'text/xml' }, body: '\u0000\u0001<<<' }],
])('when a sitemap %s, no known page is given up', async (_name, page) => {
  const site = await testSite({ '/sitemap.xml': page })
  const known = new Map([[site.address('/a'), { etag: null, lastModified: null }]])
  const events = await crawlAll(site.network, site.address('/sitemap.xml'), { known, withIncomplete: true })
  expect(events.map(({ kind }) => kind)).toEqual(['refused', 'incomplete'])
})

test('when one of several sitemaps fails, its pages are not given up', async () => {
  const site = await testSite({ '/a': htmlPage('A', 'a'), '/two.xml': { status: 503 } })
  site.pages.set('/one.xml', sitemapOf([site.address('/a')]))
  const entries = ['/one.xml', '/two.xml'].map(
    (path) => `<sitemap><loc>${site.address(path)}</loc></sitemap>`,
  )
  site.pages.set('/index.xml', { body: `<sitemapindex>${entries.join('')}</sitemapindex>` })
  const known = new Map([[site.address('/of-two'), { etag: null, lastModified: null }]])
  const events = await crawlAll(site.network, site.address('/index.xml'), { known, withIncomplete: true })
  expect(events.map(({ kind, url }) => [kind, url])).toEqual([
    ['refused', site.address('/two.xml')],
    ['page', site.address('/a')],
    ['incomplete', site.address('/index.xml')],
  ])
})

test('more pages than the limit are said, not read, and none is given up', async () => {
  const site = await testSite({ '/0': htmlPage('0', '0'), '/1': htmlPage('1', '1') })
  site.pages.set(
    '/sitemap.xml',
    sitemapOf(Array.from({ length: 30 }, (_, index) => site.address(`/${index}`))),
  )
  const known = new Map([[site.address('/29'), { etag: null, lastModified: null }]])
  const limits = { pagesMax: 2, pageMaxBytes: 10_000 }
  const events = await crawlAll(site.network, site.address('/sitemap.xml'), {
    known,
    limits,
    withIncomplete: true,
  })
  expect(events).toMatchObject([
    { kind: 'refused', code: 'too_many', message: expect.stringContaining('28 more than the 2') },
    { kind: 'page' },
    { kind: 'page' },
    { kind: 'incomplete' },
  ])
})

test('an external entity of a sitemap is not followed', async () => {
  const site = await testSite({ '/a': htmlPage('A', 'a') })
  site.pages.set('/sitemap.xml', {
    headers: { 'content-type': 'text/xml' },
    body: `<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
      <urlset><url><loc>${site.address('/a')}?&x;&b;</loc></url></urlset>`,
  })
  expect(await crawlAll(site.network, site.address('/sitemap.xml'))).toMatchObject([
    { kind: 'refused', code: 'damaged' },
  ])
})

test('pages that are one page under two addresses are given once', async () => {
  const canonical = (address: string) => ({ body: `<link href="${address}" rel="canonical"><p>text</p>` })
  const site = await testSite()
  site.pages.set('/a?from=mail', canonical(site.address('/a/')))
  site.pages.set('/a/', canonical(site.address('/a/')))
  // a careless site: every page is called the home page
  site.pages.set('/b', canonical(site.address('/')))
  site.pages.set('/c', canonical(site.address('/')))
  site.pages.set('/d', canonical('https://elsewhere.test/d'))
  site.pages.set(
    '/sitemap.xml',
    sitemapOf(['/a?from=mail', '/a/', '/b', '/c', '/d'].map((path) => site.address(path))),
  )
  const events = await crawlAll(site.network, site.address('/sitemap.xml'))
  expect(events.map((event) => ('documentUrl' in event ? event.documentUrl : event))).toEqual([
    site.address('/a/'),
    { kind: 'duplicate', url: site.address('/a/'), of: site.address('/a?from=mail') },
    site.address('/b'),
    site.address('/c'),
    site.address('/d'),
  ])
})

test.each([
  ['gzip', gzipSync],
  ['br', brotliCompressSync],
] as const)('a page packed with %s is unpacked', async (encoding, pack) => {
  const site = await testSite({
    '/a': { headers: { 'content-encoding': encoding }, body: pack('<p>packed text</p>') },
  })
  expect(textsOf(await crawlAll(site.network, site.address('/a')))).toEqual(['<p>packed text</p>'])
})

const LIMITS = { pagesMax: 10, pageMaxBytes: 1024 * 1024 }

test.each([
  [
    'a page that unpacks to more than the limit',
    'too_large',
    { headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(60_000_000)) },
  ],
  ['a page larger than the limit', 'too_large', { body: 'x'.repeat(1_100_000) }],
  [
    'a page cut in the middle of its packing',
    'damaged',
    { headers: { 'content-encoding': 'gzip' }, body: gzipSync('a'.repeat(5_000)).subarray(0, 30) },
  ],
  [
    'a page in a packing that was not asked for',
    'unsupported',
    { headers: { 'content-encoding': 'zstd' }, body: 'x' },
  ],
  ['an image', 'unsupported', { headers: { 'content-type': 'image/png' }, body: 'x' }],
  ['a program', 'unsupported', { headers: { 'content-type': 'application/octet-stream' }, body: 'x' }],
  ['a page behind a login', 'no_access', { status: 401 }],
  ['a forbidden page', 'no_access', { status: 403 }],
  ['a fault of the site', 'unreachable', { status: 500 }],
  ['an odd answer', 'unreachable', { status: 204 }],
])('%s is refused: %s', async (_name, code, page) => {
  const site = await testSite({ '/a': page })
  const spoolDir = tempSpool()
  const events = await crawlAll(site.network, site.address('/a'), { spoolDir, limits: LIMITS })
  expect(events).toEqual([
    { kind: 'refused', code, url: site.address('/a'), message: expect.stringMatching(/\.$/) },
  ])
  expect(readdirSync(spoolDir)).toEqual([])
})

test('a packed sitemap that unpacks to more than the limit is refused', async () => {
  const site = await testSite({
    '/sitemap.xml.gz': {
      headers: { 'content-type': 'application/gzip' },
      body: gzipSync(Buffer.alloc(60_000_000, ' ')),
    },
  })
  expect(await crawlAll(site.network, site.address('/sitemap.xml.gz'))).toMatchObject([
    { kind: 'refused', code: 'too_large' },
  ])
})

test.each([
  ['its type', '/a', { 'content-type': 'text/markdown; charset=utf-8' }, 'md'],
  ['its address, when the type says nothing', '/a.md', { 'content-type': 'application/octet-stream' }, 'md'],
  ['its address, when it is called plain text', '/a.csv', { 'content-type': 'text/plain' }, 'csv'],
  ['plain text', '/a', { 'content-type': 'text/plain' }, 'txt'],
  ['a PDF', '/a', { 'content-type': 'application/pdf' }, 'pdf'],
  ['XHTML', '/a', { 'content-type': 'application/xhtml+xml' }, 'html'],
])('a page is stored by %s', async (_name, path, headers, extension) => {
  const site = await testSite({ [path]: { headers, body: 'text' } })
  const [page] = pagesOf(await crawlAll(site.network, site.address(path)))
  expect(page?.filePath.endsWith(`.${extension}`)).toBe(true)
})

test.each([
  [
    'the encoding of the header',
    'text/html; charset=windows-1251',
    Buffer.from([0xcf, 0xf0, 0xe8]),
    '\ufeffПри',
  ],
  [
    'the header, against the page itself',
    'text/html; charset="UTF-8"',
    Buffer.from('<meta charset=latin1>ü'),
    '\ufeff<meta charset=latin1>ü',
  ],
  ['no header', 'text/html', Buffer.from('ü'), 'ü'],
  ['an unknown encoding', 'text/html; charset=klingon', Buffer.from('ü'), 'ü'],
  ['a header that is wrong', 'text/html; charset=utf-8', Buffer.from([0x47, 0xfc]), 'G\ufffd'],
])('text is kept right with %s', async (_name, type, body, expected) => {
  const site = await testSite({ '/a': { headers: { 'content-type': type }, body } })
  expect(textsOf(await crawlAll(site.network, site.address('/a')))).toEqual([expected])
})

test('a site is given a pause between two pages', async () => {
  const site = await testSite({ '/a': htmlPage('A', 'a') })
  site.pages.set('/sitemap.xml', sitemapOf([site.address('/a'), site.address('/b')]))
  const clock = fakeClock()
  await crawlAll(site.network, site.address('/sitemap.xml'), { clock })
  expect(clock.waits).toEqual([250, 250, 250])
})

test('a busy site is asked once more after the time it names, and no more', async () => {
  const site = await testSite({ '/late': { status: 503, headers: { 'retry-after': '3600' } } })
  let answers = 0
  site.pages.set('/a', () =>
    ++answers === 1 ? { status: 429, headers: { 'retry-after': '7' } } : htmlPage('A', 'a'),
  )
  site.pages.set('/busy', { status: 429, headers: { 'retry-after': '1' } })
  const clock = fakeClock()
  expect(await crawlAll(site.network, site.address('/a'), { clock })).toMatchObject([{ kind: 'page' }])
  expect(clock.waits).toContain(7_000)
  expect(await crawlAll(site.network, site.address('/busy'))).toMatchObject([
    { kind: 'refused', code: 'unreachable' },
  ])
  expect(site.asked.filter((each) => each.endsWith('/busy'))).toHaveLength(2)
  await crawlAll(site.network, site.address('/late'))
  expect(site.asked.filter((each) => each.endsWith('/late'))).toHaveLength(1)
})

test('a site that cannot be reached is said in words', async () => {
  const site = await testSite()
  await site.close()
  expect(await crawlAll(site.network, site.address('/a'))).toMatchObject([
    { kind: 'refused', code: 'unreachable', message: expect.stringContaining('help.test') },
  ])
  const unknown = Object.assign(new Error('no'), { code: 'ENOTFOUND' })
  const network = { ...site.network, lookup: () => Promise.reject(unknown) }
  expect(await crawlAll(network, 'http://no.test/')).toMatchObject([
    { kind: 'refused', message: 'There is no site named no.test. Check the address.' },
  ])
})

test('what is not HTTP is refused', async () => {
  const site = await testSite({
    '/a': (_request, response) => {
      response.socket?.end('SSH-2.0-OpenSSH\r\n')
      return undefined
    },
  })
  expect(await crawlAll(site.network, site.address('/a'))).toMatchObject([
    { kind: 'refused', code: 'damaged' },
  ])
})

test('a crawl that is stopped rejects, in the middle of a page too', async () => {
  const controller = new AbortController()
  const site = await testSite({
    '/a': () => {
      controller.abort()
      return undefined
    },
  })
  await expect(crawlAll(site.network, site.address('/a'), { signal: controller.signal })).rejects.toThrow(
    'abort',
  )
})
