import { expect, test } from 'vitest'
import { hasSwappedWord } from '../../../src/engine/support/swapped-words'

const EVIDENCE = 'Tents may be put up within the fence from April until the end of October.'

test.each([
  [
    'a word that holds it together',
    'Tents must be put up within the fence from April until the end of October.',
  ],
  ['a thing', 'Tents may be put up within the house from April until the end of October.'],
  ['a month', 'Tents may be put up within the fence from May until the end of October.'],
  ['a denial put in', 'Tents may not be put up within the fence from April until the end of October.'],
])('a copy with one word in the place of another is told: %s', (_what, statement) => {
  expect(hasSwappedWord(statement, EVIDENCE)).toBe(true)
})

test.each([
  ['the same words', EVIDENCE],
  ['a part of it', 'Tents may be put up within the fence.'],
  ['a word that means the same', 'Tents can be put up within the fence from April until the end of October.'],
  ['words of its own', 'From spring on you are free to camp inside the fence.'],
  ['nothing', ''],
])('%s is no such copy', (_what, statement) => {
  expect(hasSwappedWord(statement, EVIDENCE)).toBe(false)
})

test('two that have changed places, and a limit left out, are told', () => {
  expect(
    hasSwappedWord(
      'The left one is red and the right one blue.',
      'The left one is blue and the right one red.',
    ),
  ).toBe(true)
  expect(hasSwappedWord('Plots are let to residents.', 'Plots are let only to residents.')).toBe(true)
  expect(hasSwappedWord('Plots are let to residents if free.', 'Plots are let only to residents.')).toBe(
    false,
  )
})

test('a denial that was left out is told, and its short form is none that was put in', () => {
  expect(hasSwappedWord('Fires are allowed in the wood.', 'Fires are not allowed in the wood.')).toBe(true)
  expect(hasSwappedWord("Fires aren't allowed in the wood.", 'Fires are not allowed in the wood.')).toBe(
    false,
  )
})

test('the last word may be the one', () => {
  expect(hasSwappedWord('Tents stand on the meadow.', 'Tents stand on the beach.')).toBe(true)
  expect(hasSwappedWord('Tents are aired daily.', 'Tents are aired every day.')).toBe(false)
})

test('very long texts are compared within bounds', () => {
  const long = 'one thing leads to another and '.repeat(5000)
  expect(hasSwappedWord(long, long)).toBe(false)
})
