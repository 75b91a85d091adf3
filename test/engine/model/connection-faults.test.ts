import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { startFakeMistral } from '../../helpers/fake-mistral'
import { KEY, startModels } from './model-fixture'
import { SELF_SIGNED } from './self-signed'

test('nothing listens at the address: one try, and the program to start is named', async () => {
  const { ask, server, waits } = await startModels()
  await server.stop()
  const { error } = await ask()
  expect(error?.code).toBe('api_unreachable')
  expect(error?.message).toBe(
    `No model server is running at 127.0.0.1:${server.port} (ECONNREFUSED). Start it, or change the server address in Settings.`,
  )
  expect(waits).toEqual([])
})

test('a name that does not exist is named', async () => {
  const { ask } = await startModels({ serverUrl: 'https://verdemuse-test.invalid' })
  const { error } = await ask()
  expect(error?.code).toBe('api_unreachable')
  expect(error?.message).toMatch(
    /^The model server verdemuse-test\.invalid was not found \((ENOTFOUND|EAI_AGAIN)\)\. Check the internet connection and the server address/,
  )
})

test('a certificate nobody vouches for ends the request before the key leaves', async () => {
  const seen: string[] = []
  const server = createServer(SELF_SIGNED, (request, response) => {
    seen.push(request.headers.authorization ?? '')
    response.end('{}')
  })
  const { ask } = await startModels({ serverUrl: `https://127.0.0.1:${await listen(server)}` })
  const { error } = await ask()
  expect(error?.code).toBe('api_untrusted')
  expect(error?.message).toMatch(
    /^The identity of the model server 127\.0\.0\.1 could not be checked \(DEPTH_ZERO_SELF_SIGNED_CERT\), so nothing was sent to it\./,
  )
  expect(seen).toEqual([])
})

test('https to a server that speaks none is told apart from a missing network', async () => {
  const plain = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
  })
  const { ask } = await startModels({ serverUrl: `https://127.0.0.1:${await listen(plain)}` })
  expect((await ask()).error?.code).toBe('api_untrusted')
})

test.each([301, 302, 303, 307, 308])(
  'a %i to another host is not followed, and the key stays here',
  async (status) => {
    const other = await startFakeMistral()
    onTestFinished(() => other.stop())
    const { ask, server } = await startModels({
      script: { status, headers: { location: `${other.url}/v1/chat/completions` } },
    })
    expect((await ask()).error?.code).toBe('api_malformed')
    expect(other.requests).toHaveLength(0)
    expect(server.chats).toHaveLength(1)
  },
)

test.each(['text/html', 'application/json', 'text/plain'])(
  'the sign-in page of a network, sent as %s, is not an answer',
  async (type) => {
    const { ask } = await startModels({
      script: { body: '<html>Sign in</html>', headers: { 'content-type': type } },
    })
    const { error } = await ask()
    expect(error?.code).toBe('api_malformed')
    expect(error?.message).toContain('perhaps the sign-in page of a network')
  },
)

test('without a key no header for one is sent; a server that wants one is understood', async () => {
  const { ask, room, server } = await startModels()
  room.updateProfile(1, { needsKey: false })
  room.setApiKey({ profileId: 1, apiKey: null, isStored: false })
  expect((await ask()).error).toBeNull()
  expect(server.chats[0]?.headers.authorization).toBeUndefined()
  server.script({ status: 401 })
  expect((await ask()).error?.message).toBe('The model server wants an API key. Add one in Settings.')
})

test('keep-alive: of a hundred answers one after the other and thirty-two together, 95 in 100 ride on a connection that is there', async () => {
  const { ask, server } = await startModels()
  for (let asked = 0; asked < 100; asked++) await ask()
  expect(server.connectionCount).toBeLessThan(5)
  for (let round = 0; round < 30; round++) await Promise.all(Array.from({ length: 32 }, () => ask()))
  expect(server.chats).toHaveLength(1060)
  expect(server.connectionCount / server.chats.length).toBeLessThan(0.05)
  expect(server.chats.every(({ headers }) => headers.authorization === `Bearer ${KEY}`)).toBe(true)
})

test('thirty-two questions leave together', async () => {
  const { ask, server } = await startModels({ script: { firstByteDelayMs: 300 } })
  const asked = Array.from({ length: 32 }, () => ask())
  await expect.poll(() => server.chats.length, { interval: 10 }).toBe(32)
  expect(server.chats.every(({ isFinished }) => !isFinished)).toBe(true)
  await Promise.all(asked)
})

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}
