import { expect, test } from 'vitest'
import { isSameSite, readWebAddress } from '../../../src/engine/web/web-address'
import { PUBLIC_WEB } from '../../../src/engine/web/web-network'

test.each([
  ['file:///etc/passwd', 'https://'],
  ['ftp://help.example/a', 'https://'],
  ['javascript:alert(1)', 'https://'],
  ['data:text/html,x', 'https://'],
  ['gopher://127.0.0.1:25/', 'https://'],
  ['help.example', 'not a web address'],
  ['', 'not a web address'],
  ['https://', 'not a web address'],
  ['https://user:secret@help.example/', 'password'],
  ['https://user@help.example/', 'password'],
  ['http://help.example:8080/', 'Port 8080'],
  ['http://help.example:22/', 'Port 22'],
  ['https://help.example:25/', 'Port 25'],
  [`https://help.example/${'a'.repeat(2_000)}`, 'longer'],
  ['http://localhost/', 'private network'],
  ['http://LOCALHOST./', 'private network'],
  ['http://wiki.local/', 'private network'],
  ['http://metadata.google.internal/', 'private network'],
  ['http://nas.home.arpa/', 'private network'],
  ['http://127.0.0.1/', 'private network'],
  ['http://2130706433/', 'private network'],
  ['http://0177.0.0.1/', 'private network'],
  ['http://0x7f.1/', 'private network'],
  ['http://127.1/', 'private network'],
  ['http://１２７.０.０.１/', 'private network'],
  ['http://[::1]/', 'private network'],
  ['http://[::ffff:10.0.0.1]/', 'private network'],
  ['http://[fd00::1]/', 'private network'],
  ['http://169.254.169.254/latest/meta-data/', 'private network'],
  ['http://0/', 'private network'],
])('%s is refused', (text, reason) => {
  expect(readWebAddress(text, PUBLIC_WEB)).toMatchObject({
    kind: 'refused',
    code: 'address',
    message: expect.stringContaining(reason),
  })
})

test.each([
  ['https://help.example/a?b=c#d', 'https://help.example/a?b=c'],
  [' https://help.example ', 'https://help.example/'],
  ['http://help.example:80/', 'http://help.example/'],
  ['https://help.example:443/', 'https://help.example/'],
  ['http://help.example:443/', 'http://help.example:443/'],
  ['https://1.1.1.1/', 'https://1.1.1.1/'],
  ['https://localhost.help.example/', 'https://localhost.help.example/'],
  ['https://münchen.example/ä', 'https://xn--mnchen-3ya.example/%C3%A4'],
])('%s may be fetched', (text, href) => {
  const url = readWebAddress(text, PUBLIC_WEB)
  expect(url instanceof URL && url.href).toBe(href)
})

test.each([
  ['https://help.example/a', 'http://www.help.example/b', true],
  ['https://help.example/', 'https://help.example./', true],
  ['https://help.example/', 'https://other.example/', false],
  ['https://help.example/', 'https://help.example.evil.test/', false],
  ['https://help.example/', 'https://sub.help.example/', false],
])('%s and %s: one site is %s', (one, other, isSame) => {
  expect(isSameSite(new URL(one), new URL(other))).toBe(isSame)
})
