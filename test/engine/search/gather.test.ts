import { expect, test } from 'vitest'
import { createGathering } from '../../../src/engine/search/gather'

const NEVER = new AbortController().signal

/** Answers with the words in capitals, each call when it is told to. */
function open(most = 4) {
  const calls: { readonly items: readonly string[]; readonly done: PromiseWithResolvers<void> }[] = []
  const gathering = createGathering<string, string>({
    most,
    async ask(items) {
      const done = Promise.withResolvers<void>()
      calls.push({ items, done })
      await done.promise
      return items.map((item) => item.toUpperCase())
    },
  })
  const answer = async (place: number) => {
    calls[place]?.done.resolve()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { gathering, answer, asked: () => calls.map(({ items }) => items.join('')), calls }
}

test('what is wanted while a call is under way is asked for in one, and each gets its own', async () => {
  const { gathering, answer, asked } = open()
  const all = [['a'], ['b'], ['c', 'd']].map((items) => gathering.want(items, NEVER))
  expect(asked()).toEqual(['a'])
  await answer(0)
  expect(asked()).toEqual(['a', 'bcd'])
  await answer(1)
  expect(await Promise.all(all)).toEqual([['A'], ['B'], ['C', 'D']])
})

test('no more than so many together, but one caller’s own are never parted', async () => {
  const { gathering, answer, asked } = open(3)
  const all = [['a'], ['b', 'c'], ['d', 'e'], ['f', 'g', 'h', 'i', 'j']].map((items) =>
    gathering.want(items, NEVER),
  )
  for (const place of [0, 1, 2, 3]) await answer(place)
  expect(asked()).toEqual(['a', 'bc', 'de', 'fghij'])
  expect((await Promise.all(all)).flat().join('')).toBe('ABCDEFGHIJ')
})

test('those that are aborted while they wait are never asked for, and the next is not held up by them', async () => {
  const { gathering, answer, asked } = open(100)
  const running = gathering.want(['first'], NEVER)
  const controllers = Array.from({ length: 1000 }, () => new AbortController())
  const waiting = controllers.map((controller, index) =>
    gathering.want([`${index}`], controller.signal).catch((error: { code?: string }) => error.code ?? 'none'),
  )
  for (const controller of controllers.slice(0, -1)) controller.abort()
  expect(new Set(await Promise.all(waiting.slice(0, -1)))).toEqual(new Set(['cancelled']))
  await answer(0)
  await answer(1)
  expect(await running).toEqual(['FIRST'])
  expect(await waiting.at(-1)).toEqual(['999'])
  expect(asked()).toEqual(['first', '999'])
})

test('an aborted one leaves at once, but the next waits for its end', async () => {
  const { gathering, answer, asked } = open()
  const controller = new AbortController()
  const left = gathering.want(['slow'], controller.signal).catch((error: { code?: string }) => error.code)
  const next = gathering.want(['next'], NEVER)
  controller.abort()
  expect(await left).toBe('cancelled')
  expect(asked()).toEqual(['slow'])
  await answer(0)
  await answer(1)
  expect(await next).toEqual(['NEXT'])
})

test('one that is aborted before it is wanted asks for nothing', async () => {
  const { gathering, asked } = open()
  await expect(gathering.want(['a'], AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
  expect(asked()).toEqual([])
})

test('a failure is told to those who asked in that call only', async () => {
  const { gathering, answer, calls } = open()
  const failing = gathering.want(['a'], NEVER)
  const next = gathering.want(['b'], NEVER)
  calls[0]?.done.reject(new Error('no'))
  await expect(failing).rejects.toThrow('no')
  await answer(1)
  expect(await next).toEqual(['B'])
})

test('who is patient lets those go first that came later', async () => {
  const { gathering, answer, asked } = open(2)
  const wants = [
    gathering.want(['first'], NEVER, true),
    ...['a', 'b'].map((item) => gathering.want([item], NEVER, true)),
    ...['c', 'd'].map((item) => gathering.want([item], NEVER)),
  ]
  for (const place of [0, 1, 2]) await answer(place)
  expect(asked()).toEqual(['first', 'cd', 'ab'])
  expect((await Promise.all(wants)).flat()).toEqual(['FIRST', 'A', 'B', 'C', 'D'])
})
