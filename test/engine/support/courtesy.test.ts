import { expect, test } from 'vitest'
import { isCourtesy } from '../../../src/engine/support/courtesy'

test.each([
  'Hi Anna,',
  'Thanks for getting in touch!',
  'Let me know if you have any questions.',
  'Would you like me to do that for you?',
  'Mit freundlichen Grüßen',
  'Merci pour votre message.',
])('“%s” claims nothing', (text) => {
  expect(isCourtesy(text)).toBe(true)
})

test.each([
  'Thanks to the warranty it is repaired for free within 5 days.',
  'Refunds are paid to the card.',
  'Sure, you can return the plant even when it has been planted, has flowered and has been kept outside all summer.',
])('“%s” does', (text) => {
  expect(isCourtesy(text)).toBe(false)
})
