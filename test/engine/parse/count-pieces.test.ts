import { expect, test } from 'vitest'
import { countRoughly, createPieceCounter } from '../../../src/engine/parse/count-pieces'
import { createWordCounts, EMPTY_HASH, hashWith } from '../../../src/engine/parse/word-counts'
import { createRandom } from '../../bench/random'
import { TOKENIZER_FILE } from '../../helpers/temp-ingest'

const MARK =
  /[\p{P}\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{2fa1f}]/u
const PARTS = new RegExp(`${MARK.source}|(?:(?!${MARK.source})[^\\s])+`, 'gu')

/** The same guess, told by patterns alone: words, then marks and what stands between them. */
function guessByPatterns(text: string): number {
  let pieces = 0
  for (const [word] of text.matchAll(/\S{1,400}/gu)) {
    const lower = word.toLowerCase()
    const plain = /^[\u0021-\u007e]*$/u.test(lower)
      ? lower
      : lower.normalize('NFD').replace(/[\p{Mn}\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, '')
    for (const [part] of plain.matchAll(PARTS)) pieces += Math.ceil(part.length / 3)
  }
  return pieces
}

const TEXTS = [
  '',
  ' \t\n\v\f\r ',
  'Water the plant twice a week, or (in winter) once: see "care.md"!',
  'a\u00a0b\u2003c\u3000d\ufeffe',
  'Größe café naïve Straße — „Zitat“ … ½ €5',
  'word\u0000with\u001bcontrol\u007fmarks and\u200bzero',
  `${'x'.repeat(399)} ${'y'.repeat(400)} ${'z'.repeat(401)} ${'w'.repeat(1000)}`,
  `${'long,'.repeat(200)} end`,
  '日本語のテキスト mixed with ASCII 漢字.',
  '😀 emoji👩‍👩‍👧family \ud800 lone',
  'CamelCase UPPER lower MiXeD',
  '....,,,;;; --- ***bold*** `code` [link](https://a.example/b?c=d&e=f#g)',
]

test.each(TEXTS)('words and marks are told by their codes as patterns would tell them: %j', (text) => {
  expect(countRoughly(text)).toBe(guessByPatterns(text))
  // from what is remembered
  expect(countRoughly(text)).toBe(guessByPatterns(text))
})

test('texts made of anything give the same count either way', () => {
  const alphabet = ['a', 'B', 'zz', ' ', '\n', '.', '-', 'é', '\u00a0', '中', '\u0301', '9', '\u0007', '😀']
  const next = createRandom(7)
  for (let run = 0; run < 500; run++) {
    const length = Math.floor(next() * 120)
    const text = Array.from({ length }, () => alphabet[Math.floor(next() * alphabet.length)]).join('')
    expect(countRoughly(text)).toBe(guessByPatterns(text))
  }
})

test('a text longer than what is kept ready for it is counted whole', () => {
  expect(countRoughly('one two '.repeat(20_000))).toBe(40_000)
})

test('counting stops once there are more than asked for', () => {
  const count = createPieceCounter(TOKENIZER_FILE)
  expect(count('plant '.repeat(1000), 10)).toBe(11)
  expect(count('plant '.repeat(10), 10)).toBe(10)
})

test('pieces are those of the vocabulary, in capitals too', () => {
  const count = createPieceCounter(TOKENIZER_FILE)
  // plant · water ##ing · , · un ##water ##ed
  expect(count('plant')).toBe(1)
  expect(count('PLANT, Plant')).toBe(3)
  expect(count('qzxv')).toBeGreaterThan(1)
})

test('each word is counted once while there is room, and right when there is none', () => {
  let asked = 0
  const counts = createWordCounts((word) => {
    asked++
    return word.length
  })
  const of = (word: string) => {
    const codes = Uint16Array.from(word, (char) => char.charCodeAt(0))
    return counts.of(codes, 0, codes.length, codes.reduce(hashWith, EMPTY_HASH))
  }
  expect([of('plant'), of('Plant'), of('PLANT')]).toEqual([5, 5, 5])
  expect(asked).toBe(1)
  for (let number = 0; number < 150_000; number++) expect(of(`w${number}`)).toBe(`w${number}`.length)
  expect(of('plant')).toBe(5)
})
