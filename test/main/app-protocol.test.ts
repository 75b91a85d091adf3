import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createPageServer, registerAppScheme } from '../../src/main/app-protocol'
import { CONTENT_SECURITY_POLICY } from '../../src/shared/content-security-policy'
import { protocol } from '../helpers/fake-electron'

vi.mock('electron', () => import('../helpers/fake-electron'))

let root = ''
let serve: (request: Request) => Promise<Response>

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'verdemuse-page-'))
  const page = join(root, 'renderer')
  mkdirSync(join(page, 'assets'), { recursive: true })
  writeFileSync(join(root, 'secret.txt'), 'secret')
  writeFileSync(join(page, 'index.html'), '<!doctype html>')
  writeFileSync(join(page, 'assets', 'main.js'), 'export {}')
  writeFileSync(join(page, 'assets', 'a b.css'), 'a{}')
  writeFileSync(join(page, 'assets', 'thing.bin'), 'x')
  if (process.platform !== 'win32') {
    symlinkSync(join(root, 'secret.txt'), join(page, 'link.txt'))
    symlinkSync(root, join(page, 'up'))
  }
  serve = createPageServer(page)
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** As Chromium hands it over: an address as written, which a Request of our own would tidy first. */
function ask(url: string, method = 'GET'): Promise<Response> {
  return serve({ url, method } as Request)
}

test.each([
  ['app://verdemuse/', 'text/html; charset=utf-8'],
  ['app://verdemuse/index.html', 'text/html; charset=utf-8'],
  ['app://verdemuse/index.html?x=1#y', 'text/html; charset=utf-8'],
  ['app://verdemuse/assets/main.js', 'text/javascript; charset=utf-8'],
  ['app://verdemuse/assets/a%20b.css', 'text/css; charset=utf-8'],
  ['app://verdemuse/assets/thing.bin', 'application/octet-stream'],
])('serves %s as %s with the policy', async (url, type) => {
  const response = await ask(url)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe(type)
  expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect((await response.text()).length).toBeGreaterThan(0)
})

test.each([
  'app://verdemuse/../secret.txt',
  'app://verdemuse/assets/../../secret.txt',
  'app://verdemuse/assets/../index.html',
  'app://verdemuse/%2e%2e/secret.txt',
  'app://verdemuse/%2E%2E%2Fsecret.txt',
  'app://verdemuse/%252e%252e/secret.txt',
  'app://verdemuse/..%5csecret.txt',
  'app://verdemuse/..\\secret.txt',
  'app://verdemuse/assets%5cmain.js',
  'app://verdemuse/index.html%00',
  'app://verdemuse/index.html%00.js',
  'app://verdemuse/%00',
  'app://verdemuse//etc/passwd',
  'app://verdemuse//index.html',
  'app://verdemuse/%2Fetc/passwd',
  'app://verdemuse/C:/Windows/win.ini',
  'app://verdemuse/file:///etc/passwd',
  'app://verdemuse/./index.html',
  'app://verdemuse/link.txt',
  'app://verdemuse/up/secret.txt',
  'app://verdemuse/assets',
  'app://verdemuse/assets/',
  'app://verdemuse/missing.js',
  'app://verdemuse/%',
  'app://verdemuse/%E0%A4%A',
  'app://verdemuse/constructor',
  'app://verdemuse/__proto__',
  'app://other/index.html',
  'app://verdemuse.evil/index.html',
  'app://verdemuse:80/index.html',
  'app://user@verdemuse/index.html',
  'app:index.html',
])('answers 404 to %s', async (url) => {
  const response = await ask(url)
  expect(response.status).toBe(404)
  expect(await response.text()).toBe('')
  expect(response.headers.get('content-security-policy')).toBe(CONTENT_SECURITY_POLICY)
})

test('only reads: another method is refused, and HEAD has no body', async () => {
  expect((await ask('app://verdemuse/index.html', 'POST')).status).toBe(405)
  expect((await ask('app://verdemuse/index.html', 'DELETE')).status).toBe(405)
  const head = await ask('app://verdemuse/index.html', 'HEAD')
  expect([head.status, await head.text()]).toEqual([200, ''])
})

test('the scheme is a secure origin of its own and may not pass the policy by', () => {
  registerAppScheme()
  expect(protocol.privileged).toHaveLength(1)
  const [registered] = protocol.privileged
  expect(registered?.scheme).toBe('app')
  expect(registered?.privileges).toMatchObject({ standard: true, secure: true })
  expect(registered?.privileges['bypassCSP']).toBeUndefined()
  expect(registered?.privileges['allowServiceWorkers']).toBeUndefined()
})

test('the policy lets in nothing inline, nothing evaluated and nothing from elsewhere', () => {
  const directives = new Map(
    CONTENT_SECURITY_POLICY.split(';').map((part) => {
      const [name = '', ...sources] = part.trim().split(/\s+/)
      return [name, sources]
    }),
  )
  expect(directives.get('default-src')).toEqual(["'none'"])
  for (const name of ['base-uri', 'form-action', 'frame-ancestors'])
    expect(directives.get(name)).toEqual(["'none'"])
  const sources = [...directives.values()].flat()
  expect(sources.filter((source) => !["'none'", "'self'", 'data:'].includes(source))).toEqual([])
  expect([...directives].filter(([, values]) => values.includes('data:')).map(([name]) => name)).toEqual([
    'img-src',
  ])
})
