import { expect, test } from 'vitest'
import { findSpans } from '../../src/engine/masking/find-spans'
import { composedStrings, handWrittenStrings, scoreMasking } from './masking-strings'

test('there are more than 500 labelled strings', () => {
  expect(handWrittenStrings().length + composedStrings().length).toBeGreaterThan(500)
})

test.each([
  { name: 'hand-written', strings: () => handWrittenStrings() },
  { name: 'fresh', strings: () => handWrittenStrings('fresh') },
  { name: 'composed', strings: composedStrings },
])('of the $name strings nearly all details are masked, and hardly anything else', ({ strings }) => {
  const { precision, recall } = scoreMasking(strings(), (text) => findSpans(text))
  expect(recall).toBeGreaterThanOrEqual(0.98)
  expect(precision).toBeGreaterThanOrEqual(0.99)
})
