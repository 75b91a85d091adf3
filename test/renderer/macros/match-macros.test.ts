import { expect, test } from 'vitest'
import { matchMacros, searchMacros } from '../../../src/renderer/macros/match-macros'

function macro(id: number, name: string, change: object = {}) {
  return { id, name, shortcut: '', folder: '', useCount: 0, lastUsedAt: null, snippet: '', ...change }
}

const LATE = macro(1, 'Refund is late', { shortcut: 'rl', folder: 'Orders/Refunds' })
const SORRY = macro(2, 'Sorry for the delay', { shortcut: 'late', snippet: 'We are sorry.' })
const HELLO = macro(3, 'Ça va', { folder: 'Greetings', lastUsedAt: 5 })
const ALL = [LATE, SORRY, HELLO]

test.each([
  ['late', [2, 1]],
  ['LATE', [2, 1]],
  ['refund', [1]],
  ['late refund', [1]],
  ['rfl', [1]],
  ['greet', [3]],
  ['ca va', [3]],
  ['orders late', [1]],
  ['zzz', []],
  ['e', []],
])('%j finds %j', (query, ids) => {
  expect(matchMacros(ALL, query).map(({ id }) => id)).toEqual(ids)
})

test('without anything typed, those used last come first', () => {
  expect(matchMacros(ALL, '').map(({ id }) => id)).toEqual([3, 1, 2])
})

test('the same match is decided by use', () => {
  const often = macro(4, 'Late again', { useCount: 9 })
  const never = macro(5, 'Late again', {})
  expect(matchMacros([never, often], 'late').map(({ id }) => id)).toEqual([4, 5])
})

test('a look through the list finds the words of the text as well, behind the names', () => {
  expect(searchMacros(ALL, 'sorry').map(({ id }) => id)).toEqual([2])
  expect(searchMacros(ALL, 'we are').map(({ id }) => id)).toEqual([2])
  expect(matchMacros(ALL, 'we are')).toEqual([])
})
