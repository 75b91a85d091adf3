import { lookup } from 'node:dns/promises'
import { isPublicAddress } from './public-address'

/** What of the network web import may touch; tests stand on this machine and have their own. */
export interface WebNetwork {
  /** All addresses of a name. Rejects with the resolver's error. */
  lookup(hostName: string): Promise<readonly string[]>
  isPublic(address: string): boolean
  isPortAllowed(port: number): boolean
}

const WEB_PORTS = [80, 443]

/** The public web, and nothing else. */
export const PUBLIC_WEB: WebNetwork = {
  lookup: async (hostName) => (await lookup(hostName, { all: true })).map(({ address }) => address),
  isPublic: isPublicAddress,
  isPortAllowed: (port) => WEB_PORTS.includes(port),
}
