import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import type { Handlers } from '@shared/contract'
import { LOCAL_SOCKET_FILE, type LocalSocketAddress } from '@shared/local-socket'
import { SILENT_LOG } from '@shared/log'
import { createClient } from '@shared/rpc/client'
import { expect, onTestFinished, test } from 'vitest'
import { listenForTerminals } from '../../../src/engine/hosts/local-socket'
import { connectToRunningEngine } from '../../../src/shell/running-engine'
import { tempDataDir } from '../../helpers/small-installation-run'

const HOST = { name: 'desktop app', pid: process.pid } as const

async function setUp() {
  const dataDir = tempDataDir()
  const handlers = {
    'documents.remove': ({ documentIds }: { documentIds: number[] }) => ({ removed: documentIds.length }),
    'import.paths': () => ({ jobId: 5 }),
  } as unknown as Handlers
  const door = await listenForTerminals({ dataDir, handlers, log: SILENT_LOG, host: HOST })
  onTestFinished(() => door.close())
  const file = join(dataDir, LOCAL_SOCKET_FILE)
  const address = JSON.parse(readFileSync(file, 'utf8')) as LocalSocketAddress
  return { dataDir, door, file, address }
}

/** What the engine answers to these lines before it closes or falls silent. */
async function say(path: string, lines: string): Promise<string> {
  const socket = connect(path)
  socket.setEncoding('utf8')
  let heard = ''
  socket.on('data', (piece: string) => {
    heard += piece
  })
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(lines)
  await once(socket, 'close')
  return heard
}

test('a terminal of the same user gets the rights of a host', async () => {
  const { dataDir } = await setUp()
  const engine = await connectToRunningEngine(dataDir)
  expect(engine?.owner).toEqual(HOST)
  const client = createClient(engine!.port)
  await expect(client.call('import.paths', { paths: ['/a'] })).resolves.toEqual({ jobId: 5 })
})

test('the socket and its address can be reached by this user only', async () => {
  const { file, address } = await setUp()
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(statSync(dirname(address.path)).mode & 0o777).toBe(0o700)
})

test.each([
  ['a wrong token', `${JSON.stringify({ token: 'x'.repeat(43) })}\n`],
  ['a token of another length', `${JSON.stringify({ token: 'x' })}\n`],
  ['no token', `${JSON.stringify({})}\n`],
  ['null', 'null\n'],
  [
    'a request before the token',
    `${JSON.stringify({ type: 'call', id: 1, method: 'status.get', input: {} })}\n`,
  ],
  ['no JSON', 'GET / HTTP/1.1\r\n\r\n'],
  ['silence', ''],
])('the socket is closed without a word after %s', async (_name, lines) => {
  const { address } = await setUp()
  expect(await say(address.path, lines)).toBe('')
})

test('the right token is welcomed', async () => {
  const { address, door } = await setUp()
  const heard = say(address.path, `${JSON.stringify({ token: address.token })}\n`)
  setTimeout(() => door.close(), 200)
  expect(await heard).toBe('{"type":"welcome"}\n')
})

test('where no engine runs, or a killed one left its address, there is no port', async () => {
  const { dataDir, door, address } = await setUp()
  door.close()
  expect(await connectToRunningEngine(dataDir)).toBeNull()
  writeFileSync(join(dataDir, LOCAL_SOCKET_FILE), JSON.stringify(address))
  expect(await connectToRunningEngine(dataDir)).toBeNull()
})

test('when the engine closes, a terminal’s pending work ends as engine_stopped', async () => {
  const { dataDir, door } = await setUp()
  const client = createClient((await connectToRunningEngine(dataDir))!.port)
  door.close()
  await client.closed
  await expect(client.call('documents.remove', { documentIds: [1] })).rejects.toMatchObject({
    code: 'engine_stopped',
  })
})
