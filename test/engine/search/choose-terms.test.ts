import { expect, test } from 'vitest'
import { createTermChooser } from '../../../src/engine/search/choose-terms'
import type { QueryTerm } from '../../../src/engine/search/understand-query'

function chooser(frequencies: Record<string, number>, chunks = 100_000) {
  let revision = 1
  let asked = 0
  const choose = createTermChooser({
    revision: () => revision,
    counts: () => ({ documents: 1, sampleDocuments: 0, chunks, embedded: chunks }),
    estimatedFrequency: (expression) => {
      asked++
      return frequencies[expression.slice(1, -1)] ?? 0
    },
  })
  const terms = (...texts: string[]): QueryTerm[] => texts.map((text) => ({ text, kind: 'word' }))
  return {
    chosen: (...texts: string[]) => choose(terms(...texts)).terms.map((term) => term.text),
    idealScore: (...texts: string[]) => choose(terms(...texts)).idealScore,
    asked: () => asked,
    change: () => revision++,
  }
}

test('in a small knowledge base every term that occurs is kept, in the order typed', () => {
  const { chosen } = chooser({ water: 300, ficus: 2, leaf: 40 })
  expect(chosen('water', 'ficus', 'unicorn', 'leaf')).toEqual(['water', 'ficus', 'leaf'])
})

test('the most common terms go first when a query would touch too many passages', () => {
  const { chosen } = chooser({ plant: 30_000, water: 7000, ficus: 20 })
  expect(chosen('water', 'plant', 'ficus')).toEqual(['water', 'ficus'])
})

test('among many passages more terms are left out', () => {
  const frequencies = { water: 3000, ficus: 2000 }
  expect(chooser(frequencies, 400_000).chosen('water', 'ficus')).toEqual(['ficus'])
  expect(chooser(frequencies, 399_999).chosen('water', 'ficus')).toEqual(['water', 'ficus'])
})

test('the rarest term stays, however common it is', () => {
  const { chosen } = chooser({ plant: 30_000, water: 40_000 })
  expect(chosen('plant', 'water')).toHaveLength(1)
})

test('a frequency is asked once, until the knowledge changes', () => {
  const { chosen, asked, change } = chooser({ ficus: 2 })
  chosen('ficus')
  chosen('ficus')
  expect(asked()).toBe(1)
  change()
  chosen('ficus')
  expect(asked()).toBe(2)
})

test('the ideal score counts words by their rarity, those that occur nowhere the most, and repeated ones once', () => {
  const { idealScore } = chooser({ ficus: 2, leaf: 900, plant: 700 }, 1000)
  expect(idealScore('ficus')).toBeCloseTo(2.2 * Math.log((1000 - 2 + 0.5) / 2.5), 6)
  expect(idealScore('unicorn')).toBeGreaterThan(idealScore('ficus'))
  expect(idealScore('ficus', 'unicorn')).toBeCloseTo(idealScore('ficus') + idealScore('unicorn'), 6)
  // what most passages hold tells nothing apart
  expect(idealScore('ficus', 'leaf')).toBeCloseTo(idealScore('ficus'), 3)
  expect(idealScore()).toBe(0)
})

test('what is too common to be looked for is missed in the ideal score, by its rarity', () => {
  const { idealScore } = chooser({ plant: 30_000, water: 7000, ficus: 20 })
  expect(idealScore('water', 'plant', 'ficus') - idealScore('water', 'ficus')).toBeCloseTo(
    2.2 * Math.log((100_000 - 30_000 + 0.5) / 30_000.5),
    6,
  )
})
