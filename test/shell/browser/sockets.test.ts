import { once } from 'node:events'
import { SOCKET_FRAME_MAX_BYTES } from '@shared/browser-wire'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { ask } from '../../helpers/page-request'
import { until } from '../../helpers/process-life'
import { enginePids, eventsOf } from '../../helpers/small-installation-run'
import { shellForTests } from './shell-under-test'

const current = shellForTests({ MISTRAL_API_KEY: 'from-outside' })

function open(path: string): WebSocket {
  const { port, cookie, origin } = current()
  return new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { cookie, origin } })
}

async function hear(socket: WebSocket): Promise<unknown> {
  const [data] = (await once(socket, 'message')) as [Buffer]
  return JSON.parse(data.toString())
}

async function openEngine(): Promise<WebSocket> {
  const socket = open('/engine')
  await once(socket, 'open')
  return socket
}

function search(text: string) {
  return JSON.stringify({ type: 'call', id: 1, method: 'search.query', input: { text } })
}

test('a page’s socket is a port to the engine, with a page’s rights', async () => {
  const socket = await openEngine()
  socket.send(search('roses'))
  expect(await hear(socket)).toMatchObject({
    type: 'reply',
    id: 1,
    output: { passages: [{ text: 'roses' }] },
  })
  socket.send(
    JSON.stringify({ type: 'call', id: 2, method: 'import.paths', input: { paths: ['/etc/passwd'] } }),
  )
  expect(await hear(socket)).toMatchObject({ type: 'error', id: 2, error: { code: 'forbidden' } })
  socket.close()
})

test.each([
  ['text that is no JSON', 'nonsense', 1003],
  ['bytes', Buffer.from(search('roses')), 1003],
  ['a frame that is too large', 'x'.repeat(SOCKET_FRAME_MAX_BYTES + 1), 1009],
])('%s closes its socket, and the others stay open', async (_name, frame, code) => {
  const other = await openEngine()
  const socket = await openEngine()
  socket.send(frame)
  expect((await once(socket, 'close'))[0]).toBe(code)
  other.send(search('still here'))
  expect(await hear(other)).toMatchObject({ type: 'reply' })
  other.close()
})

test('the engine’s crash closes the ports, is told on the shell’s socket, and is mended, key and all', async () => {
  const { dataDir } = current()
  const states: string[] = []
  const shellSocket = open('/shell')
  shellSocket.on('message', (data) => states.push(JSON.parse(String(data)).state.kind))
  await until(() => states.length === 1)
  const socket = await openEngine()
  socket.send(search('crash'))
  await once(socket, 'close')
  await until(() => states.length >= 3)
  expect(states).toEqual(['running', 'restarting', 'running'])
  // once for each engine
  await until(() => eventsOf(dataDir).filter((event) => event === 'key from-outside').length === 2)
  const next = await openEngine()
  next.send(search('again'))
  expect(await hear(next)).toMatchObject({ type: 'reply' })
  next.close()
  shellSocket.close()
})

test('while there is no engine a socket does not open, and the page can ask for a new one', async () => {
  const { dataDir, port, cookie, origin } = current()
  const states: string[] = []
  const shellSocket = open('/shell')
  shellSocket.on('message', (data) => states.push(JSON.parse(String(data)).state.kind))
  await until(() => states.at(-1) === 'running')
  // the crash of the test before counts too; after the fourth within a minute the shell gives up
  while (states.at(-1) !== 'failed') {
    const engines = enginePids(dataDir).length
    process.kill(enginePids(dataDir).at(-1)!, 'SIGKILL')
    await until(() => enginePids(dataDir).length > engines || states.at(-1) === 'failed')
  }
  const refused = open('/engine')
  const [error] = (await once(refused, 'error')) as [Error]
  expect(error.message).toContain('503')
  const reply = await ask({ port, method: 'POST', path: '/restart-engine', headers: { cookie, origin } })
  expect(reply.status).toBe(204)
  await until(() => states.at(-1) === 'running')
  const socket = await openEngine()
  socket.send(search('back'))
  expect(await hear(socket)).toMatchObject({ type: 'reply' })
  socket.close()
  shellSocket.close()
})

test('a key from outside is told as such', async () => {
  const { port, cookie } = current()
  const reply = await ask({ port, path: '/api-key', headers: { cookie } })
  expect(JSON.parse(reply.body.toString())).toEqual({ state: 'configured', storage: 'environment' })
})
