import ipaddr from 'ipaddr.js'

/**
 * Whether an IP address, in any spelling, is one of the public internet. Everything else is somebody's own network: a
 * page must not be able to make this program fetch from the inside of it. Not public are private, loopback, link-local,
 * shared (carrier-grade NAT), multicast, documentation and reserved addresses, and every IPv6 address outside 2000::/3;
 * an IPv4 address wrapped in an IPv6 one is judged as what it is. What cannot be read is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed instanceof ipaddr.IPv4) return parsed.range() === 'unicast'
  // a zone (%eth0) names an interface of this machine
  if (parsed.zoneId) return false
  const inner = wrappedAddress(parsed)
  if (inner) return inner.range() === 'unicast'
  return parsed.range() === 'unicast' && GLOBAL_UNICAST.some((block) => parsed.match(block))
}

/** All that has ever been given out to the public internet. */
const GLOBAL_UNICAST = [ipaddr.IPv6.parseCIDR('2000::/3')]
/** Networks that have IPv6 only reach all of IPv4 by these. */
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96')

function wrappedAddress(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  if (!address.isIPv4MappedAddress() && !address.match(NAT64)) return null
  return new ipaddr.IPv4(address.toByteArray().slice(12))
}
