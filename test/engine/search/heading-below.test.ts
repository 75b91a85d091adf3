import { expect, test } from 'vitest'
import { headingBelow } from '../../../src/engine/search/heading-below'

test.each([
  ['Watering a monstera', 'Watering a monstera (Monstera deliciosa) › Signs of trouble', 'Signs of trouble'],
  ['Watering a monstera', 'Watering a monstera (Monstera deliciosa)', ''],
  ['Fungus gnats - small black flies', 'FUNGUS GNATS: small black flies › Traps', 'Traps'],
  ['Gießen im Winter', 'gießen im winter › Öfter', 'Öfter'],
])('under "%s" the heading "%s" reads "%s"', (title, heading, shown) => {
  expect(headingBelow(title, heading)).toBe(shown)
})

test.each([
  ['Packaging and the pot return scheme', 'Pot return scheme'],
  ['Shipping', 'Shipping to Norway › Prices'],
  ['Customs: Switzerland and Norway', 'Norway'],
  ['Watering', 'Summer › Watering'],
  ['Watering', ''],
  ['???', '!!!'],
])('under "%s" the heading "%s" stays, because it says more or something else', (title, heading) => {
  expect(headingBelow(title, heading)).toBe(heading)
})
