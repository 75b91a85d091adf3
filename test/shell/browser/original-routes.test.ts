import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BROWSER_ROUTES } from '@shared/browser-wire'
import { expect, onTestFinished, test } from 'vitest'
import { originalRoutes } from '../../../src/shell/browser/original-routes'
import { ask } from '../../helpers/page-request'
import { LARGE, ROSES_FILE } from '../../helpers/small-engine-holdings'
import { eventsOf } from '../../helpers/small-installation-run'
import { shellForTests } from './shell-under-test'

const current = shellForTests()

/** A request of the page's own, but for what `wrong` changes; undefined leaves a header out. */
function knock(route: 'open' | 'download', wrong: Record<string, string | undefined> = {}, documentId = 7) {
  const { port, cookie, origin } = current()
  const headers = { host: `127.0.0.1:${port}`, cookie, origin, 'sec-fetch-site': 'same-origin', ...wrong }
  const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined))
  return route === 'download'
    ? ask({ port, path: `${BROWSER_ROUTES.original}?documentId=${documentId}`, headers: sent })
    : ask({
        port,
        method: 'POST',
        path: BROWSER_ROUTES.openOriginal,
        headers: { 'content-type': 'application/json', ...sent },
        body: JSON.stringify({ documentId }),
      })
}
const askedFiles = () => eventsOf(current().dataDir).filter((event) => event.startsWith('original'))

test('a document’s file comes as a download that no browser shows as a page, byte for byte', async () => {
  const reply = await knock('download')
  expect(reply.status).toBe(200)
  expect(reply.body).toEqual(ROSES_FILE)
  expect(reply.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'content-length': String(ROSES_FILE.length),
    'content-disposition': "attachment; filename*=UTF-8''roses.md",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
})

test('a large file comes whole, in pieces of the engine’s, and its name breaks no header', async () => {
  const reply = await knock('download', {}, 8)
  expect(reply.body.equals(LARGE)).toBe(true)
  expect(reply.headers['x-evil']).toBeUndefined()
  expect(reply.headers['content-disposition']).toBe(
    "attachment; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%22a%22%0D%0Ax-evil%3A%201%20%281%29.html",
  )
  expect(askedFiles().filter((event) => event.startsWith('original 8'))).toHaveLength(3)
})

const FOREIGN: readonly (readonly [string, number, (port: number) => Record<string, string | undefined>])[] =
  [
    ['no cookie', 401, () => ({ cookie: undefined })],
    ['a cookie of nobody', 401, (port) => ({ cookie: `verdemuse-${port}=${'x'.repeat(43)}` })],
    ['a foreign Host', 403, (port) => ({ host: `evil.example:${port}` })],
    ['a foreign Origin', 403, () => ({ origin: 'https://evil.example' })],
    ['the Origin null', 403, () => ({ origin: 'null' })],
    ['another site', 403, () => ({ 'sec-fetch-site': 'cross-site' })],
    ['another port of this machine', 403, () => ({ 'sec-fetch-site': 'same-site' })],
  ]

test.each(FOREIGN)('with %s neither file nor program is had', async (_, status, wrong) => {
  const before = askedFiles()
  for (const route of ['open', 'download'] as const) {
    const reply = await knock(route, wrong(current().port))
    expect({ route, status: reply.status }).toEqual({ route, status })
    expect(reply.body.includes(ROSES_FILE)).toBe(false)
  }
  expect(askedFiles()).toEqual(before)
})

test('opening wants to know where it comes from; a download may be typed, for its cookie goes to no other site', async () => {
  expect((await knock('open', { origin: undefined })).status).toBe(403)
  expect((await knock('open', { 'sec-fetch-site': 'none' })).status).toBe(403)
  expect((await knock('download', { origin: undefined, 'sec-fetch-site': 'none' })).status).toBe(200)
})

test('who is right in everything gets what there is: without a desktop, a download', async () => {
  expect(JSON.parse((await knock('open')).body.toString())).toEqual({ kind: 'downloading' })
  expect(JSON.parse((await knock('open', {}, 9)).body.toString())).toEqual({
    kind: 'missing',
    reason: 'gone',
  })
})

test.each(['0', '-1', '1.5', 'x', '', '1e999', '9007199254740993'])(
  'a download of document %j is refused as a wrong request',
  async (documentId) => {
    const { port, cookie, origin } = current()
    const path = `${BROWSER_ROUTES.original}?documentId=${documentId}`
    expect((await ask({ port, path, headers: { cookie, origin } })).status).toBe(400)
  },
)

test('a document or a file that is not there is not found, without a word of a path', async () => {
  for (const documentId of [99, 9]) {
    const reply = await knock('download', {}, documentId)
    expect(reply.status).toBe(404)
    expect(reply.headers['content-disposition']).toBeUndefined()
    expect(reply.body.toString()).not.toContain('/home')
  }
})

test('on a desktop the file opens in its own program, and one that has none is handed over', async () => {
  const opened: string[] = []
  const location = { kind: 'file', path: '/home/ana/a b.md' }
  const answers: Record<string, unknown> = {
    'documents.location': location,
    'documents.original': { kind: 'bytes', base64: '', totalBytes: 1 },
  }
  const client = { call: async (method: string) => answers[method] }
  const rule = { access: 'session', needsOrigin: true } as const
  const [open] = originalRoutes({
    client: () => client as never,
    openFile: async (path) => void opened.push(path),
    read: rule,
    write: rule,
  })
  const server = createServer((request, response) =>
    open?.handle(request, response, new URL('http://127.0.0.1/')),
  ).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const headers = { 'content-type': 'application/json' }
  const post = () => ask({ port, method: 'POST', path: '/open-original', headers, body: '{"documentId":7}' })

  expect(JSON.parse((await post()).body.toString())).toEqual({ kind: 'opened' })
  expect(opened).toEqual(['/home/ana/a b.md'])
  answers['documents.location'] = { kind: 'missing', reason: 'not_kept' }
  expect(JSON.parse((await post()).body.toString())).toEqual({ kind: 'downloading' })
  expect(opened).toHaveLength(1)
})
