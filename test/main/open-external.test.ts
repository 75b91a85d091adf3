import fc from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'
import { allowedLink, openExternal } from '../../src/main/open-external'
import { resetFakeElectron, shell } from '../helpers/fake-electron'

vi.mock('electron', () => import('../helpers/fake-electron'))
beforeEach(resetFakeElectron)

test.each([
  'https://verdemuse.example/guides?a=1#b',
  'HTTPS://verdemuse.example/',
  'https://bücher.example/',
  'mailto:support@verdemuse.example',
  'mailto:support@verdemuse.example?subject=Order%20OPS-306&body=Hello',
])('opens %s', async (url) => {
  await openExternal(url)
  expect(shell.opened).toEqual([new URL(url).href])
})

test.each([
  'http://verdemuse.example/',
  'file:///etc/passwd',
  'FILE:///etc/passwd',
  'file://server/share/evil.exe',
  '\\\\server\\share\\evil.exe',
  '//server/share',
  'smb://server/share',
  'ms-msdt:/id PCWDiagnostic',
  'ms-msdt:-id',
  'search-ms:query=x',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  ' https://verdemuse.example/',
  'https://verdemuse.example/\r\nfile:///x',
  'ht\ttps://verdemuse.example/',
  'https:\\\\verdemuse.example\\x',
  'data:text/html,<script>1</script>',
  'blob:https://verdemuse.example/1',
  'vbscript:x',
  'verdemuse://open',
  'vscode://file/etc/passwd',
  'tel:112',
  'ftp://verdemuse.example/',
  'app://verdemuse/index.html',
  'about:blank',
  'view-source:https://verdemuse.example',
  'https://user:word@verdemuse.example/',
  'https://verdemuse.example@evil.example/',
  'https://',
  'mailto:a@b.example?attach=/etc/passwd',
  'mailto:a@b.example?Attachment=C:\\x',
  `https://verdemuse.example/${'x'.repeat(2000)}`,
  'C:\\Windows\\System32\\calc.exe',
  '/usr/bin/xcalc',
  'calc.exe',
  '',
])('refuses %j', async (url) => {
  await expect(openExternal(url)).rejects.toMatchObject({ code: 'forbidden' })
  expect(shell.opened).toEqual([])
})

test('whatever the text, only https without a password and mail without a file get out', () => {
  const scheme = fc.constantFrom(
    'https:',
    'HTTPS:',
    'http:',
    'file:',
    'smb:',
    'mailto:',
    'javascript:',
    'ms-msdt:',
    '',
  )
  const joint = fc.constantFrom('//', '\\\\', '/', '', '\t//', '%2f%2f')
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl(),
    fc.tuple(scheme, joint, fc.string({ unit: 'grapheme' })).map((parts) => parts.join('')),
    fc.tuple(fc.string({ maxLength: 3 }), fc.webUrl()).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(text, (candidate) => {
      const link = allowedLink(candidate)
      if (link === null) return
      const url = new URL(link)
      expect(['https:', 'mailto:']).toContain(url.protocol)
      expect([url.username, url.password]).toEqual(['', ''])
      expect(link).not.toMatch(/[\u0000-\u0020\u007f]/)
      // what was judged is what is opened: reading it again changes nothing
      expect(allowedLink(link)).toBe(link)
    }),
    { numRuns: 2_000 },
  )
})
