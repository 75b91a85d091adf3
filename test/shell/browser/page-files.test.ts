import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ask } from '../../helpers/page-request'
import { shellForTests } from './shell-under-test'

const current = shellForTests()

function get(path: string, headers: Record<string, string> = {}) {
  const { port, cookie } = current()
  return ask({ port, path, headers: { cookie, ...headers } })
}

test.each([
  '/../package.json',
  '/assets/../../package.json',
  '/assets/../../main/verdemuse.js',
  '/..%2fpackage.json',
  '/%2e%2e/package.json',
  '/%2e%2e%2fpackage.json',
  '/assets/..%5c..%5cpackage.json',
  '/assets\\..\\..\\package.json',
  '//etc/passwd',
  '/etc/passwd',
  '/./../../../../../../../../etc/passwd',
  '/assets/%00index-abc123.js',
  '/index.html%00.js',
  '/assets/',
  '/assets',
  '/file:///etc/passwd',
  '/C:/Windows/win.ini',
])('%s leads nowhere', async (path) => {
  const reply = await get(path)
  expect(reply.status).toBe(404)
  expect(reply.body.toString()).not.toMatch(/root:|"version"/)
})

test('a request line that is no path is refused', async () => {
  expect((await get('http://evil.example/')).status).toBeGreaterThanOrEqual(400)
})

test('the page is asked for each time, its assets never again', async () => {
  const page = await get('/')
  expect(page.status).toBe(200)
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
  expect(page.headers['cache-control']).toBe('no-cache, private')
  const asset = await get('/assets/index-abc123.js')
  expect(asset.headers['content-type']).toBe('text/javascript; charset=utf-8')
  expect(asset.headers['cache-control']).toBe('private, max-age=31536000, immutable')
})

test('assets travel compressed where the browser can read that, and mean the same', async () => {
  const plain = await get('/assets/index-abc123.js')
  const brotli = await get('/assets/index-abc123.js', { 'accept-encoding': 'gzip, deflate, br' })
  const gzip = await get('/assets/index-abc123.js', { 'accept-encoding': 'gzip' })
  expect(brotli.headers['content-encoding']).toBe('br')
  expect(gzip.headers['content-encoding']).toBe('gzip')
  expect(brotli.body.length).toBeLessThan(plain.body.length)
  expect(brotliDecompressSync(brotli.body)).toEqual(plain.body)
  expect(gunzipSync(gzip.body)).toEqual(plain.body)
})
