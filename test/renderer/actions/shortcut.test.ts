import { expect, test } from 'vitest'
import { matchesShortcut, shortcutLabel } from '../../../src/renderer/actions/shortcut'

const NONE = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
const C = { ...NONE, key: 'c', code: 'KeyC' }

test('Ctrl+C is left to the selection: a shortcut with Alt or Shift wants these keys too', () => {
  const copy = { ...C, ctrlKey: true }
  expect(matchesShortcut(copy, 'Mod+Alt+C', false)).toBe(false)
  expect(matchesShortcut(copy, 'Mod+Shift+C', false)).toBe(false)
  expect(matchesShortcut({ ...copy, altKey: true }, 'Mod+Alt+C', false)).toBe(true)
  expect(matchesShortcut({ ...copy, shiftKey: true, key: 'C' }, 'Mod+Shift+C', false)).toBe(true)
  expect(matchesShortcut({ ...copy, altKey: true, shiftKey: true }, 'Mod+Alt+C', false)).toBe(false)
})

test('a letter that Alt writes is a key of its own on a Mac, and text to type elsewhere', () => {
  const onMac = { ...C, key: 'ç', metaKey: true, altKey: true }
  expect(matchesShortcut(onMac, 'Mod+Alt+C', true)).toBe(true)
  expect(matchesShortcut({ ...C, key: 'ć', ctrlKey: true, altKey: true }, 'Mod+Alt+C', false)).toBe(false)
})

test('keys are named as they stand on the keyboard', () => {
  expect(shortcutLabel('Mod+Alt+C', false)).toBe('Ctrl Alt C')
  expect(shortcutLabel('Mod+Alt+C', true)).toBe('⌘⌥C')
  expect(shortcutLabel('Escape', true)).toBe('Esc')
})
