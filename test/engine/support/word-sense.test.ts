import { expect, test } from 'vitest'
import { hasOtherDoer, namesOtherThing } from '../../../src/engine/support/word-sense'

test('a thing in the place of one of its kind is another', () => {
  const evidence = {
    text: 'Feed the rabbit in the morning.',
    context: 'Pets. Feed the rabbit in the morning.',
  }
  expect(namesOtherThing('The hamster gets its food in the morning.', evidence)).toBe(true)
  expect(namesOtherThing('The rabbit gets its food in the morning.', evidence)).toBe(false)
  expect(namesOtherThing('It gets its food in the morning.', evidence)).toBe(false)
})

test('what the passage speaks of elsewhere is no other thing', () => {
  const evidence = { text: 'Feed the rabbit at noon.', context: 'Feed the rabbit at noon. The hamster too.' }
  expect(namesOtherThing('The hamster is fed at noon.', evidence)).toBe(false)
})

test('what we do is not what you do', () => {
  expect(hasOtherDoer('We clean the filter every month.', 'You clean the filter every month.')).toBe(true)
  expect(hasOtherDoer('You clean the filter every month.', 'Once a month you clean the filter.')).toBe(false)
})
