import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readQuery } from '../../../src/engine/search/query-language'

const EMPTY = { phrases: [], without: [], titles: [], tags: [], formats: [], languages: [], collections: [] }

test.each([
  ['"return policy" plants', '"return policy" plants', { phrases: ['return policy'] }],
  ['“live plants” returns', '"live plants" returns', { phrases: ['live plants'] }],
  ['„Rückgabe von Pflanzen“', '"Rückgabe von Pflanzen"', { phrases: ['Rückgabe von Pflanzen'] }],
  ['returns -pots', 'returns', { without: ['pots'] }],
  ['returns -"gift card" -pots.', 'returns', { without: ['gift card', 'pots'] }],
  ['-pots returns', 'returns', { without: ['pots'] }],
  ['title:returns policy', 'returns policy', { titles: ['returns'] }],
  ['TITLE:"live plants" refund', 'live plants refund', { titles: ['live plants'] }],
  ['tag:billing refund', 'refund', { tags: ['billing'] }],
  ['tag:"EU only"', '', { tags: ['EU only'] }],
  [
    'type:PDF lang:de in:"Help centre" frost',
    'frost',
    { formats: ['pdf'], languages: ['de'], collections: ['Help centre'] },
  ],
  ['type:word language:EN x', 'x', { formats: ['docx'], languages: ['en'] }],
] as const)('%s is read as text and operators', (typed, text, limits) => {
  expect(readQuery(typed)).toEqual({ text, limits: { ...EMPTY, ...limits } })
})

test.each([
  'refund NOT possible?',
  'plants AND pots OR soil',
  'an e-mail about a self-watering pot',
  'water - but how much',
  'is -5 degrees too cold for it',
  '20 -30 % off',
  '-x',
  '-"gift card"',
  'title: returns',
  'Tags: none',
  'https://example.com/a-b?title:x',
  'title:',
  'tag:"',
  'type:nonsense',
  'a 12" pot and a 14" saucer',
  '"',
  '""',
  '"..." what',
  'Where is my order? -Anna',
  'Thanks. -Anna',
  'see --help',
  'x:y and 10:30',
])('%s holds no operator', (typed) => {
  expect(readQuery(typed)).toEqual({ text: typed, limits: null })
})

test('a pasted letter holds none, whatever stands in it', () => {
  const letter = 'Hello,\n\ntitle:order "not arrived" -pots\n-Anna'
  expect(readQuery(letter)).toEqual({ text: letter, limits: null })
  const long = `${'please tell me '.repeat(7)}"about pots"`
  expect(readQuery(long).limits).toBeNull()
  // the twin: one line of few words does
  expect(readQuery('title:order "not arrived" -pots').limits).toMatchObject({
    titles: ['order'],
    phrases: ['not arrived'],
    without: ['pots'],
  })
})

test('no text throws, and what is read is no longer than what was typed, but for its quotation marks', () => {
  const parts = fc.constantFrom(
    '"',
    '“',
    '-',
    'title:',
    'tag:',
    'a',
    'é',
    ' ',
    '\ud800',
    '\0',
    '🌱',
    ':',
    '\u202e',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(parts).map((all) => all.join('')),
      ),
      (typed) => {
        const { text } = readQuery(typed)
        expect(text.length).toBeLessThanOrEqual(typed.length * 2 + 2)
        expect(text.isWellFormed()).toBe(true)
      },
    ),
  )
})

test('100,000 characters are read in one pass', () => {
  for (const unit of ['"', '-"', 'title:"', '(', '-a ']) {
    const typed = unit.repeat(100_000 / unit.length)
    expect(readQuery(typed).limits).toBeNull()
  }
})
