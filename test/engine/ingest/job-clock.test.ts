import { expect, test } from 'vitest'
import { createJobClock } from '../../../src/engine/ingest/job-clock'

test('what is left is judged by the pace since the job was taken up, and not before there is one', () => {
  let nowMs = 0
  const clock = createJobClock(() => nowMs)
  expect(clock.remainingMs(1, 100)).toBeNull()
  for (let index = 0; index < 5; index++) clock.count(1)
  nowMs = 10_000
  expect(clock.remainingMs(1, 100)).toBeNull()
  clock.count(1)
  expect(clock.remainingMs(1, 100)).toBe(200_000)
  expect(clock.remainingMs(2, 100)).toBeNull()
  clock.stop(1)
  expect(clock.remainingMs(1, 100)).toBeNull()
})
