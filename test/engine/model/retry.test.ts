import { expect, test } from 'vitest'
import { parseRetryAfter } from '../../../src/engine/model/retry'

const NOW = Date.UTC(2026, 0, 1)

test.each([
  ['seconds', '3', 3000],
  ['parts of seconds', '0.5', 500],
  ['a date', 'Thu, 01 Jan 2026 00:00:10 GMT', 10_000],
  ['a date in the past', 'Wed, 31 Dec 2025 00:00:00 GMT', 0],
  ['nothing', null, null],
  ['an empty header', ' ', null],
  ['no sense', 'soon', null],
  ['a negative number', '-5 seconds', null],
])('Retry-After with %s', (_, header, expected) => {
  expect(parseRetryAfter(header, NOW)).toBe(expected)
})
