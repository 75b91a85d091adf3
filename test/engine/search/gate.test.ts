import { expect, test } from 'vitest'
import { createGate } from '../../../src/engine/search/gate'

const NEVER = new AbortController().signal

test('one at a time, in the order they came', async () => {
  const gate = createGate()
  const order: string[] = []
  const work = (name: string) => async () => {
    order.push(`${name} begins`)
    await new Promise((resolve) => setImmediate(resolve))
    order.push(`${name} ends`)
    return name
  }
  expect(await Promise.all(['a', 'b', 'c'].map((name) => gate.pass(work(name), NEVER)))).toEqual([
    'a',
    'b',
    'c',
  ])
  expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
})

test('those that are aborted while they wait never begin, and the next is not held up by them', async () => {
  const gate = createGate()
  const first = Promise.withResolvers<string>()
  const begun: number[] = []
  const running = gate.pass(() => first.promise, NEVER)
  const controllers = Array.from({ length: 1000 }, () => new AbortController())
  const waiting = controllers.map((controller, index) =>
    gate
      .pass(async () => begun.push(index), controller.signal)
      .catch((error: { code?: string }) => error.code ?? 'none'),
  )
  for (const controller of controllers.slice(0, -1)) controller.abort()
  expect(new Set(await Promise.all(waiting.slice(0, -1)))).toEqual(new Set(['cancelled']))
  first.resolve('first')
  expect(await running).toBe('first')
  await waiting.at(-1)
  expect(begun).toEqual([999])
})

test('an aborted one leaves at once, but the next waits for its end', async () => {
  const gate = createGate()
  const slow = Promise.withResolvers<string>()
  const controller = new AbortController()
  const left = gate
    .pass(() => slow.promise, controller.signal)
    .catch((error: { code?: string }) => error.code)
  let hasBegun = false
  const next = gate.pass(async () => (hasBegun = true), NEVER)
  controller.abort()
  expect(await left).toBe('cancelled')
  expect(hasBegun).toBe(false)
  slow.resolve('late')
  expect(await next).toBe(true)
})

test('a failure is told to its own caller only', async () => {
  const gate = createGate()
  const failing = gate.pass(() => Promise.reject(new Error('no')), NEVER)
  const next = gate.pass(async () => 'yes', NEVER)
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('yes')
})
