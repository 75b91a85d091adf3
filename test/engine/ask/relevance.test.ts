import { expect, test } from 'vitest'
import { questionTerms } from '../../../src/engine/ask/question-terms'
import { isRelevant } from '../../../src/engine/ask/relevance'
import { passage } from './samples'

function fits(question: string, text: string, similarity: number | null): boolean {
  return isRelevant(passage({ title: 'Help', text, similarity }), {
    question,
    terms: questionTerms(question),
  })
}

test('near in meaning is enough, far is not, whatever the words', () => {
  expect(fits('Is my parcel lost?', 'Track an order here.', 0.43)).toBe(true)
  expect(fits('Is my parcel lost?', 'A lost parcel.', 0.29)).toBe(false)
})

test('in between the words decide, and one of them is no proof', () => {
  expect(fits('Can I change the address of a parcel?', 'The address of a parcel can change.', 0.35)).toBe(
    true,
  )
  expect(fits('What is the capital of France?', 'Parcels to France take 3 days.', 0.41)).toBe(false)
  expect(fits('France', 'Parcels to France take 3 days.', 0.41)).toBe(true)
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
