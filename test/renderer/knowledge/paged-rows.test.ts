import { expect, test } from 'vitest'
import {
  noRows,
  PAGE_ROWS,
  pagesToLoad,
  withAllStale,
  withChangedRows,
  withPage,
} from '../../../src/renderer/knowledge/paged-rows'
import { importFile } from '../helpers/sample-models'

const files = (offset: number, count: number) =>
  Array.from({ length: count }, (_, index) =>
    importFile({ id: offset + index + 1, path: `file ${offset + index}` }),
  )

test('before anything has come only the first page is asked for', () => {
  expect(pagesToLoad(noRows(), 0, 30)).toEqual([0])
})

test('a page far down the list lands in its place and leaves holes before it', () => {
  const state = withPage(
    withPage(noRows<ReturnType<typeof importFile>>(), 0, { rows: files(0, 100), total: 10_000 }),
    73,
    {
      rows: files(7_300, 100),
      total: 10_000,
    },
  )
  expect(state.rows).toHaveLength(10_000)
  expect(state.rows[7_342]?.path).toBe('file 7342')
  expect(state.rows[7_299]).toBeUndefined()
})

test('only pages in sight that are missing or old are asked for', () => {
  const state = withPage(noRows<{ id: number }>(), 1, { rows: files(100, 100), total: 1_000 })
  expect(pagesToLoad(state, 150, 320)).toEqual([2, 3])
  expect(pagesToLoad(state, 120, 130)).toEqual([])
  expect(pagesToLoad(withAllStale(state), 120, 130)).toEqual([1])
})

test('nothing beyond the end is asked for', () => {
  const state = withPage(noRows<{ id: number }>(), 0, { rows: files(0, 52), total: 52 })
  expect(pagesToLoad(state, 0, 400)).toEqual([])
  expect(pagesToLoad(withPage(noRows(), 0, { rows: [], total: 0 }), 0, 400)).toEqual([])
})

test('rows stay in sight while their successors are on the way', () => {
  const state = withAllStale(withPage(noRows<{ id: number }>(), 0, { rows: files(0, 3), total: 3 }))
  expect(state.rows.map((row) => row?.id)).toEqual([1, 2, 3])
})

test('a list that became shorter drops the rows beyond its end', () => {
  const long = withPage(noRows<{ id: number }>(), 0, { rows: files(0, 100), total: 300 })
  expect(withPage(long, 0, { rows: files(0, 2), total: 2 }).rows).toHaveLength(2)
})

test('changed rows replace the held ones; unknown ones change nothing', () => {
  const state = withPage(noRows<ReturnType<typeof importFile>>(), 0, { rows: files(0, 3), total: 3 })
  const next = withChangedRows(state, [importFile({ id: 2, state: 'refused' }), importFile({ id: 99 })])
  expect(next.rows[1]?.state).toBe('refused')
  expect(next.rows[0]).toBe(state.rows[0])
  expect(withChangedRows(state, [importFile({ id: 99 })])).toBe(state)
  expect(withChangedRows(state, [])).toBe(state)
})

test('a page is a hundred rows, which is what one call may carry', () => {
  expect(PAGE_ROWS).toBeLessThanOrEqual(500)
})
