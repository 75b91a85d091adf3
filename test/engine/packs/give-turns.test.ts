import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurnGiver } from '../../../src/engine/packs/give-turns'

test('others get a turn when the steps have taken a while, and not before', async () => {
  let clockMs = 0
  const giveTurn = createTurnGiver(() => clockMs)
  let turns = 0
  let isOver = false
  const others = (async () => {
    while (!isOver) {
      await setImmediate()
      turns++
    }
  })()
  for (let step = 0; step < 100; step++) await giveTurn()
  expect(turns).toBe(0)
  for (let step = 0; step < 10; step++) {
    clockMs += 20
    await giveTurn()
  }
  expect(turns).toBeGreaterThanOrEqual(9)
  isOver = true
  await others
})
