import { expect, test } from 'vitest'
import { createStepSize } from '../../../src/engine/knowledge/step-size'

function sizeAfter(count: number, tookMs: number): number {
  const steps = createStepSize()
  for (let step = 0; step < count; step++) steps.took(tookMs)
  return steps.next()
}

test('steps that take long become smaller, but never so small that commits are all they do', () => {
  expect(sizeAfter(1, 40)).toBe(70)
  expect(sizeAfter(50, 40)).toBe(60)
})

test('quick steps become larger, up to a bound', () => {
  expect(sizeAfter(1, 2)).toBeGreaterThan(100)
  expect(sizeAfter(50, 2)).toBe(250)
})

test('steps of the wanted length stay as they are', () => {
  expect(sizeAfter(50, 20)).toBe(100)
})
