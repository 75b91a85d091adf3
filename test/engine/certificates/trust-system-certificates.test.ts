import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import tls from 'node:tls'
import { type Dispatcher, request } from 'undici'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createConnectionPools } from '../../../src/engine/model/mistral-http'
import { createDispatchers } from '../../../src/engine/packs/pack-dispatchers'
import { createGuardedAgent } from '../../../src/engine/web/guarded-agent'
import { SELF_SIGNED } from '../model/self-signed'

const EVERYWHERE = { lookup: async () => ['127.0.0.1'], isPublic: () => true, isPortAllowed: () => true }

async function startServer(): Promise<string> {
  const server = createServer(SELF_SIGNED, (_request, response) => response.end('hello'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

/** What the system trusts, for one test; all tests of a process share what TLS trusts. */
function systemTrusts(certificates: readonly string[]): void {
  const before = tls.getCACertificates('default')
  const ask = tls.getCACertificates
  const spy = vi
    .spyOn(tls, 'getCACertificates')
    .mockImplementation((kind) => (kind === 'system' ? [...certificates] : ask(kind)))
  onTestFinished(() => {
    spy.mockRestore()
    tls.setDefaultCACertificates(before)
  })
}

const WAYS: readonly { readonly to: string; readonly open: (address: string) => Dispatcher }[] = [
  { to: 'the model server', open: (address) => createConnectionPools().for(address) },
  { to: 'a pack', open: (address) => createDispatchers().for(address) },
  { to: 'a site', open: () => createGuardedAgent(EVERYWHERE) },
]

test.each(WAYS)('a certificate that the system trusts is good on the way to $to', async ({ open }) => {
  systemTrusts([SELF_SIGNED.cert])
  const address = await startServer()
  const dispatcher = open(address)
  onTestFinished(() => dispatcher.destroy())
  const { statusCode, body } = await request(address, { dispatcher })
  expect([statusCode, await body.text()]).toEqual([200, 'hello'])
})

test.each(WAYS)('one that nobody trusts is not, on the way to $to', async ({ open }) => {
  systemTrusts([])
  const address = await startServer()
  const dispatcher = open(address)
  onTestFinished(() => dispatcher.destroy())
  await expect(request(address, { dispatcher })).rejects.toMatchObject({
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
  })
})
