import { expect, test } from 'vitest'
import { assertUsable } from '../../../src/engine/masking/custom-rules'
import { createMasking } from '../../../src/engine/masking/mask'

test('details become placeholders, the same value the same one, in all texts of a request', () => {
  const masking = createMasking()
  const first = masking.mask("I'm Ana Ruiz, order VM-20418, ana@example.com. Again: ana@example.com")
  expect(first.text).toBe("I'm [NAME_1], order [ORDER_1], [EMAIL_1]. Again: [EMAIL_1]")
  expect(masking.mask('Write to ANA@example.com or bo@example.com').text).toBe(
    'Write to [EMAIL_1] or [EMAIL_2]',
  )
  expect(masking.count).toBe(4)
})

test('what comes back has the values in their places again, with or without brackets', () => {
  const masking = createMasking()
  masking.mask("I'm Ana Ruiz, order VM-20418")
  expect(masking.restore('Hello [NAME_1], your order **ORDER_1** is on its way. [1]')).toBe(
    'Hello Ana Ruiz, your order **VM-20418** is on its way. [1]',
  )
  expect(masking.restore('See [NAME_7] and BRAND_1.')).toBe('See [NAME_7] and BRAND_1.')
})

test('a stream cut at every place is restored as the whole', () => {
  const masking = createMasking()
  masking.mask("I'm Ana Ruiz, order VM-20418, mail ana@example.com")
  const answer = 'Dear [NAME_1], A [ORDER_1] NAME_1 [x] [1][2] OK, [EMAIL_1]'
  for (let cut = 0; cut <= answer.length; cut++) {
    const stream = masking.restoreStream()
    const text = stream.push(answer.slice(0, cut)) + stream.push(answer.slice(cut)) + stream.end()
    expect(text).toBe('Dear Ana Ruiz, A VM-20418 Ana Ruiz [x] [1][2] OK, ana@example.com')
  }
})

test('without placeholders a stream passes at once', () => {
  const stream = createMasking().restoreStream()
  expect(stream.push('ALL CAPS [')).toBe('ALL CAPS [')
})

test('a released value goes out as it is, the others do not', () => {
  const masking = createMasking({ released: ['vm-20418'] })
  expect(masking.mask("I'm Ana Ruiz, order VM-20418").text).toBe("I'm [NAME_1], order VM-20418")
})

test('a kind that is switched off is left', () => {
  expect(createMasking({ without: new Set(['name']) }).mask("I'm Ana Ruiz, order VM-20418").text).toBe(
    "I'm Ana Ruiz, order [ORDER_1]",
  )
})

test('rules of the user’s own come first, and mask their first group', () => {
  const customRules = [{ name: 'contract', pattern: 'contract (K\\d+)' }]
  expect(createMasking({ customRules }).mask('my contract K881 ended').text).toBe(
    'my contract [CONTRACT_1] ended',
  )
})

test.each([
  ['(', 'no regular expression'],
  ['(a+)+$', 'too long'],
  ['', 'fits anything'],
  ['x*', null],
])('the pattern %j is judged before it is kept', (pattern, fault) => {
  const assert = () => assertUsable({ name: 'mine', pattern: pattern || ' ' })
  if (fault) expect(assert).toThrow(fault)
  else expect(assert).not.toThrow()
})

test('a pattern that runs away does not stop the masking by the others', () => {
  const customRules = [{ name: 'slow', pattern: '(a+)+$' }]
  const text = `${'a'.repeat(5000)}! ana@example.com`
  expect(createMasking({ customRules }).mask(text).text).toContain('[EMAIL_1]')
})

test.each([
  ['short words', '1 Aa '],
  ['one word', 'y'],
  ['one word in capitals', 'Y'],
  ['one word with hyphens', 'a-'],
  ['dots', 'a.'],
  ['one number', '1'],
  ['groups of digits', '12 '],
  ['greetings', 'Hi Aa '],
])('300,000 characters of %s are masked in no endless time', (_name, part) => {
  const text = `A${part.repeat(300_000 / part.length)}`
  expect(createMasking().mask(text).text.length).toBeGreaterThan(0)
})
