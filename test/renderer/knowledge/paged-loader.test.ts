import { AppError } from '@shared/errors'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPagedLoader, type PageRequest } from '../../../src/renderer/knowledge/paged-loader'

interface Row {
  readonly id: number
  readonly name: string
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A list of `total` rows whose answers are given by hand, and the requests that came. */
function slowList(total: number) {
  const requests: (PageRequest & {
    signal: AbortSignal
    answer(name?: string): void
    fail(error: Error): void
  })[] = []
  const load = (page: PageRequest, signal: AbortSignal) =>
    new Promise<{ rows: Row[]; total: number }>((resolve, reject) => {
      const ids = Array.from(
        { length: Math.max(0, Math.min(page.limit, total - page.offset)) },
        (_, index) => index,
      )
      requests.push({
        ...page,
        signal,
        answer: (name = 'row') =>
          resolve({ rows: ids.map((index) => ({ id: page.offset + index + 1, name })), total }),
        fail: reject,
      })
    })
  const loader = createPagedLoader<Row>(load)
  loader.open()
  return { requests, loader }
}
const settle = () => vi.advanceTimersByTimeAsync(0)

test('it loads the pages in sight once each', async () => {
  const { requests, loader } = slowList(10_000)
  loader.show(0, 20)
  loader.show(0, 25)
  expect(requests).toHaveLength(1)
  requests[0]?.answer()
  await settle()
  loader.show(190, 220)
  expect(requests.slice(1).map(({ offset }) => offset)).toEqual([100, 200])
})

test('many changes in one second are one reading, and the rows stay meanwhile', async () => {
  const { requests, loader } = slowList(50)
  loader.show(0, 20)
  requests[0]?.answer('old')
  await settle()
  for (let change = 0; change < 5; change += 1) loader.refresh()
  await vi.advanceTimersByTimeAsync(1)
  loader.refresh()
  await vi.advanceTimersByTimeAsync(900)
  expect(requests).toHaveLength(2)
  expect(loader.snapshot().list.rows[0]?.name).toBe('old')
  requests[1]?.answer('new')
  await settle()
  expect(loader.snapshot().list.rows[0]?.name).toBe('new')
  await vi.advanceTimersByTimeAsync(200)
  expect(requests).toHaveLength(3)
})

test('an answer asked for before a change does not count', async () => {
  const { requests, loader } = slowList(50)
  loader.show(0, 20)
  loader.refresh()
  await vi.advanceTimersByTimeAsync(1)
  expect(requests.map(({ signal }) => signal.aborted)).toEqual([true, false])
  requests[0]?.answer('old')
  await settle()
  expect(loader.snapshot().list.total).toBeNull()
})

test('a failure is told once and tried again when asked', async () => {
  const { requests, loader } = slowList(50)
  loader.show(0, 20)
  requests[0]?.fail(new AppError('engine_stopped', 'The engine stopped.'))
  await settle()
  expect(loader.snapshot().error?.message).toBe('The engine stopped.')
  loader.show(0, 30)
  expect(requests).toHaveLength(1)
  loader.retry()
  requests[1]?.answer()
  await settle()
  expect(loader.snapshot()).toMatchObject({ error: null, list: { total: 50 } })
})

test('a closed list asks for nothing and tells nothing', async () => {
  const { requests, loader } = slowList(50)
  const told = vi.fn()
  loader.subscribe(told)
  loader.show(0, 20)
  loader.refresh()
  loader.close()
  requests[0]?.answer()
  await vi.advanceTimersByTimeAsync(2_000)
  loader.show(0, 20)
  expect(requests).toHaveLength(1)
  expect(requests[0]?.signal.aborted).toBe(true)
  expect(told).not.toHaveBeenCalled()
})

test('a list that was closed can be opened again', async () => {
  const { requests, loader } = slowList(50)
  loader.close()
  loader.open()
  requests.at(-1)?.answer()
  await settle()
  expect(loader.snapshot().list.total).toBe(50)
})
