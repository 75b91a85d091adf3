/** What has the focus now, to give it back to. Of an item of a menu, which goes away, the button that opened the menu. */
export function focusBefore(): HTMLElement | null {
  const { activeElement } = document
  if (!(activeElement instanceof HTMLElement) || activeElement === document.body) return null
  const openerId = activeElement.closest('[role="menu"]')?.getAttribute('aria-labelledby')
  return (openerId ? document.getElementById(openerId) : null) ?? activeElement
}

/** Only where nobody has taken the focus meanwhile: what came into sight may have asked for it. */
export function giveBackFocus(element: HTMLElement | null): void {
  if (isFocusLost()) element?.focus({ preventScroll: true })
}

/** What had the focus has gone: keys then lead nowhere, and a screen reader begins at the top of the page. */
export function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/** For what is read with the keys: it takes the focus that went away with the view before, or waits with the whole view. */
export function takeLostFocus(element: HTMLElement | null): void {
  if (isFocusLost() || document.activeElement?.tagName === 'MAIN') element?.focus({ preventScroll: true })
}
