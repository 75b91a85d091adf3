import { type RefObject, useLayoutEffect, useRef } from 'react'
import { isFocusLost } from './focus-return'

const FOCUSABLE = 'button:not(:disabled), a[href], input, select, textarea, [tabindex]'

/**
 * Keeps the focus inside of an element in which one control takes the place of another: when the one that had it has
 * gone with a change of `state`, the first that stands there now gets it.
 */
export function useKeptFocus<T extends HTMLElement>(state: unknown): RefObject<T | null> {
  const frame = useRef<T>(null)
  const last = useRef(state)
  useLayoutEffect(() => {
    if (last.current === state) return
    last.current = state
    // one that is not shown at this width takes no focus: the next one is tried
    for (const element of frame.current?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? []) {
      if (!isFocusLost()) break
      element.focus({ preventScroll: true })
    }
  }, [state])
  return frame
}
