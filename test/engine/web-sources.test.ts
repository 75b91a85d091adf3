import { globSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isPublicAddress } from '../../src/engine/web/public-address'
import type { WebNetwork } from '../../src/engine/web/web-network'
import {
  type FakeRoute,
  type FakeSite,
  fakeClock,
  htmlPage,
  sitemapOf,
  startFakeSite,
} from '../helpers/fake-site'
import { until } from '../helpers/process-life'
import { startTempEngine, type TempEngine, waitForImport } from '../helpers/temp-engine'

interface Setup {
  readonly site: FakeSite
  readonly temp: TempEngine
  /** Titles of the documents whose text has the word. */
  search(word: string): Promise<string[]>
  titles(): Promise<string[]>
  add(path: string): Promise<{ sourceId: number; jobId: number }>
  rescan(sourceId: number): Promise<void>
}

async function setUp(
  pages: Readonly<Record<string, FakeRoute>>,
  network: Partial<WebNetwork> = {},
): Promise<Setup> {
  const site = await startFakeSite(pages)
  const temp = await startTempEngine({
    web: { network: { ...site.network, ...network }, clock: fakeClock() },
  })
  onTestFinished(async () => {
    await temp.stop()
    await site.close()
  })
  const { page } = temp
  const sourceOf = async (sourceId: number) =>
    (await page.call('sources.list', {})).sources.find(({ id }) => id === sourceId)
  const isAtRest = async (sourceId: number) => {
    const { jobs } = await page.call('import.jobs', {})
    const source = await sourceOf(sourceId)
    return source?.state !== 'scanning' && jobs.every(({ finishedAt }) => finishedAt !== null)
  }
  return {
    site,
    temp,
    async search(word) {
      const { passages } = await page.call('search.query', { text: word, mode: 'keyword', correct: false })
      return passages.filter(({ text }) => text.includes(word)).map(({ title }) => title)
    },
    async titles() {
      const { documents } = await page.call('documents.list', {})
      return documents.map(({ title }) => title).sort()
    },
    async add(path) {
      const address = path.startsWith('http') ? path : site.address(path)
      const { sources, jobIds } = await page.call('sources.add', { address })
      const [jobId = 0] = jobIds
      await waitForImport(page, jobId)
      return { sourceId: sources[0]?.id ?? 0, jobId }
    },
    async rescan(sourceId) {
      await until(() => isAtRest(sourceId))
      const asked = site.requests.length
      await page.call('sources.rescan', { sourceId })
      await until(async () => site.requests.length > asked && (await isAtRest(sourceId)))
    },
  }
}

test('a page is found by its words, known by its address, and its copy is thrown away', async () => {
  const { temp, site, search, add } = await setUp({ '/pots': htmlPage('Pots', 'Terracotta breathes.') })
  await add('/pots')
  expect(await search('Terracotta')).toEqual(['Pots'])
  const { documents } = await temp.page.call('documents.list', {})
  expect(documents).toMatchObject([
    { path: site.address('/pots'), url: site.address('/pots'), format: 'html' },
  ])
  await until(() => globSync(join(temp.dataDir, 'spool/**/*.html')).length === 0)
})

test('a sitemap brings its pages, each with a row; what the site forbids or is not of it says why', async () => {
  const { temp, site, titles, add } = await setUp({
    '/robots.txt': { body: 'User-agent: *\nDisallow: /internal' },
    '/a': htmlPage('Aloe', 'a'),
    '/b': htmlPage('Begonia', 'b'),
    '/internal/c': htmlPage('Cactus', 'c'),
    '/d.png': { headers: { 'content-type': 'image/png' }, body: 'x' },
  })
  const paths = ['/a', '/b', '/internal/c', '/d.png']
  site.pages.set(
    '/sitemap.xml',
    sitemapOf([...paths.map((path) => site.address(path)), site.address('/e', 'other.test')]),
  )
  const { jobId } = await add('/sitemap.xml')
  expect(await titles()).toEqual(['Aloe', 'Begonia'])
  const { files } = await temp.page.call('import.files', { jobId })
  const rows = Object.fromEntries(files.map((file) => [file.path, file.refusal?.message ?? file.state]))
  expect(rows).toEqual({
    [site.address('/a')]: 'done',
    [site.address('/b')]: 'done',
    [site.address('/internal/c')]: expect.stringContaining('robots.txt'),
    [site.address('/d.png')]: expect.stringContaining('image/png'),
    [site.address('/e', 'other.test')]: expect.stringContaining('another site'),
  })
})

test('when the site changes, search follows: changed, new, delisted and removed pages', async () => {
  const { site, temp, search, titles, add, rescan } = await setUp({
    '/a': htmlPage('Aloe', 'oldword'),
    '/b': htmlPage('Begonia', 'b'),
    '/c': htmlPage('Cactus', 'c'),
    '/same': ({ headers }) =>
      headers['if-none-match'] ? { status: 304 } : { ...htmlPage('Same', 's'), headers: { etag: '"1"' } },
  })
  const list = (paths: readonly string[]) =>
    site.pages.set('/sitemap.xml', sitemapOf(paths.map((path) => site.address(path))))
  list(['/a', '/b', '/c', '/same'])
  const { sourceId } = await add('/sitemap.xml')
  expect(await titles()).toEqual(['Aloe', 'Begonia', 'Cactus', 'Same'])
  const before = await temp.page.call('documents.list', { filter: 'Same' })

  site.pages.set('/a', htmlPage('Aloe', 'newword'))
  site.pages.set('/b', { status: 410 })
  site.pages.set('/d', htmlPage('Dahlia', 'd'))
  list(['/a', '/b', '/d', '/same'])
  await rescan(sourceId)
  await until(async () => (await titles()).join() === 'Aloe,Dahlia,Same')
  expect(await search('newword')).toEqual(['Aloe'])
  expect(await search('oldword')).toEqual([])
  expect(await temp.page.call('documents.list', { filter: 'Same' })).toEqual(before)
})

test('a site that fails keeps its pages, and the source says why', async () => {
  const { site, temp, titles, add, rescan } = await setUp({ '/a': htmlPage('Aloe', 'a') })
  site.pages.set('/sitemap.xml', sitemapOf([site.address('/a')]))
  const { sourceId } = await add('/sitemap.xml')
  site.pages.set('/sitemap.xml', { status: 500 })
  await rescan(sourceId)
  expect(await titles()).toEqual(['Aloe'])
  const { sources } = await temp.page.call('sources.list', {})
  expect(sources.find(({ id }) => id === sourceId)).toMatchObject({
    state: 'unreachable',
    message: expect.stringContaining('500'),
  })
  site.pages.set('/sitemap.xml', sitemapOf([site.address('/a')]))
  site.pages.set('/a', { status: 500 })
  await rescan(sourceId)
  expect(await titles()).toEqual(['Aloe'])
})

test('a single page that is gone vanishes from search', async () => {
  const { site, search, add, rescan } = await setUp({ '/a': htmlPage('Aloe', 'succulent') })
  const { sourceId } = await add('/a')
  expect(await search('succulent')).toEqual(['Aloe'])
  site.pages.set('/a', { status: 404 })
  await rescan(sourceId)
  await until(async () => (await search('succulent')).length === 0)
})

test.each([
  ['a private address', 'http://10.0.0.1/'],
  ['this machine', 'http://127.0.0.1/'],
  ['no web address', 'help.example'],
  ['a file', 'file:///etc/passwd'],
])('%s is refused in a sentence, and no source is made', async (_name, address) => {
  const { temp } = await setUp({}, { isPublic: isPublicAddress })
  await expect(temp.page.call('sources.add', { address })).rejects.toMatchObject({
    code: 'bad_request',
    message: expect.stringMatching(/private network|web address|https:/),
  })
  expect((await temp.page.call('sources.list', {})).sources.filter(({ kind }) => kind === 'web')).toEqual([])
})

test.each([
  ['a name that leads into a private network', '/a', 'private network'],
  ['a page that leads there', '/away', 'private network'],
  ['a site that forbids it', '/forbidden', 'robots.txt'],
  ['a page that is not there', '/nowhere', 'no page'],
])('%s gives a refused row', async (_name, path, reason) => {
  const isGuarded = path === '/a'
  const { temp, add } = await setUp(
    {
      '/a': htmlPage('Secret', 'a'),
      '/away': { status: 302, headers: { location: 'http://192.168.1.1/' } },
      '/robots.txt': { body: 'User-agent: *\nDisallow: /forbidden' },
      '/forbidden': htmlPage('Forbidden', 'f'),
    },
    { isPublic: (address) => (isGuarded ? isPublicAddress(address) : address === '127.0.0.1') },
  )
  const { jobId } = await add(path)
  const { files } = await temp.page.call('import.files', { jobId })
  expect(files).toMatchObject([{ state: 'refused', refusal: { message: expect.stringContaining(reason) } }])
  expect((await temp.page.call('documents.list', {})).total).toBe(0)
})

test('the same address again is looked at again, and stays one source', async () => {
  const { temp, site, titles, add } = await setUp({ '/a': htmlPage('Aloe', 'a') })
  const first = await add('/a')
  site.pages.set('/a', htmlPage('Agave', 'a'))
  const second = await add('/a#part')
  expect(second.sourceId).toBe(first.sourceId)
  await until(async () => (await titles()).join() === 'Agave')
  const { sources } = await temp.page.call('sources.list', {})
  expect(sources.filter(({ kind }) => kind === 'web')).toHaveLength(1)
})

test('a page that failed is fetched anew when a person tries again', async () => {
  const { temp, site, titles, add } = await setUp({ '/a': { status: 500 } })
  const { jobId } = await add('/a')
  const { files } = await temp.page.call('import.files', { jobId })
  site.pages.set('/a', htmlPage('Aloe', 'a'))
  await temp.page.call('import.retry', { fileIds: files.map(({ id }) => id) })
  await until(async () => (await titles()).join() === 'Aloe')
})

test('a policy switches it off', async () => {
  const { temp, site } = await setUp({ '/a': htmlPage('Aloe', 'a') })
  const policyFile = join(temp.dataDir, 'policy.json')
  writeFileSync(policyFile, JSON.stringify({ allowWebImport: false }))
  const closed = await startTempEngine({ policyFile, web: { network: site.network, clock: fakeClock() } })
  onTestFinished(() => closed.stop())
  await expect(closed.page.call('sources.add', { address: site.address('/a') })).rejects.toMatchObject({
    message: expect.stringContaining('administrator'),
  })
  expect(site.requests).toEqual([])
})
