import { expect, test } from 'vitest'
import { sentencesOf } from '../../src/shared/sentences'
import { textToSend } from '../../src/shared/text-to-send'

test.each([
  ['Let the soil dry out [1]. Water it then [2][3].', 'Let the soil dry out. Water it then.'],
  ['**Every 7 days** [1, 2]\n\n- one [1]\n- two [2]', '**Every 7 days**\n\n- one\n- two'],
  ['Keep it dry.[1] Thanks!', 'Keep it dry. Thanks!'],
  ['Run `a[1]` [1].', 'Run `a[1]`.'],
  ['See [1](https://shop.example) [2].', 'See [1](https://shop.example).'],
  ['In [2026] we [1–3] moved', 'In [2026] we moved'],
  ['Hello Ana,\n\nbody [1]\n\nBest\nMarta  ', 'Hello Ana,\n\nbody\n\nBest\nMarta'],
])('%j is sent as %j', (draft, sent) => {
  expect(textToSend(draft)).toBe(sent)
})

test('a draft of nothing but blanks takes no longer for being long', () => {
  const startedAt = performance.now()
  expect(textToSend(' '.repeat(90_000))).toBe('')
  expect(textToSend(`${' '.repeat(90_000)}x`)).toBe('x')
  // a pattern that tries all ways would take half a minute
  expect(performance.now() - startedAt).toBeLessThan(5_000)
})

const texts = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end))

test('a draft is cut into sentences with their marks, and lines of lists are sentences of their own', () => {
  expect(
    texts(
      'Hello Ana,\n\nLet it dry [1]. [2] Then water it,\nslowly. Use e.g. rain water.\n\n1. First [1]\n2. **Second.** Third?\n\n---\n> Quoted. [3]',
    ),
  ).toEqual([
    'Hello Ana,',
    'Let it dry [1]. [2]',
    'Then water it,\nslowly.',
    'Use e.g. rain water.',
    'First [1]',
    '**Second.**',
    'Third?',
    'Quoted. [3]',
  ])
})

test('nothing gives no sentence', () => {
  expect(texts('')).toEqual([])
  expect(texts('\n\n***\n[1]')).toEqual([])
})
