import { expect, test } from 'vitest'
import { signOffFrom } from '../../../src/engine/support/sign-off'

test.each([
  [['Refunds take 5 days.', 'Mit freundlichen Grüßen', 'Ihr VerdeMuse Team'], 2],
  [['Refunds take 5 days.', 'Kind regards,', 'Anna Ruiz', 'VerdeMuse Support'], 2],
  [['Refunds take 5 days.', 'Cordialement', "L'équipe VerdeMuse"], 2],
  [['Refunds take 5 days.', 'Your VerdeMuse support team'], 1],
  [['Refunds take 5 days.', 'El equipo VerdeMuse'], 1],
])('what a letter is signed with claims nothing: %j', (texts, from) => {
  expect(signOffFrom(texts)).toBe(from)
})

test.each([
  [['Refunds take 5 days.']],
  // a list is no signature
  [['We refund:', 'Monstera Deliciosa', 'Ficus Lyrata']],
  [['Kind regards,', 'Gift wrapping is refunded, too.']],
  [['Thank you for your patience', 'Gift wrapping is refunded']],
  [['Kind regards,', 'Refunds take 5 days']],
  [['Contact the support team']],
  [[]],
])('what states something is looked at: %j', (texts) => {
  expect(signOffFrom(texts)).toBe(texts.length)
})
