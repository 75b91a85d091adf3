import { expect, test } from 'vitest'
import { isSameQuantity, quantitiesIn } from '../../../src/engine/support/quantities'

const read = (text: string) => quantitiesIn(text).map(({ value, unit }) => [Number(value.toFixed(3)), unit])

test.each([
  ['within five business days', [[120, 'hours']]],
  ['half an hour', [[0.5, 'hours']]],
  ['a quarter of an hour', [[0.25, 'hours']]],
  ['half past seven', [[7.5, 'clock']]],
  ['vierzehn Tage', [[336, 'hours']]],
  ['four and a half hours', [[4.5, 'hours']]],
  [
    '7 to 10 days',
    [
      [168, 'hours'],
      [240, 'hours'],
    ],
  ],
  ['EUR 24.90', [[24.9, 'eur']]],
  ['€1,500', [[1500, 'eur']]],
  ['1.000 Euro am Tag', [[1000, 'eur']]],
  ['0,5 Liter', [[0.5, 'litres']]],
  ['before 2 pm', [[14, 'clock']]],
  [
    'from 15:00 until noon',
    [
      [15, 'clock'],
      [12, 'clock'],
    ],
  ],
  ['25 cents', [[0.25, 'eur']]],
  [
    '30 to 40 cm',
    [
      [0.3, 'metres'],
      [0.4, 'metres'],
    ],
  ],
  ['PAY-104 and VM-AR-500', []],
  ['the new one is here', []],
])('%s', (text, quantities) => {
  expect(read(text)).toEqual(quantities)
})

function same(one: string, other: string): boolean {
  const [a] = quantitiesIn(one)
  const [b] = quantitiesIn(other)
  if (!a || !b) throw new Error('no number')
  return isSameQuantity(a, b)
}

test.each([
  ['a week', '7 days'],
  ['60 minutes', 'one hour'],
  ['2 pm', '14:00'],
  ['12 months', '1 year'],
  ['1 kg', '1000 g'],
])('%s is %s', (one, other) => {
  expect(same(one, other)).toBe(true)
})

test.each([
  ['a week', '8 days'],
  ['5 days', '5 hours'],
  ['10 euros', '10 dollars'],
  ['3 cm', '3 metres'],
])('%s is not %s', (one, other) => {
  expect(same(one, other)).toBe(false)
})
