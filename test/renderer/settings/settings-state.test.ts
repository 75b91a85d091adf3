import { DEFAULT_SETTINGS } from '@shared/settings'
import { expect, test } from 'vitest'
import {
  NO_SETTINGS,
  reduceSettings,
  type SettingsAction,
  shownSettings,
} from '../../../src/renderer/settings/settings-state'

const stored: SettingsAction = { kind: 'stored', settings: DEFAULT_SETTINGS }
const after = (...actions: SettingsAction[]) => actions.reduce(reduceSettings, NO_SETTINGS)

test('there is nothing to show before the first word from the engine', () => {
  expect(shownSettings(NO_SETTINGS)).toBeNull()
})

test('a value is shown at once and stays while it is on its way', () => {
  const state = after(stored, { kind: 'sent', patch: { creativity: 60 } }, stored)
  expect(shownSettings(state)?.creativity).toBe(60)
})

test('a confirmed value is marked as saved, and a second save is news again', () => {
  const patch = { creativity: 60 }
  const saved: SettingsAction = { kind: 'saved', patch, settings: { ...DEFAULT_SETTINGS, ...patch } }
  const state = after(stored, { kind: 'sent', patch }, saved)
  expect(state.underWay).toEqual({})
  expect(state.outcomes.creativity).toEqual({ kind: 'saved', count: 1 })
  expect(reduceSettings(state, saved).outcomes.creativity).toEqual({ kind: 'saved', count: 2 })
})

test('a refused value goes back to what is stored and leaves its reason at the field', () => {
  const patch = { serverUrl: 'http://elsewhere' }
  const state = after(stored, { kind: 'sent', patch }, { kind: 'failed', patch, message: 'Use https.' })
  expect(shownSettings(state)?.serverUrl).toBe(DEFAULT_SETTINGS.serverUrl)
  expect(state.outcomes).toEqual({ serverUrl: { kind: 'failed', message: 'Use https.' } })
})

test('an answer to an older value does not undo a newer one', () => {
  const state = after(
    stored,
    { kind: 'sent', patch: { creativity: 40 } },
    { kind: 'sent', patch: { creativity: 70 } },
    { kind: 'saved', patch: { creativity: 40 }, settings: { ...DEFAULT_SETTINGS, creativity: 40 } },
  )
  expect(shownSettings(state)?.creativity).toBe(70)
})

test("another window's change is shown", () => {
  const state = after(stored, { kind: 'stored', settings: { ...DEFAULT_SETTINGS, theme: 'dark' } })
  expect(shownSettings(state)?.theme).toBe('dark')
  expect(state.outcomes).toEqual({})
})
