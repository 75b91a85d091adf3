import { isIP } from 'node:net'
import type { WebNetwork } from './web-network'
import { refused, type WebRefusal } from './web-refusal'

/** Longer ones are traps that grow with each link; servers refuse them from 8,000 on. */
const ADDRESS_MAX_CHARS = 2_000
/** Names that by their definition never leave a network. */
const LOCAL_NAMES = ['localhost', 'local', 'internal', 'intranet', 'lan', 'home', 'corp', 'home.arpa']

/**
 * A typed or linked address as one that may be fetched, without its fragment. WHATWG's parser writes every odd spelling
 * of an IPv4 address (decimal, octal, hex, fewer parts) as four plain numbers, so there is one form to judge.
 */
export function readWebAddress(text: string, network: WebNetwork, base?: URL): URL | WebRefusal {
  const url = parse(text.trim(), base)
  if (!url)
    return refused('address', 'This is not a web address. It looks like https://help.example.com/articles.')
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    return refused('address', 'Only addresses that begin with https:// or http:// can be read.')
  if (url.username || url.password)
    return refused('address', 'The address holds a name or password. Pages behind a login cannot be read.')
  if (url.href.length > ADDRESS_MAX_CHARS)
    return refused('address', `The address is longer than ${ADDRESS_MAX_CHARS} characters.`)
  // elsewhere stand databases, mail servers and consoles, which a page could otherwise make this program speak to
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  if (!network.isPortAllowed(port))
    return refused('address', `Port ${port} is not one that web pages are read from; only 80 and 443 are.`)
  const hostName = hostNameOf(url)
  const isPrivate = isIP(hostName) ? !network.isPublic(hostName) : isLocalName(hostName)
  if (isPrivate) return privateAddress(hostName)
  url.hash = ''
  return url
}

export function privateAddress(where: string): WebRefusal {
  return refused(
    'address',
    `${where} is in a private network, and only pages of the public web are read. Save the page as a file and import that.`,
  )
}

/** Without the brackets of an IPv6 address and without the closing dot of a full name. */
export function hostNameOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
}

/** Of one site are pages under the same name, with or without "www.". */
export function isSameSite(one: URL, other: URL): boolean {
  const siteOf = (url: URL) => `${hostNameOf(url).replace(/^www\./, '')}:${url.port}`
  return siteOf(one) === siteOf(other)
}

function isLocalName(hostName: string): boolean {
  return LOCAL_NAMES.some((name) => hostName === name || hostName.endsWith(`.${name}`))
}

function parse(text: string, base: URL | undefined): URL | null {
  try {
    return new URL(text, base)
  } catch {
    return null
  }
}
