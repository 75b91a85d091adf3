import { expect, test } from 'vitest'
import { isNearEnough, valuesOf } from '../../../src/engine/meaning/near-enough'
import { type SameComparison, sameIntent } from '../../../src/engine/meaning/same-intent'

function compared(a: string, b: string): SameComparison {
  const comparison = sameIntent(a, b)
  if (comparison.kind !== 'same') throw new Error(`${a} ≠ ${b}: ${comparison.reason}`)
  return comparison
}

test('where all words match, half a cosine is enough', () => {
  const same = compared('How do I reset my password?', 'I want to reset my password')
  expect(isNearEnough(same, { cosine: 0.55, evidence: 'words' })).toBe(true)
})

test('a fragment for what a whole question asks is near enough, though it names no facet', () => {
  const same = compared('Why does my printer print empty pages?', 'empty pages, the printer')
  expect(same.doubt).toBe('intent')
  expect(isNearEnough(same, { cosine: 0.92, evidence: 'words' })).toBe(true)
  expect(isNearEnough(same, { cosine: 0.5, evidence: 'words' })).toBe(false)
})

test('a sentence with one word changed is not, however near it lies', () => {
  const changed = compared('Where is my red bicycle today?', 'Where is my red helmet today?')
  expect(isNearEnough(changed, { cosine: 0.95, evidence: 'passages' })).toBe(false)
})

test('the same passages lower the bar, and do not take it away', () => {
  const pairs = [
    ['How do I get moss off a roof?', 'My roof is green with moss. How is it removed?'],
    ['Where can I hand in my old batteries?', 'Do you take old batteries in the shop?'],
  ].map(([a = '', b = '']) => compared(a, b))
  const cosines = [...Array(100).keys()].map((place) => place / 100)
  const passed = (evidence: 'words' | 'passages') =>
    pairs.flatMap((pair) => cosines.filter((cosine) => isNearEnough(pair, { cosine, evidence }))).length
  expect(passed('passages')).toBeGreaterThan(passed('words'))
  expect(passed('passages')).toBeLessThan(pairs.length * cosines.length)
})

test('a word more that turns any question is never near enough', () => {
  const turned = compared('How do I water the fern?', 'How do I stop to water the fern?')
  expect(turned.signs.turningMost).toBe(1)
  expect(isNearEnough(turned, { cosine: 0.99, evidence: 'passages' })).toBe(false)
})

test('every sign is told to the trees in a byte of its own', () => {
  const { signs } = compared('How do I paint a fence?', 'My wooden garden fence needs paint')
  const values = valuesOf({ kind: 'same', loose: [0, 2], doubt: null, signs }, 0.5)
  expect(values).toHaveLength(1 + Object.keys(signs).length)
  expect(values[0]).toBe(128)
  expect(Math.max(...values)).toBe(255)
})
