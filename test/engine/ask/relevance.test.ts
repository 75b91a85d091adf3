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

test('endings do not count', () => {
  expect(questionTerms('How often do I water the watering cans?')).toEqual(['water', 'can'])
})
