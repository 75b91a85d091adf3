import fc from 'fast-check'
import { expect, test } from 'vitest'
import { changesBetween, createNearWords } from '../../../src/engine/knowledge/near-words'
import { wordsOf } from '../../../src/engine/knowledge/words-of'

function list(words: Readonly<Record<string, number>>) {
  const near = createNearWords()
  for (const [word, count] of Object.entries(words)) near.add(word, count)
  return (word: string, max: number) => near.near(word, max).map((found) => found.word)
}

test.each([
  ['germinaton', 'germination', 1],
  ['recieve', 'receive', 1],
  ['wrranty', 'warranty', 1],
  ['monstrea', 'monstera', 1],
  ['fertlizr', 'fertilizer', 2],
  ['same', 'same', 0],
  ['cat', 'tac', 2],
])('%s is as many changes from %s as a hand made', (one, other, changes) => {
  expect(changesBetween(one, other, 3)).toBe(changes)
})

test('more changes than asked for are no distance', () => {
  expect(changesBetween('water', 'winter', 1)).toBeNull()
  expect(changesBetween('water', 'winter', 2)).toBe(2)
})

test('nearest first, then the most frequent', () => {
  const near = list({ water: 3, waters: 50, later: 9, winter: 100 })
  expect(near('watr', 1)).toEqual(['water'])
  expect(near('watre', 2)).toEqual(['water', 'waters', 'later'])
})

test('the letters are only a first look: every word within reach is found', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', '7', '-'), minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 30 }), word, fc.constantFrom(1, 2), (words, typed, max) => {
      const near = createNearWords()
      for (const one of words) near.add(one, 1)
      const expected = words.filter((one) => one !== typed && changesBetween(typed, one, max) !== null)
      expect(
        near
          .near(typed, max)
          .map((found) => found.word)
          .sort(),
      ).toEqual(expected.sort().slice(0, 20))
    }),
  )
})

test('words are taken as they are written; codes whole, compounds in parts, numbers not', () => {
  expect([...wordsOf("The self-watering Pot (OPS-306) isn't 2024 or 12.5: Düngung, v1.2!")]).toEqual([
    'the',
    'self',
    'watering',
    'pot',
    'ops-306',
    'isn',
    'düngung',
    'v1.2',
  ])
})
