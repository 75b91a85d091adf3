import { isIP, isIPv6, type LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import { trustSystemCertificates } from '../certificates/trust-system-certificates'
import { privateAddress } from './web-address'
import type { WebNetwork } from './web-network'
import { RefusedConnection } from './web-refusal'

const CONNECT_TIMEOUT_MS = 10_000
/** Until the first byte, and between two: a page that takes longer is down for people as well. */
const SILENCE_TIMEOUT_MS = 20_000

/**
 * Connections to public addresses only. The name is looked up once, by this, and the addresses that were judged are
 * the ones connected to: a name server that answers differently the second time (DNS rebinding) is not asked a second
 * time. The address at the other end is judged again before a byte is sent; over TLS after its handshake.
 */
export function createGuardedAgent(network: WebNetwork): Agent {
  trustSystemCertificates()
  const connect = buildConnector({
    timeout: CONNECT_TIMEOUT_MS,
    lookup: guardedLookup(network),
    allowH2: false,
  })
  return new Agent({
    // polite: one request at a time is what a person's browser would do at the most patient
    connections: 1,
    pipelining: 1,
    allowH2: false,
    headersTimeout: SILENCE_TIMEOUT_MS,
    bodyTimeout: SILENCE_TIMEOUT_MS,
    connect(options, callback) {
      // a number instead of a name is looked up by nobody
      if (isIP(options.hostname) && !network.isPublic(options.hostname))
        return callback(new RefusedConnection(privateAddress(options.hostname)), null)
      connect(options, (error, socket) => {
        if (error || !socket) return callback(error ?? new Error('no socket'), null)
        const address = socket.remoteAddress
        if (address && network.isPublic(address)) return callback(null, socket)
        socket.destroy()
        callback(new RefusedConnection(privateAddress(options.hostname)), null)
      })
    },
  })
}

function guardedLookup(network: WebNetwork): LookupFunction {
  return (hostName, options, callback) => {
    network.lookup(hostName).then(
      (addresses) => {
        // one private address among public ones is the mark of a trap, or of a name for inside use
        const isRefused = addresses.length === 0 || addresses.some((address) => !network.isPublic(address))
        if (isRefused) return callback(new RefusedConnection(privateAddress(hostName)), [])
        const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }))
        const [first] = found
        if (options.all || !first) callback(null, found)
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    )
  }
}
