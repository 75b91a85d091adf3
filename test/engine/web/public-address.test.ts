import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isPublicAddress } from '../../../src/engine/web/public-address'

test.each([
  ['private, class A', '10.0.0.1'],
  ['private, class B', '172.16.0.1'],
  ['private, class B, last', '172.31.255.255'],
  ['private, class C', '192.168.1.1'],
  ['loopback', '127.0.0.1'],
  ['loopback, not the usual one', '127.8.9.10'],
  ['this network', '0.0.0.0'],
  ['link-local', '169.254.1.1'],
  ['cloud metadata', '169.254.169.254'],
  ['carrier-grade NAT', '100.64.0.1'],
  ['carrier-grade NAT, last', '100.127.255.255'],
  ['multicast', '224.0.0.1'],
  ['broadcast', '255.255.255.255'],
  ['reserved', '240.0.0.1'],
  ['IETF protocol assignments', '192.0.0.8'],
  ['documentation', '192.0.2.1'],
  ['documentation, third', '203.0.113.7'],
  ['benchmarks', '198.18.0.1'],
  ['6to4 relays', '192.88.99.1'],
  ['decimal', '2130706433'],
  ['octal', '0177.0.0.1'],
  ['hexadecimal', '0x7f000001'],
  ['fewer parts', '127.1'],
  ['IPv6 loopback', '::1'],
  ['IPv6 unspecified', '::'],
  ['IPv6 link-local', 'fe80::1'],
  ['IPv6 link-local with a zone', 'fe80::1%eth0'],
  ['a public IPv6 address with a zone', '2606:4700::1111%eth0'],
  ['IPv6 unique local', 'fd00::1'],
  ['IPv6 unique local, first half', 'fc00::1'],
  ['IPv6 site-local', 'fec0::1'],
  ['IPv6 multicast', 'ff02::1'],
  ['IPv6 documentation', '2001:db8::1'],
  ['Teredo', '2001::1'],
  ['6to4', '2002:7f00:1::'],
  ['discard', '100::1'],
  ['IPv4 mapped, loopback', '::ffff:127.0.0.1'],
  ['IPv4 mapped, hexadecimal', '::ffff:7f00:1'],
  ['IPv4 mapped, written out', '0:0:0:0:0:ffff:0a00:0001'],
  ['IPv4 compatible', '::127.0.0.1'],
  ['IPv4 translated', '::ffff:0:127.0.0.1'],
  ['NAT64 to loopback', '64:ff9b::7f00:1'],
  ['NAT64 for inside use', '64:ff9b:1::1'],
  ['no address', 'help.example'],
  ['nothing', ''],
])('%s is not public: %s', (_name, address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each([
  '1.1.1.1',
  '8.8.8.8',
  '172.15.255.255',
  '172.32.0.1',
  '100.63.255.255',
  '100.128.0.1',
  '11.0.0.1',
  '192.167.255.255',
  '126.255.255.255',
  '223.255.255.254',
  '2606:4700:4700::1111',
  '2a00:1450:4001:81b::200e',
  '::ffff:8.8.8.8',
  '64:ff9b::808:808',
])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test('an IPv4 address is judged the same however it is wrapped', () => {
  const octet = fc.integer({ min: 0, max: 255 })
  fc.assert(
    fc.property(fc.tuple(octet, octet, octet, octet), (octets) => {
      const [a = 0, b = 0, c = 0, d = 0] = octets
      const plain = isPublicAddress(octets.join('.'))
      const hex = `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`
      expect(isPublicAddress(`::ffff:${octets.join('.')}`)).toBe(plain)
      expect(isPublicAddress(`::ffff:${hex}`)).toBe(plain)
      expect(isPublicAddress(`64:ff9b::${hex}`)).toBe(plain)
    }),
  )
})
