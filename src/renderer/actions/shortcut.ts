/** "Mod+Alt+K": Mod is Cmd on a Mac and Ctrl elsewhere; keys as KeyboardEvent.key spells them. */
export type Shortcut = string

type PressedKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

export function isMac(): boolean {
  return /mac/i.test(navigator.platform)
}

export function matchesShortcut(event: PressedKey, shortcut: Shortcut, onMac = isMac()): boolean {
  const parts = shortcut.split('+')
  const key = parts.at(-1) ?? ''
  const wantsMod = parts.includes('Mod')
  const mod = onMac ? event.metaKey : event.ctrlKey
  const other = onMac ? event.ctrlKey : event.metaKey
  return (
    isKey(event, key, onMac) &&
    mod === wantsMod &&
    !other &&
    event.altKey === parts.includes('Alt') &&
    event.shiftKey === parts.includes('Shift')
  )
}

/** A Mac writes another letter with Alt; elsewhere Ctrl+Alt is AltGr, whose letter is meant to be typed. */
function isKey({ key, code, altKey }: PressedKey, wanted: string, onMac: boolean): boolean {
  if (onMac && altKey && wanted.length === 1) return code === `Key${wanted.toUpperCase()}`
  return key.toLowerCase() === wanted.toLowerCase()
}

const KEY_WORDS: Readonly<Record<string, string>> = { Mod: 'Ctrl', Escape: 'Esc' }
const MAC_SIGNS: Readonly<Record<string, string>> = { Mod: '⌘', Alt: '⌥', Shift: '⇧', Escape: 'Esc' }

/** As keys are written on a screen: "Ctrl K", "⌘K", "Esc". */
export function shortcutLabel(shortcut: Shortcut, onMac = isMac()): string {
  const words = shortcut.split('+').map((part) => (onMac ? MAC_SIGNS : KEY_WORDS)[part] ?? part)
  return words.join(onMac ? '' : ' ')
}
