import { expect, test } from 'vitest'
import { draftSentences, plainText } from '../../../src/engine/support/draft-sentences'

const texts = (draft: string) => draftSentences(draft).map(({ text }) => text)

test('sentences keep their places in the draft', () => {
  const draft = 'Hi Anna,\n\nThe refund takes **5 days** [1]. Gift wrapping is not refunded.[2]\n'
  const sentences = draftSentences(draft)
  expect(sentences.map(({ start, end }) => draft.slice(start, end))).toEqual([
    'Hi Anna,',
    'The refund takes **5 days** [1].',
    'Gift wrapping is not refunded.[2]',
  ])
  expect(sentences.map(({ text }) => text)).toEqual([
    'Hi Anna,',
    'The refund takes 5 days.',
    'Gift wrapping is not refunded.',
  ])
  expect(sentences.map(({ cited }) => cited)).toEqual([[], [1], [2]])
})

test('a citation behind the full stop belongs to the sentence before it', () => {
  expect(draftSentences('It takes a week. [1][3] It is free. [2]').map(({ cited }) => cited)).toEqual([
    [1, 3],
    [2],
  ])
})

test('list items, quotes and numbered steps are sentences; headings, rules and fences are none', () => {
  expect(texts('## Steps\n\n- Open Settings\n2. Press **Save**\n> It takes 5 minutes.\n\n---\n```')).toEqual([
    'Open Settings',
    'Press Save',
    'It takes 5 minutes.',
  ])
})

test.each([
  ['It costs approx. 5 euros. That is all.', 2],
  ['Das dauert z. B. 3 Tage. Danach ist es fertig.', 2],
  ['Ask Dr. Weber. She knows.', 2],
  ['Ouvert de 7 h à 10 h. Le parking est gratuit.', 2],
  ['Am 15. Januar ist Schluss. Das gilt am 1. jedes Monats.', 2],
  ['Version 2.5 is out. Update now!', 2],
])('%s has %i sentences', (draft, count) => {
  expect(texts(draft)).toHaveLength(count)
})

test('links are read by their words, pictures by their description', () => {
  expect(plainText('See [our page](https://verdemuse.example) and ![a leaf](leaf.png), `code` too.')).toBe(
    'See our page and a leaf, code too.',
  )
})

test('a draft of 100,000 characters without an end is cut in no endless time', () => {
  expect(draftSentences('a'.repeat(100_000))).toHaveLength(1)
})
