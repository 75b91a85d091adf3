import { dirname } from 'node:path'
import { AutoTokenizer, env } from '@huggingface/transformers'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { chunkDocument } from '../../../src/engine/parse/chunk'
import { createPieceCounter } from '../../../src/engine/parse/count-pieces'
import { parseMarkdown } from '../../../src/engine/parse/parse-markdown'
import { parseText } from '../../../src/engine/parse/parse-text'
import type { StructuredText } from '../../../src/engine/parse/structured-text'
import { RESOURCES, TOKENIZER_FILE } from '../../helpers/temp-ingest'

const count = createPieceCounter(TOKENIZER_FILE)
let tokenize: (text: string) => number

beforeAll(async () => {
  env.allowRemoteModels = false
  env.localModelPath = `${dirname(dirname(TOKENIZER_FILE))}/`
  const tokenizer = await AutoTokenizer.from_pretrained('all-MiniLM-L6-v2')
  tokenize = (text) => tokenizer.encode(text).length
  expect(RESOURCES).not.toBe('')
})

const chunked = (content: StructuredText, title = 'A title') => chunkDocument({ ...content, title, count })
const plain = (text: string) => chunked(parseText(text, { hasHeadings: true }))

const anyText = fc.oneof(
  fc.lorem({ maxCount: 400 }),
  fc
    .array(
      fc.constantFrom('fern', 'Wardian', 'OPS-306.', 'ärgerlich', '中文', '한국어', 'xylographic', '€9.90'),
      {
        minLength: 300,
        maxLength: 900,
      },
    )
    .map((words) => words.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 3000 }),
  fc.string({ unit: 'binary', maxLength: 2000 }).map((text) => text.toWellFormed()),
  fc
    .array(
      fc.oneof(
        fc.lorem({ maxCount: 30 }),
        fc.constantFrom(
          '# A',
          '## B',
          '- item',
          '| a | b |',
          '|---|---|',
          '```',
          '',
          'Müßiggang 한국어 中文字符 עברית',
        ),
      ),
      { maxLength: 60 },
    )
    .map((lines) => lines.join('\n')),
)

test('a passage is the very slice of its text, in order, and never more than the model reads', () => {
  fc.assert(
    fc.property(anyText, fc.boolean(), (text, isMarkdown) => {
      const content = isMarkdown ? parseMarkdown(text) : parseText(text, { hasHeadings: true })
      let lastStart = -1
      for (const chunk of chunked(content)) {
        expect(content.text.slice(chunk.start, chunk.end)).toBe(chunk.text)
        expect(chunk.start).toBeGreaterThan(lastStart)
        expect(tokenize(`A title\n${chunk.heading}\n${chunk.text}`)).toBeLessThanOrEqual(256)
        lastStart = chunk.start
      }
    }),
    { numRuns: 300 },
  )
})

test('no word is lost: every one lies in a passage or in a heading', () => {
  fc.assert(
    fc.property(fc.array(fc.lorem({ maxCount: 60 }), { minLength: 1, maxLength: 30 }), (paragraphs) => {
      const text = paragraphs.join('\n\n')
      const isCovered = new Uint8Array(text.length)
      for (const { start, end } of chunked(parseMarkdown(text))) isCovered.fill(1, start, end)
      for (const [at, character] of [...text].entries()) if (character.trim()) expect(isCovered[at]).toBe(1)
    }),
    { numRuns: 50 },
  )
})

test('the count of word pieces is never below that of the tokenizer', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(count(text) + 2).toBeGreaterThanOrEqual(tokenize(text))
    }),
    { numRuns: 500 },
  )
})

test('the count is exact for ordinary text', () => {
  const text =
    'How often should I water my Monstera in summer? Every 7–10 days, with 250 ml (naïve café style).'
  expect(count(text) + 2).toBe(tokenize(text))
})

test('neighbouring passages of one section share their last sentences', () => {
  const text = Array.from({ length: 60 }, (_, at) => `Sentence number ${at} says a little about ferns.`).join(
    ' ',
  )
  const chunks = plain(text)
  expect(chunks.length).toBeGreaterThan(2)
  for (const [at, chunk] of chunks.slice(1).entries()) {
    const before = chunks[at] as (typeof chunks)[number]
    expect(chunk.start).toBeLessThan(before.end)
    expect(chunk.text).toMatch(/^Sentence number/u)
    expect(count(text.slice(chunk.start, before.end))).toBeLessThanOrEqual(40)
  }
})

test('sections and pages do not share passages', () => {
  const content = parseMarkdown('# A\n\none\n\n# B\n\ntwo')
  expect(chunked(content).map(({ heading, text }) => [heading, text])).toEqual([
    ['A', 'one'],
    ['B', 'two'],
  ])
})

test('a list and a table longer than a passage are cut between their items and rows', () => {
  const rows = Array.from({ length: 80 }, (_, at) => `| plant ${at} | every ${at} days, about ${at} ml |`)
  const chunks = chunked(parseMarkdown(['| a | b |', '|---|---|', ...rows].join('\n')))
  expect(chunks.length).toBeGreaterThan(3)
  for (const { text } of chunks) expect(text).toMatch(/^\| [\s\S]* \|$/u)
})

test('a word of 10,000 characters is cut between graphemes', () => {
  const family = '👩‍👩‍👧‍👦'
  for (const { text } of plain(family.repeat(1000))) expect(text.replaceAll(family, '')).toBe('')
  const { length } = plain(`e${'\u0301'.repeat(10_000)}`)
  expect(length).toBeGreaterThan(0)
})

test('a title and a heading of any length leave room for the text', () => {
  const heading = '标题'.repeat(100)
  const content = parseMarkdown(`# ${heading}\n\n${'Words about plants. '.repeat(200)}`)
  const chunks = chunked(content)
  for (const chunk of chunks)
    expect(tokenize(`A title\n${chunk.heading}\n${chunk.text}`)).toBeLessThanOrEqual(256)
})

test('10 MB on one line, with and without spaces, takes time in proportion', () => {
  for (const line of ['word '.repeat(2_000_000), 'x'.repeat(10_000_000)]) {
    const chunks = plain(line)
    expect(chunks.length).toBeGreaterThan(1000)
    expect(chunks.at(-1)?.end).toBeGreaterThanOrEqual(line.trimEnd().length)
  }
})
