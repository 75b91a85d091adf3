import type { SearchFilter, SearchMode } from '@shared/search-models'

/** What was looked for last; it outlives the view, so that coming back from a document shows the same list. */
export interface SearchState {
  readonly text: string
  readonly mode: SearchMode
  readonly filter: SearchFilter
  /** The text for which the spelling is to be left as it is; null: corrected. */
  readonly asTyped: string | null
  /** The hit that was looked at last, by its chunk. */
  readonly activeChunkId: number | null
}

export interface SearchSession {
  snapshot(): SearchState
  subscribe(listener: () => void): () => void
  set(change: Partial<SearchState>): void
}

const FRESH: SearchState = { text: '', mode: 'hybrid', filter: {}, asTyped: null, activeChunkId: null }

export function createSearchSession(initial: Partial<SearchState> = {}): SearchSession {
  const listeners = new Set<() => void>()
  let state: SearchState = { ...FRESH, ...initial }
  return {
    snapshot: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set(change) {
      state = { ...state, ...change }
      for (const listener of [...listeners]) listener()
    },
  }
}
