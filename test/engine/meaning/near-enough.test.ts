import { expect, test } from 'vitest'
import { isNearEnough } from '../../../src/engine/meaning/near-enough'
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
  const loose = compared(
    'How often should I polish my wooden table?',
    'How frequently does the surface of a table get polish?',
  )
  const at = (cosine: number, evidence: 'words' | 'passages') => isNearEnough(loose, { cosine, evidence })
  expect(loose.loose).toEqual([1, 1])
  const cosines = [...Array(100).keys()].map((place) => place / 100)
  const least = (evidence: 'words' | 'passages') => cosines.find((cosine) => at(cosine, evidence)) ?? 1
  expect(least('passages')).toBeLessThan(least('words'))
  expect(at(0.5, 'passages')).toBe(false)
})

test('two words in common prove nothing where one of the two says more', () => {
  const few = compared('supported browsers', 'Which browsers are supported by the reading view?')
  expect(few.signs.fewWords).toBe(1)
  expect(isNearEnough(few, { cosine: 0.7, evidence: 'passages' })).toBe(false)
})
