import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { UPLOAD_MAX_BYTES } from '@shared/browser-wire'
import { expect, test } from 'vitest'
import { ask } from '../../helpers/page-request'
import { until } from '../../helpers/process-life'
import { eventsOf } from '../../helpers/small-installation-run'
import { shellForTests } from './shell-under-test'

const current = shellForTests()

function send(method: string, path: string, body?: string | Buffer, headers: Record<string, string> = {}) {
  const { port, cookie, origin } = current()
  return ask({
    port,
    method,
    path,
    headers: { cookie, origin, ...headers },
    ...(body === undefined ? {} : { body }),
  })
}
const json = { 'content-type': 'application/json' }
const inboxOf = (dataDir: string) => {
  try {
    return readdirSync(join(dataDir, 'inbox'))
  } catch {
    return []
  }
}

test('an uploaded file lies in a file of this user alone, and the engine gets it under its label', async () => {
  const { dataDir } = current()
  const reply = await send('POST', `/upload?name=${encodeURIComponent('Führer/Rosen & mehr.MD')}`, '# Roses')
  expect(JSON.parse(reply.body.toString())).toEqual({ handle: '0'.repeat(32) })
  const granted = /^grant (.*) (\/.*\.md)$/.exec(eventsOf(dataDir).at(-1) ?? '')
  expect(granted?.[1]).toBe('Führer/Rosen & mehr.MD')
  const path = granted?.[2] ?? ''
  expect(path.startsWith(join(dataDir, 'inbox'))).toBe(true)
  expect(readFileSync(path, 'utf8')).toBe('# Roses')
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test.each(['', '?name=', '?name=../../etc/passwd', '?name=a%00b.md', `?name=${'x'.repeat(5000)}`])(
  'an upload named %j is refused and leaves nothing',
  async (query) => {
    const before = inboxOf(current().dataDir)
    const reply = await send('POST', `/upload${query}`, 'x')
    expect(reply.status).toBe(400)
    expect(JSON.parse(reply.body.toString())).toMatchObject({ error: { code: 'bad_request' } })
    expect(inboxOf(current().dataDir)).toEqual(before)
  },
)

test('a file that says it is too large is refused before it is read', async () => {
  const { port, cookie, origin } = current()
  const socket = connect(port, '127.0.0.1')
  const lines = [
    'POST /upload?name=big.pdf HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    `cookie: ${cookie}`,
    `origin: ${origin}`,
    `content-length: ${UPLOAD_MAX_BYTES + 1}`,
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  const [piece] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  expect(piece.toString()).toMatch(/^HTTP\/1.1 413 /)
})

test('an upload that breaks off leaves nothing behind', async () => {
  const { port, cookie, origin, dataDir } = current()
  const before = inboxOf(dataDir)
  const socket = connect(port, '127.0.0.1')
  const head = [
    'POST /upload?name=cut.md HTTP/1.1',
    `host: 127.0.0.1:${port}`,
    `cookie: ${cookie}`,
    `origin: ${origin}`,
    'content-length: 1000',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\nhalf of it`)
  await until(() => inboxOf(dataDir).length === before.length + 1)
  socket.destroy()
  await until(() => inboxOf(dataDir).length === before.length)
})

test('a key typed in the page goes to the engine, and the page only learns that there is one', async () => {
  const { dataDir } = current()
  expect(JSON.parse((await send('GET', '/api-key')).body.toString())).toEqual({
    state: 'none',
    storage: 'memory',
  })
  const saved = await send('POST', '/api-key', JSON.stringify({ apiKey: ' my-secret ' }), json)
  expect(saved.body.toString()).toBe('{"state":"configured","storage":"memory"}')
  expect(eventsOf(dataDir)).toContain('key my-secret')
  const removed = await send('DELETE', '/api-key')
  expect(JSON.parse(removed.body.toString())).toEqual({ state: 'none', storage: 'memory' })
  expect(eventsOf(dataDir).at(-1)).toBe('key null')
})

test('each profile has a key of its own', async () => {
  await send('POST', '/api-key?profileId=2', JSON.stringify({ apiKey: 'of-two' }), json)
  const stateOf = async (profile: string) =>
    JSON.parse((await send('GET', `/api-key${profile}`)).body.toString()).state
  expect(await stateOf('?profileId=2')).toBe('configured')
  expect(await stateOf('')).toBe('none')
  await send('DELETE', '/api-key?profileId=2')
  expect(await stateOf('?profileId=2')).toBe('none')
  expect((await send('GET', '/api-key?profileId=x')).status).toBe(400)
})

test.each([
  ['no JSON', '{', json],
  ['another shape', '{"key":"x"}', json],
  ['an empty key', '{"apiKey":"  "}', json],
  ['a form', 'apiKey=x', { 'content-type': 'application/x-www-form-urlencoded' }],
  ['a huge body', JSON.stringify({ apiKey: 'x'.repeat(10_000) }), json],
])('a key sent as %s is refused', async (_name, body, headers) => {
  expect((await send('POST', '/api-key', body, headers)).status).toBe(400)
})

test('what is no route is not found, for who may ask at all', async () => {
  expect((await send('PUT', '/api-key', '{}', json)).status).toBe(404)
  expect((await send('POST', '/no-such-route', '{}', json)).status).toBe(404)
})
