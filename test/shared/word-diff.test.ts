import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DiffPiece, wordDiff } from '../../src/shared/word-diff'

const side = (pieces: readonly DiffPiece[], without: DiffPiece['kind']) =>
  pieces
    .filter(({ kind }) => kind !== without)
    .map(({ text }) => text)
    .join('')
const plain = (text: string) => text.replace(/\s+/gu, '')

test('a changed number is one word, with its marks', () => {
  expect(wordDiff('It costs 14.90 euros.', 'It costs 1,500 euros.')).toEqual([
    { kind: 'same', text: 'It costs ' },
    { kind: 'removed', text: '14.90 ' },
    { kind: 'added', text: '1,500 ' },
    { kind: 'same', text: 'euros.' },
  ])
})

test('blanks alone are no change', () => {
  expect(wordDiff('one two', 'one\n two')).toEqual([{ kind: 'same', text: 'one\n two' }])
})

test('texts too long for a table are still told whole', () => {
  const long = (word: string) => `${word} `.repeat(3000).trim()
  const pieces = wordDiff(`same ${long('a')} end`, `same ${long('b')} end`)
  expect(pieces.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same'])
})

test('of any two texts, the pieces give back both', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '.', '1', '\n') })
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = wordDiff(before, after)
      expect(side(pieces, 'removed')).toBe(after)
      expect(plain(side(pieces, 'added'))).toBe(plain(before))
    }),
  )
})
