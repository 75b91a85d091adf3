import { expect, test } from 'vitest'
import { crawlAll, testSite } from '../../helpers/crawl-site'
import { type FakeRoute, fakeClock, htmlPage, sitemapOf } from '../../helpers/fake-site'

async function crawlWith(robots: FakeRoute, path = '/articles/a') {
  const site = await testSite({ [path]: htmlPage('A', 'a'), '/robots.txt': robots })
  const clock = fakeClock()
  const events = await crawlAll(site.network, site.address(path), { clock })
  return { site, events, clock }
}

test.each([
  ['everything is forbidden', { body: 'User-agent: *\nDisallow: /' }],
  ['its folder is', { body: 'User-agent: *\nDisallow: /articles/' }],
  ['a pattern fits', { body: 'User-agent: *\nDisallow: /*/a$' }],
  [
    'this program is named',
    { body: 'User-agent: *\nAllow: /\n\nUser-agent: verdemuse\nDisallow: /articles' },
  ],
])('a page is not read when %s', async (_name, robots) => {
  const { site, events } = await crawlWith(robots)
  expect(events).toEqual([
    {
      kind: 'refused',
      code: 'robots',
      url: site.address('/articles/a'),
      message: expect.stringContaining('robots.txt'),
    },
  ])
  expect(site.asked).toEqual(['help.test/robots.txt'])
})

test.each([
  ['there are no rules', { status: 404 }],
  ['the rules are for those who log in', { status: 403 }],
  ['the rules are empty', { body: '' }],
  ['another program is named', { body: 'User-agent: otherbot\nDisallow: /' }],
  ['a longer rule allows it', { body: 'User-agent: *\nDisallow: /articles\nAllow: /articles/a' }],
  ['a page of HTML stands there', htmlPage('Not found', 'no such page')],
])('a page is read when %s', async (_name, robots) => {
  expect((await crawlWith(robots)).events).toMatchObject([{ kind: 'page' }])
})

test.each([
  ['the site is at fault', { status: 500 }],
  ['the rules are endless', { body: '#'.repeat(600_000) }],
  ['they lead in circles', { status: 302, headers: { location: '/robots.txt' } }],
])('nothing is read when the rules cannot be had: %s', async (_name, robots) => {
  const { site, events } = await crawlWith(robots)
  expect(events).toMatchObject([{ kind: 'refused' }])
  expect(site.asked).not.toContain('help.test/articles/a')
})

test('the pause a site asks for is kept; one that no reader would bear ends the crawl', async () => {
  const { clock, events } = await crawlWith({ body: 'User-agent: *\nCrawl-delay: 12' })
  expect(events).toMatchObject([{ kind: 'page' }])
  expect(clock.waits).toEqual([12_000])
  expect((await crawlWith({ body: 'User-agent: *\nCrawl-delay: 3600' })).events).toMatchObject([
    { kind: 'refused', code: 'robots', message: expect.stringContaining('3600 seconds') },
  ])
})

test('of a sitemap only the forbidden pages are left out, and the rules are asked for once', async () => {
  const site = await testSite({
    '/robots.txt': { body: 'User-agent: *\nDisallow: /internal' },
    '/a': htmlPage('A', 'a'),
    '/internal/b': htmlPage('B', 'b'),
  })
  site.pages.set('/sitemap.xml', sitemapOf([site.address('/internal/b'), site.address('/a')]))
  const events = await crawlAll(site.network, site.address('/sitemap.xml'))
  expect(events).toMatchObject([{ kind: 'refused', code: 'robots' }, { kind: 'page' }])
  expect(site.asked).toEqual(['help.test/robots.txt', 'help.test/sitemap.xml', 'help.test/a'])
})
