import { expect, test } from 'vitest'
import { isRelevant } from '../../../src/engine/ask/relevance'
import { questionTerms } from '../../../src/engine/search/question-terms'
import { asked, passage } from './samples'

/** Every word below stands in some of a thousand passages, but for "capital", of which nobody has written. */
const FREQUENCIES = {
  parcel: 40,
  lost: 12,
  change: 30,
  address: 15,
  france: 20,
  complaint: 6,
  error: 9,
  code: 9,
  price: 60,
  refund: 30,
  order: 90,
  vm: 50,
}

function fits(question: string, text: string, similarity: number | null): boolean {
  return isRelevant(passage({ title: 'Help', text, similarity }), asked(question, FREQUENCIES))
}

test('what holds most of the words is quoted, however the model finds it', () => {
  expect(fits('Is my parcel lost?', 'A lost parcel.', 0.29)).toBe(true)
  expect(fits('Is my parcel lost?', 'A lost parcel.', null)).toBe(true)
})

test('what holds few of them has to be near in meaning', () => {
  expect(fits('Can I change the address of a lost parcel?', 'Parcels are tracked here.', 0.6)).toBe(true)
  expect(fits('Can I change the address of a lost parcel?', 'Parcels are tracked here.', 0.2)).toBe(false)
  expect(fits('Can I change the address of a lost parcel?', 'Parcels are tracked here.', null)).toBe(false)
  expect(fits('Is my parcel lost?', 'Track an order here.', 0.85)).toBe(true)
  expect(fits('Is my parcel lost?', 'Track an order here.', 0.5)).toBe(false)
})

test('a word that nobody has written is what was asked about', () => {
  expect(fits('What is the capital of France?', 'Parcels to France take 3 days.', 0.41)).toBe(false)
  expect(fits('France', 'Parcels to France take 3 days.', 0.41)).toBe(true)
})

test('where the words cannot tell, the model does', () => {
  expect(fits('Who are you?', 'We are a shop.', 0.43)).toBe(true)
  expect(fits('Who are you?', 'We are a shop.', 0.42)).toBe(false)
  expect(fits('Who are you?', 'Who are you?', null)).toBe(false)
})

test('a code is what was asked about, even where the model sees nothing in it', () => {
  expect(fits('TB-4471 complaint', 'Batch tb-4471 was recalled.', 0.19)).toBe(true)
  expect(fits('TB-4472 complaint', 'Batch tb-4471 was recalled.', 0.19)).toBe(false)
})

test('what is said of one code answers no question about its neighbour, however near the model finds them', () => {
  expect(fits('What is the error code ORD-275?', 'ORD-274: the order is on hold.', 0.7)).toBe(false)
  expect(fits('What is the error code ORD-274?', 'ORD-274: the order is on hold.', 0.2)).toBe(true)
  expect(fits('ORD-274 and ORD-275', 'ORD-274: the order is on hold.', 0.2)).toBe(true)
  expect(fits('price VM-AR-50', 'VM-AR-500: 12 EUR.', 0.5)).toBe(false)
  expect(fits('price VM-AR-50', 'VM-AR-500 or (vm-ar-50): 12 EUR.', 0.2)).toBe(true)
  // neither another family of codes nor a number speaks against a passage
  expect(fits('Refund for order VM-88213', 'Refunds (RET-601) take 5 days.', 0.5)).toBe(true)
  expect(fits('Where is order 88213?', 'Orders such as 12345 can be tracked.', 0.5)).toBe(true)
})

test('endings do not count', () => {
  expect(questionTerms('How often do I water the watering cans?')).toEqual(['water', 'can'])
})
