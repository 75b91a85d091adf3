import { expect, test } from 'vitest'
import { createFairTurns } from '../../../src/engine/search/fair-turns'

const NEVER = new AbortController().signal

test('turns come in their order, each in a round of the event loop of its own', async () => {
  const turns = createFairTurns()
  let round = 0
  let isCounting = true
  const count = () => {
    round++
    if (isCounting) setImmediate(count)
  }
  setImmediate(count)
  const order: string[] = []
  const rounds: number[] = []
  await Promise.all(
    ['a', 'b', 'c'].map(async (name) => {
      await turns.next(NEVER)
      order.push(name)
      rounds.push(round)
    }),
  )
  isCounting = false
  expect(order).toEqual(['a', 'b', 'c'])
  expect(new Set(rounds).size).toBe(3)
})

test('who has stopped gets no turn, and the next comes as ever', async () => {
  const turns = createFairTurns()
  const stopped = turns.next(AbortSignal.abort())
  const next = turns.next(NEVER)
  await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
  await next
  await turns.next(NEVER)
})
