import { expect, test } from 'vitest'
import { proposeWording } from '../../../src/engine/macros/propose-wording'

const BEFORE = 'You can return a plant within 14 days. The refund takes 5 working days.'
const AFTER = 'You can return a plant within 30 days. The refund takes 5 working days.'

test('a number that changed in the passage is replaced where the text has it', () => {
  expect(proposeWording('Please send it back within 14 days.', [{ before: BEFORE, after: AFTER }])).toEqual({
    body: 'Please send it back within 30 days.',
    replaced: [{ from: '14', to: '30' }],
    left: [],
  })
})

test('of two equal numbers the one beside the same word is meant', () => {
  const body = 'A pot is 14 cm wide. You have 14 days.'
  expect(proposeWording(body, [{ before: BEFORE, after: AFTER }]).body).toBe(
    'A pot is 14 cm wide. You have 30 days.',
  )
})

test('what the text does not have word for word is left to a person', () => {
  expect(proposeWording('Send it back within two weeks.', [{ before: BEFORE, after: AFTER }])).toEqual({
    body: 'Send it back within two weeks.',
    replaced: [],
    left: [{ from: '14', to: '30' }],
  })
})

test('a number inside of another number or word is not touched', () => {
  const { body, left } = proposeWording('Order 1420, 14.90 euros, model A14.', [
    { before: BEFORE, after: AFTER },
  ])
  expect(body).toBe('Order 1420, 14.90 euros, model A14.')
  expect(left).toHaveLength(1)
})

test('variables are never rewritten', () => {
  const change = { before: 'Your order leaves today.', after: 'Your parcel leaves today.' }
  expect(proposeWording('{{order}} and your order', [change]).body).toBe('{{order}} and your parcel')
})

test('two changes that swap their values do not undo each other', () => {
  const change = {
    before: 'Mini costs 10 euros, Maxi 20 euros.',
    after: 'Mini costs 20 euros, Maxi 10 euros.',
  }
  expect(proposeWording('Mini: 10 euros. Maxi: 20 euros.', [change]).body).toBe(
    'Mini: 20 euros. Maxi: 10 euros.',
  )
})

test('a sentence that was added is named as something to look at', () => {
  const { body, left } = proposeWording('You have 14 days.', [
    { before: BEFORE, after: `${BEFORE} Sale items are final.` },
  ])
  expect(body).toBe('You have 14 days.')
  expect(left).toEqual([{ from: '', to: 'Sale items are final.' }])
})

test('a short word alone is not telling enough to be replaced', () => {
  const { body } = proposeWording('It is an option on a shelf.', [
    { before: 'Water it on Monday.', after: 'Water it by Monday.' },
  ])
  expect(body).toBe('It is an option on a shelf.')
})

test('a lone word is replaced only beside its neighbour: days of another thing stay days', () => {
  const change = { before: 'We answer in two working days.', after: 'We answer in one working day.' }
  expect(proposeWording('It takes 14 days.', [change])).toMatchObject({
    body: 'It takes 14 days.',
    left: [{ from: 'two working days', to: 'one working day' }],
  })
  expect(proposeWording('Expect it in two working days, please.', [change]).body).toBe(
    'Expect it in one working day, please.',
  )
})

test('a lone word is replaced where its neighbour of the passage stands beside it, and nowhere else', () => {
  const change = { before: 'Seeds are sent by letter.', after: 'Seeds are sent by parcel.' }
  expect(proposeWording('We wrote you a letter of thanks.', [change]).body).toBe(
    'We wrote you a letter of thanks.',
  )
  expect(proposeWording('They come by letter soon.', [change]).body).toBe('They come by parcel soon.')
})
