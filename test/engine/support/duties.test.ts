import { expect, test } from 'vitest'
import { makesDuty } from '../../../src/engine/support/duties'

test.each([
  ['You must book a pitch online.', 'Pitches can be booked online.'],
  ['A helmet is required.', 'Wearing a helmet is recommended.'],
])('a duty is made of a choice: %s from %s', (statement, evidence) => {
  expect(makesDuty(statement, evidence)).toBe(true)
})

test.each([
  ['You must book a pitch online.', 'Pitches can only be booked online.'],
  ['You do not have to book.', 'You can come without booking.'],
  ['You have to be there by six.', 'Please come by six; you may stay until ten.'],
  ['You can book online.', 'You must book online.'],
])('%s makes no duty of %s', (statement, evidence) => {
  expect(makesDuty(statement, evidence)).toBe(false)
})
