import { settingsSchema } from '@shared/settings'
import { expect, test } from 'vitest'
import {
  apiKeyWords,
  checkFolder,
  checkModelName,
  checkNumber,
  checkServerUrl,
  cleanedUpWords,
  creativityWords,
  expiryWords,
  NUMBER_BOUNDS,
  type NumberKey,
} from '../../../src/renderer/settings/settings-fields'

test.each(Object.entries(NUMBER_BOUNDS))(
  'the bounds of %s are those the engine keeps',
  (key, { min, max }) => {
    const accepts = (value: number) => settingsSchema.shape[key as NumberKey].safeParse(value).success
    expect([accepts(min), accepts(max)]).toEqual([true, true])
    expect([accepts(min - 1), accepts(max + 1)]).toEqual([false, false])
  },
)

test.each(['', ' ', 'six', '2.5', '1e9', '0', '13'])('%o passages are refused with a sentence', (typed) => {
  expect(checkNumber('passageCount', typed)).toMatchObject({
    kind: 'wrong',
    why: expect.stringContaining('1 to 12'),
  })
})

const NEEDS_KEY = { needsKey: true }

test('a whole number within its bounds is a value', () => {
  expect(checkNumber('passageCount', ' 6 ')).toEqual({ kind: 'value', value: 6 })
})

test.each([
  ['https://api.mistral.ai', 'value'],
  ['http://127.0.0.1:8080', 'value'],
  ['http://localhost:11434', 'value'],
  ['http://api.mistral.ai', 'wrong'],
  ['https://user:secret@example.com', 'wrong'],
  ['api.mistral.ai', 'wrong'],
  ['', 'wrong'],
])('the address %o is a %s', (typed, kind) => {
  expect(checkServerUrl(typed).kind).toBe(kind)
})

test('a model name is trimmed, and an empty one is refused', () => {
  expect(checkModelName(' mistral-small-latest ')).toEqual({ kind: 'value', value: 'mistral-small-latest' })
  expect(checkModelName('  ').kind).toBe('wrong')
  expect(checkModelName('x'.repeat(201)).kind).toBe('wrong')
})

test('an empty folder means the model that ships with the app', () => {
  expect(checkFolder('  ')).toEqual({ kind: 'value', value: null })
  expect(checkFolder('/models/mine')).toEqual({ kind: 'value', value: '/models/mine' })
})

test('each step of creativity has its own words', () => {
  expect(new Set([0, 20, 50, 80, 100].map(creativityWords)).size).toBe(5)
})

test('the key sentence says where the key is, and locks what is set outside', () => {
  expect(apiKeyWords({ state: 'configured', storage: 'keychain' }, NEEDS_KEY)).toMatchObject({
    text: 'Kept in the system keychain.',
    isLocked: false,
  })
  expect(apiKeyWords({ state: 'configured', storage: 'memory' }, NEEDS_KEY).text).toBe(
    'Kept in memory until the app closes.',
  )
  expect(apiKeyWords({ state: 'configured', storage: 'environment' }, NEEDS_KEY)).toMatchObject({
    isLocked: true,
  })
  expect(apiKeyWords({ state: 'none', storage: 'memory' }, NEEDS_KEY)).toMatchObject({
    isConfigured: false,
    isLocked: false,
  })
})

test('counts of what was removed read as sentences', () => {
  expect(cleanedUpWords(0)).toBe('Nothing was old enough to remove.')
  expect(cleanedUpWords(1)).toBe('1 conversation removed.')
  expect(expiryWords(null)).toMatch(/until you delete/)
  expect(expiryWords(30)).toMatch(/30 days/)
})
