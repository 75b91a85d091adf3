import { expect, test } from 'vitest'
import { createTermChooser } from '../../../src/engine/search/choose-terms'
import type { QueryTerm } from '../../../src/engine/search/understand-query'

function chooser(frequencies: Record<string, number>) {
  let revision = 1
  let asked = 0
  const choose = createTermChooser({
    revision: () => revision,
    frequency: (expression, cap) => {
      asked++
      return Math.min(cap, frequencies[expression.slice(1, -1)] ?? 0)
    },
  })
  const terms = (...texts: string[]): QueryTerm[] => texts.map((text) => ({ text, kind: 'word' }))
  return {
    chosen: (...texts: string[]) => choose(terms(...texts)).terms.map((term) => term.text),
    knownShare: (...texts: string[]) => choose(terms(...texts)).knownShare,
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

test('the known share tells how many of the terms occur at all', () => {
  const { knownShare } = chooser({ ficus: 2, plant: 30_000, water: 20_000 })
  expect(knownShare('ficus', 'plant', 'water')).toBe(1)
  expect(knownShare('ficus', 'watter', 'plnt', 'plant')).toBe(0.5)
  expect(knownShare('watter')).toBe(0)
  expect(knownShare()).toBe(0)
})
