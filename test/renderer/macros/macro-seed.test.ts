import { expect, test } from 'vitest'
import { macroSeed } from '../../../src/renderer/macros/macro-seed'
import { message } from '../helpers/sample-messages'
import { passage } from '../helpers/sample-models'

const PASSAGES = [
  { ...passage(), documentId: 1, title: 'Watering' },
  { ...passage(), documentId: 2, title: 'Returns', text: 'Within 14 days.', start: 30 },
]

test('an answer gives its text without marks, and of its passages those that it cites', () => {
  const seed = macroSeed(message({ text: 'You have **14 days** [2].', passages: PASSAGES }), null)
  expect(seed).toEqual({
    key: expect.any(Number),
    name: 'Returns',
    body: 'You have **14 days**.',
    passages: [
      {
        documentId: 2,
        title: 'Returns',
        heading: PASSAGES[1]?.heading,
        page: null,
        start: 30,
        text: 'Within 14 days.',
        isInternal: false,
      },
    ],
  })
})

test('of a draft that was edited the words that would be sent are taken', () => {
  const seed = macroSeed(message({ text: 'Old [1]', passages: PASSAGES }), 'As it is sent.')
  expect(seed.body).toBe('As it is sent.')
  expect(seed.passages.map(({ title }) => title)).toEqual(['Watering'])
})
