import { expect, test } from 'vitest'
import { factsOfRecord, toDateMs, toLanguage, toTags, toUrl } from '../../../src/engine/parse/facts'
import { parseOne } from '../../helpers/parse-bytes'

test('front matter gives tags, date, language, address and whether it is for agents alone', async () => {
  const front = (lines: string) => `---\n${lines}\n---\nWords`
  const full =
    'title: T\ntags: [returns, "Refunds"]\ndate: 2025-01-23\nlanguage: en-GB\nurl: https://example.com/a\nvisibility: internal'
  expect((await parseOne('a.md', front(full))).facts).toEqual({
    tags: ['returns', 'Refunds'],
    language: 'en',
    dateMs: Date.UTC(2025, 0, 23),
    url: 'https://example.com/a',
    isInternal: true,
  })
  expect((await parseOne('b.md', front('tags: a, b; A\nlang: DE\ndraft: true'))).facts).toMatchObject({
    tags: ['a', 'b'],
    language: 'de',
    isInternal: true,
  })
  expect(
    (await parseOne('c.md', front('visibility: public\nurl: javascript:alert(1)\ndate: soon'))).facts,
  ).toEqual({
    tags: [],
    language: null,
    dateMs: null,
    url: null,
    isInternal: false,
  })
})

test('a page gives its language, keywords, date and canonical address', async () => {
  const html =
    '<html lang="pt-BR"><head><meta name="keywords" content="a, b"><meta property="article:modified_time" content="2024-05-01T10:00:00Z"><link rel="canonical" href="https://example.com/x"></head><body>words</body></html>'
  expect((await parseOne('a.html', html)).facts).toEqual({
    tags: ['a', 'b'],
    language: 'pt',
    dateMs: Date.UTC(2024, 4, 1, 10),
    url: 'https://example.com/x',
    isInternal: false,
  })
})

test('what is no date, language or address is none', () => {
  expect([1714550400, 1714550400000, '2024-05-01T08:00:00Z'].map(toDateMs)).toEqual(
    Array(3).fill(1714550400000),
  )
  expect(['', 'word 7', 'x'.repeat(100), -1e15, Number.NaN, {}, null].map(toDateMs)).toEqual(
    Array(7).fill(null),
  )
  expect(['en', 'EN_us', 'zh-Hant-TW', 'English', 'e', 7].map(toLanguage)).toEqual([
    'en',
    'en',
    'zh',
    null,
    null,
    null,
  ])
  expect(toUrl('https://user:secret@example.com')).toBeNull()
  expect(toUrl('file:///etc/passwd')).toBeNull()
  expect(toTags(Array.from({ length: 90 }, (_, at) => `t${at}`))).toHaveLength(50)
  expect(toTags([{ name: 'returns' }, 7, null, ['x']])).toEqual(['returns', '7'])
})

test('names every object has are no facts', () => {
  expect(factsOfRecord(JSON.parse('{"__proto__":{"internal":true},"constructor":"x"}')).isInternal).toBe(
    false,
  )
})
