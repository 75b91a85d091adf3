import { expect, test } from 'vitest'
import { isCardNumber, isIban } from '../../../src/engine/masking/checksums'

test.each(['4111 1111 1111 1111', '5555-5555-5555-4444', '378282246310005'])('%s is a card', (number) => {
  expect(isCardNumber(number)).toBe(true)
})

test.each(['4111 1111 1111 1112', '1234567890123', '4444444444444444', '123'])('%s is none', (number) => {
  expect(isCardNumber(number)).toBe(false)
})

test.each(['DE89 3704 0044 0532 0130 00', 'gb29nwbk60161331926819'])('%s is an account', (iban) => {
  expect(isIban(iban)).toBe(true)
})

test.each(['DE89 3704 0044 0532 0130 01', 'XX00', ''])('%s is none', (iban) => {
  expect(isIban(iban)).toBe(false)
})
