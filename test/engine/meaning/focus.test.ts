import { expect, test } from 'vitest'
import { focusOf } from '../../../src/engine/meaning/focus'

test('of a letter the sentences that ask are left', () => {
  expect(focusOf('I bought a kettle in May. It leaks! Can I send it back?')).toBe('Can I send it back?')
  expect(focusOf('My kettle leaks. I want to send it back.')).toBe('I want to send it back.')
})

test.each(['Can I send a kettle back?', 'leaking kettle', 'It leaks. It is new.', '', '?'])(
  'what is one sentence or asks nothing is left as it is: %s',
  (text) => {
    expect(focusOf(text)).toBe(text)
  },
)

test('a text of many sentence ends is read within bounds', () => {
  expect(focusOf('a. '.repeat(20_000)).length).toBeLessThanOrEqual(60_000)
})
