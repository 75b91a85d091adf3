import { useSyncExternalStore } from 'react'

/** three: panes side by side; two: the sources are a sheet; one: one pane at a time. */
export type FrameWidth = 'three' | 'two' | 'one'

const THREE_QUERY = '(min-width: 1000px)'
const TWO_QUERY = '(min-width: 640px)'

export function useFrameWidth(): FrameWidth {
  return useSyncExternalStore(subscribe, currentFrameWidth)
}

export function currentFrameWidth(): FrameWidth {
  if (window.matchMedia(THREE_QUERY).matches) return 'three'
  return window.matchMedia(TWO_QUERY).matches ? 'two' : 'one'
}

function subscribe(listener: () => void): () => void {
  const queries = [window.matchMedia(THREE_QUERY), window.matchMedia(TWO_QUERY)]
  for (const query of queries) query.addEventListener('change', listener)
  return () => {
    for (const query of queries) query.removeEventListener('change', listener)
  }
}
