import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici'
import { trustSystemCertificates } from '../certificates/trust-system-certificates'

const CONNECT_TIMEOUT_MS = 10_000

export interface Dispatchers {
  for(address: string): Dispatcher
  close(): Promise<void>
}

/** Unprotected addresses are on this machine only, which no proxy stands before. */
export function createDispatchers(): Dispatchers {
  const options = { connections: 2, connect: { timeout: CONNECT_TIMEOUT_MS } }
  let local: Dispatcher | null = null
  let outside: Dispatcher | null = null
  function createOutside(): Dispatcher {
    trustSystemCertificates()
    return new EnvHttpProxyAgent(options)
  }

  return {
    for(address) {
      if (new URL(address).protocol === 'http:') {
        local ??= new Agent(options)
        return local
      }
      outside ??= createOutside()
      return outside
    },
    async close() {
      await Promise.all([local?.destroy(), outside?.destroy()])
    },
  }
}
