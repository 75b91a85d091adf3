import { expect, test } from 'vitest'
import { hasPersonalData, personalData } from '../../../src/engine/ask/personal-data'

test.each([
  ['Please write to jane.doe+shop@mail.example.co.uk today', 'jane.doe+shop@mail.example.co.uk'],
  ['Call me at +49 (0)30 901820', '+49 (0)30 901820'],
  ['My number is 0171 2345678.', '0171 2345678'],
  ['Card 4111 1111 1111 1111 was charged', '4111 1111 1111 1111'],
  ['IBAN DE89 3704 0044 0532 0130 00 please', 'DE89 3704 0044 0532 0130 00'],
  ['Where is order 10023456?', '10023456'],
  ['Wo ist Bestellung Nr. 55012?', '55012'],
  ['It is about #90412', '90412'],
  ['Hello, my name is Jane van Dyk', 'Jane van Dyk'],
  ['Ich heiße Jürgen', 'Jürgen'],
  ['Mrs Miller called', 'Miller'],
])('%s holds %s', (text, span) => {
  expect(personalData(text)).toContain(span)
})

test.each([
  'How do I water 3 plants every 7 days?',
  'Is the sale on from 01.05.2026 to 31.05.2026?',
  'What does fault E-204 mean?',
  'Is version 12.4.1 out?',
  'My name is missing on the list',
  'Do I get 20 % on orders above 150 euros?',
  'Can I order 2 pots?',
])('%s holds nothing of a person', (text) => {
  expect(personalData(text)).toEqual([])
})

test('what everybody may read anyway is not personal', () => {
  expect(hasPersonalData('Write to help@example.org', ['Our address is help@example.org.'])).toBe(false)
  expect(hasPersonalData('Write to anna@example.org', ['Our address is help@example.org.'])).toBe(true)
})
