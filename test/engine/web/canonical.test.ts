import { expect, test } from 'vitest'
import { canonicalAddress, readerAddress } from '../../../src/engine/web/canonical'

const FOUND = 'https://help.example/articles/pots?from=mail'

test.each([
  [
    'the same page without its query',
    'https://help.example/articles/pots',
    'https://help.example/articles/pots',
  ],
  ['with a closing slash', '/articles/pots/', 'https://help.example/articles/pots/'],
  ['with www', 'https://www.help.example/articles/pots', 'https://www.help.example/articles/pots'],
  ['the home page', 'https://help.example/', FOUND],
  ['another page', 'https://help.example/articles/soil', FOUND],
  ['another site', 'https://evil.example/articles/pots', FOUND],
  ['no web address', 'javascript:alert(1)', FOUND],
  ['nothing', '', FOUND],
])('a page that calls itself %s', (_name, href, expected) => {
  const page = Buffer.from(`<head><link href="${href}" data-x='1' rel=canonical></head>`)
  expect(canonicalAddress(page, new URL(FOUND))).toBe(expected)
  if (href.startsWith('http')) expect(readerAddress(href, FOUND)).toBe(expected)
})

test('a page that says nothing is where it was found', () => {
  expect(canonicalAddress(Buffer.from('<p>text</p>'), new URL(`${FOUND}#part`))).toBe(FOUND)
  expect(readerAddress(null, FOUND)).toBe(FOUND)
  expect(readerAddress('nonsense', FOUND)).toBe(FOUND)
})

test('a canonical link after the head is not believed', () => {
  const page = Buffer.from(`${' '.repeat(300_000)}<link rel="canonical" href="/articles/pots">`)
  expect(canonicalAddress(page, new URL(FOUND))).toBe(FOUND)
})
