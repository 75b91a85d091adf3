import { expect, test } from 'vitest'
import { hasOtherBound } from '../../../src/engine/support/bounds'

test.each([
  ['The tent is aired after 3 days.', 'Air the tent within 3 days.'],
  ['Groups of at least 12 people pay half.', 'Half is paid by groups of up to twelve people.'],
  ['It must weigh more than 5 kg.', 'The most it may weigh is no more than 5 kg.'],
])('the most is not the least: %s ≠ %s', (statement, evidence) => {
  expect(hasOtherBound(statement, evidence)).toBe(true)
  expect(hasOtherBound(evidence, statement)).toBe(true)
})

test.each([
  ['Air the tent in 3 days at the latest.', 'Air the tent within 3 days.'],
  ['It may weigh no more than 5 kg.', 'It may weigh up to 5 kg.'],
  ['Do not keep it below 12 °C.', 'Keep it above 12 °C.'],
  ['Children under 6 pay nothing.', 'Children under 6 are free, those from 6 to 12 pay half.'],
  ['Air it within 3 days.', 'Air it after 4 days.'],
])('%s says nothing else than %s of the bounds it names', (statement, evidence) => {
  expect(hasOtherBound(statement, evidence)).toBe(false)
})
