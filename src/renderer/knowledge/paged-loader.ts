import { type AppError, isCancelled, toAppError } from '@shared/errors'
import {
  noRows,
  PAGE_ROWS,
  type PagedRows,
  pagesToLoad,
  withAllStale,
  withChangedRows,
  withPage,
} from './paged-rows'

export interface PageRequest {
  readonly offset: number
  readonly limit: number
}
export type LoadPage<T> = (
  page: PageRequest,
  signal: AbortSignal,
) => Promise<{ readonly rows: readonly T[]; readonly total: number }>

export interface PagedSnapshot<T> {
  readonly list: PagedRows<T>
  readonly error: AppError | null
}

/** Holds one long list and, between `open` and `close`, loads the pages in sight. May be opened again. */
export interface PagedLoader<T> {
  open(): void
  snapshot(): PagedSnapshot<T>
  subscribe(listener: () => void): () => void
  /** Says which rows are in sight, both inclusive. */
  show(first: number, last: number): void
  /** The list changed in the engine: what is in sight is loaded again, at most once a second. */
  refresh(): void
  /** Also after an error. */
  retry(): void
  applyChanges(rows: readonly T[]): void
  /** Ends what is under way; nothing is told after it. */
  close(): void
}

/** Counts move five times a second during an import; reading rows again that often would only make them jump. */
const REFRESH_INTERVAL_MS = 1_000

export function createPagedLoader<T extends { readonly id: number }>(load: LoadPage<T>): PagedLoader<T> {
  let current: PagedSnapshot<T> = { list: noRows(), error: null }
  let inSight = { first: 0, last: 0 }
  let refreshTimer: ReturnType<typeof setTimeout> | null = null
  let refreshedAt = Number.NEGATIVE_INFINITY
  let isOpen = false
  const inFlight = new Map<number, AbortController>()
  const listeners = new Set<() => void>()

  function set(next: PagedSnapshot<T>): void {
    current = next
    for (const listener of listeners) listener()
  }

  function fill(): void {
    if (!isOpen || current.error) return
    for (const page of pagesToLoad(current.list, inSight.first, inSight.last))
      if (!inFlight.has(page)) void fetchPage(page)
  }

  async function fetchPage(page: number): Promise<void> {
    const controller = new AbortController()
    inFlight.set(page, controller)
    try {
      const loaded = await load({ offset: page * PAGE_ROWS, limit: PAGE_ROWS }, controller.signal)
      if (controller.signal.aborted) return
      inFlight.delete(page)
      set({ list: withPage(current.list, page, loaded), error: null })
      fill()
    } catch (thrown) {
      if (controller.signal.aborted || isCancelled(thrown)) return
      inFlight.delete(page)
      set({ ...current, error: toAppError(thrown) })
    }
  }

  function abortAll(): void {
    for (const controller of inFlight.values()) controller.abort()
    inFlight.clear()
  }

  function refreshNow(): void {
    refreshTimer = null
    refreshedAt = Date.now()
    // an answer that was asked for before the change would count as fresh
    abortAll()
    set({ list: withAllStale(current.list), error: null })
    fill()
  }

  return {
    open() {
      isOpen = true
      fill()
    },
    snapshot: () => current,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    show(first, last) {
      inSight = { first, last }
      fill()
    },
    refresh() {
      if (!isOpen || refreshTimer !== null) return
      const waitMs = Math.max(0, refreshedAt + REFRESH_INTERVAL_MS - Date.now())
      refreshTimer = setTimeout(refreshNow, waitMs)
    },
    retry: refreshNow,
    applyChanges: (rows) => {
      const list = withChangedRows(current.list, rows)
      if (list !== current.list) set({ ...current, list })
    },
    close() {
      isOpen = false
      if (refreshTimer !== null) clearTimeout(refreshTimer)
      refreshTimer = null
      abortAll()
    },
  }
}
