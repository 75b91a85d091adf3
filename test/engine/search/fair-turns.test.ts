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

test('who is patient lets those go first that came later', async () => {
  const turns = createFairTurns()
  const order: string[] = []
  const take = async (name: string, isPatient: boolean) => {
    await turns.next(NEVER, isPatient)
    order.push(name)
  }
  await Promise.all([take('a', true), take('b', true), take('c', false), take('d', false)])
  expect(order).toEqual(['c', 'd', 'a', 'b'])
})
