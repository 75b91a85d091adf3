import { expect, test } from 'vitest'
import {
  budgetWords,
  costWords,
  countdownWords,
  keyWords,
  parseAmount,
  restSeconds,
  serverName,
  usageCells,
} from '../../../src/renderer/models/model-words'
import { modelOverview, modelProfile } from '../helpers/sample-models'

test('a server is called by its name and port', () => {
  expect(serverName('https://api.mistral.ai/v1')).toBe('api.mistral.ai')
  expect(serverName('http://127.0.0.1:8080')).toBe('127.0.0.1:8080')
})

test('a key that is missing or for another server wants a look; one that is not needed does not', () => {
  expect(keyWords(modelProfile())).toEqual({ text: 'key set', needsLook: false })
  expect(keyWords(modelProfile({ key: 'none' }))).toEqual({ text: 'no key yet', needsLook: true })
  expect(keyWords(modelProfile({ key: 'none', needsKey: false }))).toEqual({
    text: 'needs no key',
    needsLook: false,
  })
  const other = modelProfile({ key: 'other_server', keyServer: 'https://old.example.org' })
  expect(keyWords(other)).toEqual({ text: 'key is for old.example.org', needsLook: true })
})

test('the time left counts whole seconds up, and is none once it is over', () => {
  const resting = { state: 'resting', until: 10_000, reason: null } as const
  expect(restSeconds(resting, 8_900)).toBe(2)
  expect(restSeconds(resting, 10_000)).toBeNull()
  expect(restSeconds({ ...resting, state: 'probing' }, 8_900)).toBeNull()
  expect([countdownWords(9), countdownWords(200)]).toEqual(['9 s', '3 min 20 s'])
})

test('sums keep the figures that tell them apart', () => {
  expect([0, 0.00012, 0.0345, 12.5].map((cost) => costWords(cost, '€'))).toEqual([
    '0.00 €',
    '0.00012 €',
    '0.035 €',
    '12.50 €',
  ])
  const { budget } = modelOverview()
  expect(budgetWords({ ...budget, tokensToday: 1200 }, '€')).toBe('1,200 tokens today')
  expect(budgetWords({ ...budget, tokensToday: 1, costToday: 2 }, 'USD')).toBe('1 token today, 2.00 USD')
})

test('a day without prices shows no sum', () => {
  const row = {
    day: '2026-11-22',
    profileId: 1,
    profileName: 'Mistral',
    modelName: 'm',
    requests: 2,
    promptTokens: 2000,
    answerTokens: 30,
    cost: null,
  }
  expect(usageCells(row, '€')).toEqual(['2026-11-22', 'm', '2', '2,000', '30', '–'])
})

test.each([
  ['', null],
  [' 2,5 ', 2.5],
  ['0.15', 0.15],
  ['-1', 'wrong'],
  ['1.000,5', 'wrong'],
  ['ten', 'wrong'],
] as const)('%j is read as %j', (typed, expected) => {
  expect(parseAmount(typed)).toBe(expected)
})
