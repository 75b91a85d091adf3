/** "Mod+K": Mod is Cmd on a Mac and Ctrl elsewhere; keys as KeyboardEvent.key spells them. */
export type Shortcut = string

type PressedKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

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
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === wantsMod &&
    !other &&
    !event.altKey &&
    event.shiftKey === parts.includes('Shift')
  )
}

/** As keys are written on a screen: "Ctrl K", "⌘K", "Esc". */
export function shortcutLabel(shortcut: Shortcut, onMac = isMac()): string {
  const words = shortcut
    .split('+')
    .map((part) => ({ Mod: onMac ? '⌘' : 'Ctrl', Shift: onMac ? '⇧' : 'Shift', Escape: 'Esc' })[part] ?? part)
  return words.join(onMac ? '' : ' ')
}
