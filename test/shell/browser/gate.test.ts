import { BROWSER_ROUTES } from '@shared/browser-wire'
import { expect, test } from 'vitest'
import type { Route } from '../../../src/shell/browser/route'
import { createRoutes, type RouteOptions } from '../../../src/shell/browser/routes'
import { ask, exchange, tokenOf } from '../../helpers/page-request'
import { shellForTests } from './shell-under-test'

const current = shellForTests()

/** The product's own table, so that a route which is added without a gate fails here. */
const routes: readonly Route[] = createRoutes({} as RouteOptions)

interface Target {
  readonly method: string
  readonly path: string
  readonly access: Route['rule']['access']
  readonly needsOrigin: boolean
  readonly isSocket: boolean
}

const TARGETS: readonly Target[] = [
  ...routes.map(({ method, path, rule }) => ({
    method,
    path: path === '*' ? '/index.html' : path,
    access: rule.access,
    needsOrigin: rule.needsOrigin,
    isSocket: false,
  })),
  { method: 'GET', path: '/', access: 'session', needsOrigin: false, isSocket: false },
  { method: 'GET', path: '/assets/index-abc123.js', access: 'session', needsOrigin: false, isSocket: false },
  { method: 'GET', path: '/no-such-file', access: 'session', needsOrigin: false, isSocket: false },
  { method: 'PUT', path: '/no-such-route', access: 'session', needsOrigin: true, isSocket: false },
  ...[BROWSER_ROUTES.engineSocket, BROWSER_ROUTES.shellSocket, '/no-such-socket'].map((path) => ({
    method: 'GET',
    path,
    access: 'session' as const,
    needsOrigin: true,
    isSocket: true,
  })),
]
const SOCKET_HEADERS = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
}

/** A request that is right in everything but what `wrong` says. */
function knock(target: Target, wrong: Record<string, string | undefined>) {
  const { port, cookie, origin } = current()
  const headers: Record<string, string | undefined> = {
    host: `127.0.0.1:${port}`,
    cookie,
    ...(target.access === 'secret' ? {} : { origin }),
    'content-type': 'application/json',
    ...(target.isSocket ? SOCKET_HEADERS : {}),
    ...wrong,
  }
  const given = Object.entries(headers).filter(([, value]) => value !== undefined)
  return ask({ port, method: target.method, path: target.path, headers: Object.fromEntries(given) })
}

const FOREIGN: readonly (readonly [string, (port: number) => Record<string, string>])[] = [
  ['a foreign Host', (port) => ({ host: `evil.example:${port}` })],
  ['a Host that only begins like ours', (port) => ({ host: `127.0.0.1:${port}.evil.example` })],
  ['our Host with another port', () => ({ host: '127.0.0.1:1' })],
  ['a foreign Origin', () => ({ origin: 'https://evil.example' })],
  ['the Origin of another port', () => ({ origin: 'http://127.0.0.1:1' })],
  ['the Origin null', () => ({ origin: 'null' })],
  ['Sec-Fetch-Site cross-site', () => ({ 'sec-fetch-site': 'cross-site' })],
  ['Sec-Fetch-Site same-site', () => ({ 'sec-fetch-site': 'same-site' })],
]

test.each(TARGETS)('$method $path refuses every foreign sender', async (target) => {
  for (const [name, wrong] of FOREIGN) {
    const { status } = await knock(target, wrong(current().port))
    expect(status, name).toBe(403)
  }
})

test.each(TARGETS.filter(({ access }) => access === 'session'))(
  '$method $path refuses who has no session',
  async (target) => {
    const { port } = current()
    const wrongCookies = [
      undefined,
      'a=b',
      `verdemuse-${port}=`,
      `verdemuse-${port}=${'x'.repeat(43)}`,
      'verdemuse-1=x',
    ]
    for (const cookie of wrongCookies) expect((await knock(target, { cookie })).status, cookie).toBe(401)
  },
)

test.each(TARGETS.filter(({ access, needsOrigin }) => access === 'session' && needsOrigin))(
  '$method $path wants to know where a change comes from',
  async (target) => {
    expect((await knock(target, { origin: undefined })).status).toBe(403)
    expect((await knock(target, { 'sec-fetch-site': 'none' })).status).toBe(403)
  },
)

test.each(TARGETS)('$method $path lets in who is right in everything', async (target) => {
  if (target.access === 'secret') return
  const { status } = await knock(target, {})
  expect([401, 403]).not.toContain(target.path === '/session' ? 0 : status)
  if (target.isSocket) expect(status).toBe(target.path === '/no-such-socket' ? 503 : 101)
})

test('only what opens a session is open to a browser without one, and it holds nothing of the user’s', () => {
  const open = routes
    .filter(({ rule }) => rule.access === 'anyone')
    .map(({ method, path }) => `${method} ${path}`)
  expect(open.sort()).toEqual(['GET /open', 'GET /open.css', 'GET /open.js', 'POST /session'])
})

test('the route for a second start wants the secret and refuses every page', async () => {
  const { port, cookie, origin } = current()
  const knockLink = (headers: Record<string, string>) => ask({ port, method: 'POST', path: '/link', headers })
  expect((await knockLink({})).status).toBe(401)
  expect((await knockLink({ cookie })).status).toBe(401)
  expect((await knockLink({ authorization: 'Bearer wrong' })).status).toBe(401)
  expect((await knockLink({ cookie, origin })).status).toBe(403)
})

test('localhost is this machine too', async () => {
  const { port, cookie } = current()
  const host = `localhost:${port}`
  const reply = await ask({ port, path: '/shell-info', headers: { host, cookie, origin: `http://${host}` } })
  expect(reply.status).toBe(200)
})

test('a token works once, and a wrong one never', async () => {
  const { port, shell } = current()
  const token = tokenOf(shell.newLink())
  expect((await exchange(port, 'wrong')).status).toBe(401)
  const first = await exchange(port, token)
  expect(first.status).toBe(204)
  expect(first.headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/)
  const replay = await exchange(port, token)
  expect(replay.status).toBe(401)
  expect(replay.headers['set-cookie']).toBeUndefined()
})

test('a link that may live for a moment only is dead after it', async () => {
  const { port, shell } = current()
  const token = tokenOf(shell.newLink(-1))
  expect((await exchange(port, token)).status).toBe(401)
})

test('every answer, refusals too, forbids sniffing, framing, referring and foreign content', async () => {
  const { port, cookie } = current()
  for (const headers of [{}, { cookie }, { host: 'evil.example' }]) {
    const reply = await ask({ port, path: '/', headers })
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'")
    expect(reply.headers['content-security-policy']).not.toContain('unsafe')
    expect(reply.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(reply.headers['access-control-allow-origin']).toBeUndefined()
  }
})

test('a person without a session is told in words what to do', async () => {
  const { port } = current()
  const reply = await ask({ port, path: '/', headers: { accept: 'text/html' } })
  expect(reply.status).toBe(401)
  expect(reply.body.toString()).toContain('Press Enter in the terminal')
})
