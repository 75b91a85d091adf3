import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fetch } from 'undici'
import { expect, onTestFinished, test, vi } from 'vitest'
import { failureOf } from '../../../src/engine/model/mistral-failure'
import { createConnectionPools } from '../../../src/engine/model/mistral-http'
import { proxyRefusal } from '../../../src/engine/model/proxy-refusal'
import { tempPacks } from '../../helpers/temp-packs'

/** A proxy of this environment that lets nobody through. */
async function startProxy(status: number): Promise<void> {
  const proxy = createServer()
  proxy.on('connect', (_request, socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`))
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`)
  vi.stubEnv('NO_PROXY', '')
  onTestFinished(() => {
    vi.unstubAllEnvs()
    proxy.close()
  })
}

test('a proxy that refuses is named as the one that refused, with what it said', async () => {
  await startProxy(407)
  const serverUrl = 'https://model.example.com'
  const pools = createConnectionPools()
  onTestFinished(() => pools.close())
  const thrown = await fetch(serverUrl, { dispatcher: pools.for(serverUrl) }).catch((error: unknown) => error)
  const { error } = failureOf(thrown, { serverUrl, modelName: 'm', apiKey: 'k' }, false)
  expect(error).toMatchObject({
    code: 'api_unreachable',
    message:
      'The proxy of this network refused the way to the model server (407). Check HTTPS_PROXY, or ask your administrator.',
  })
})

test('a pack behind it is said to be so as well', async () => {
  await startProxy(403)
  const [outcome] = await tempPacks().install('https://kb.example.com/kb.vmpack')
  expect(outcome).toMatchObject({ kind: 'refused', code: 'unreachable' })
  expect(outcome?.message).toContain('The proxy of this network refused the way there (403).')
})

test('any other failure is none of a proxy’s', () => {
  expect(proxyRefusal(new Error('connect ECONNREFUSED'))).toBeNull()
  expect(proxyRefusal('text')).toBeNull()
})
