import type { Notice } from '@shared/models'
import { expect, test } from 'vitest'
import { bannersOf } from '../../../src/renderer/status/banner-words'

const notice = (code: string, level: Notice['level'] = 'warning'): Notice => ({
  code,
  level,
  message: `About ${code}.`,
})

test('a missing model leads to the search model, a full disk to the health view', () => {
  const banners = bannersOf([notice('model_missing'), notice('storage_full', 'error')], new Set())
  expect(banners.map(({ action, tone }) => [action?.target, tone])).toEqual([
    ['health', 'red'],
    ['search-model', 'amber'],
  ])
})

test('a notice of an unknown kind can be read and dismissed', () => {
  expect(bannersOf([notice('settings_set_aside')], new Set())[0]).toMatchObject({
    message: 'About settings_set_aside.',
    action: null,
  })
})

test('a dismissed banner stays away until it says something new', () => {
  const [first] = bannersOf([notice('storage_full')], new Set())
  const dismissed = new Set([first?.key ?? ''])
  expect(bannersOf([notice('storage_full')], dismissed)).toEqual([])
  expect(bannersOf([{ ...notice('storage_full'), message: 'Other words.' }], dismissed)).toHaveLength(1)
})

test('the same sentence is said once, and an info not at all', () => {
  expect(
    bannersOf([notice('storage_full'), notice('storage_full'), notice('sample', 'info')], new Set()),
  ).toHaveLength(1)
})
