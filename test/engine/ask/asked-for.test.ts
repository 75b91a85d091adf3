import { expect, test } from 'vitest'
import { heldShare } from '../../../src/engine/ask/asked-for'
import { asked } from './samples'

test('a rare word tells more than a common one, and stop words tell nothing', () => {
  const { terms, weights } = asked('Is the monstera in a pot?', { monstera: 3, pot: 300 })
  expect(terms).toEqual(['monstera', 'pot'])
  expect(weights[0]).toBeGreaterThan(4 * (weights[1] ?? 0))
})

test('a word nobody has written weighs the most, the number of an order nothing', () => {
  const { weights } = asked('monstera insurance 88213', { monstera: 1 })
  expect(weights[1]).toBeGreaterThan(3 * (weights[0] ?? 0))
  expect(weights[2]).toBe(0)
  expect(asked('order VM-88213', { order: 9, vm: 9 }).weights).toEqual([
    expect.any(Number),
    expect.any(Number),
    0,
  ])
  expect(asked('PAY-199', { pay: 9 }).weights[1]).toBeGreaterThan(0)
  expect(asked('warranty 2024', { warranty: 9, 2024: 9 }).weights[1]).toBeGreaterThan(0)
})

test('a text holds all, a part or nothing of a question', () => {
  const question = asked('repot the monstera', { repot: 10, monstera: 10 })
  expect(heldShare(question, new Set(['repot', 'monstera', 'soil']))).toBeCloseTo(1, 6)
  expect(heldShare(question, new Set(['monstera']))).toBeCloseTo(0.5, 6)
  expect(heldShare(question, new Set(['soil']))).toBe(0)
})

test('where words cannot tell, nothing is said', () => {
  expect(heldShare(asked('Who are you?', {}), new Set(['who', 'are', 'you']))).toBeNull()
  expect(heldShare(asked('鉢の大きさは？', {}), new Set())).toBeNull()
  expect(heldShare(asked('🌿', {}), new Set())).toBeNull()
})
