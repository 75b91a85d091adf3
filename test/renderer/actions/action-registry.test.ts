import { expect, test, vi } from 'vitest'
import { createActionRegistry } from '../../../src/renderer/actions/action-registry'
import { matchesShortcut, shortcutLabel } from '../../../src/renderer/actions/shortcut'

const key = (key: string, rest: KeyboardEventInit = {}) =>
  new KeyboardEvent('keydown', { key, cancelable: true, ...rest })

test('the youngest action with the key runs, and only that one', () => {
  const registry = createActionRegistry()
  const [back, stop] = [vi.fn(), vi.fn()]
  registry.register({ name: 'back', label: 'Back', shortcut: 'Escape', run: back })
  const remove = registry.register({ name: 'stop', label: 'Stop', shortcut: 'Escape', run: stop })
  registry.handleKey(key('Escape'))
  expect([stop.mock.calls.length, back.mock.calls.length]).toEqual([1, 0])
  remove()
  registry.handleKey(key('Escape'))
  expect([stop.mock.calls.length, back.mock.calls.length]).toEqual([1, 1])
})

test('an action that makes no sense now leaves the key to the one before', () => {
  const registry = createActionRegistry()
  const back = vi.fn()
  registry.register({ name: 'back', label: 'Back', shortcut: 'Escape', run: back })
  registry.register({ name: 'stop', label: 'Stop', shortcut: 'Escape', when: () => false, run: vi.fn() })
  registry.handleKey(key('Escape'))
  expect(back).toHaveBeenCalledOnce()
})

test('a key that a dialog or an input has used does nothing more', () => {
  const registry = createActionRegistry()
  const run = vi.fn()
  registry.register({ name: 'back', label: 'Back', shortcut: 'Escape', run })
  const used = key('Escape')
  used.preventDefault()
  registry.handleKey(used)
  expect(run).not.toHaveBeenCalled()
})

test('the menu runs an action by its name', () => {
  const registry = createActionRegistry()
  const run = vi.fn()
  registry.register({ name: 'settings', label: 'Settings', run })
  expect(registry.run('settings')).toBe(true)
  expect(registry.run('nothing')).toBe(false)
  expect(run).toHaveBeenCalledOnce()
})

test('Mod is Ctrl, and Cmd on a Mac', () => {
  expect(matchesShortcut(key('k', { ctrlKey: true }), 'Mod+K', false)).toBe(true)
  expect(matchesShortcut(key('k', { metaKey: true }), 'Mod+K', true)).toBe(true)
  expect(matchesShortcut(key('k', { ctrlKey: true }), 'Mod+K', true)).toBe(false)
  expect(matchesShortcut(key('k'), 'Mod+K', false)).toBe(false)
  expect(matchesShortcut(key('k', { ctrlKey: true, shiftKey: true }), 'Mod+K', false)).toBe(false)
  expect([shortcutLabel('Mod+K', false), shortcutLabel('Mod+K', true)]).toEqual(['Ctrl K', '⌘K'])
})
