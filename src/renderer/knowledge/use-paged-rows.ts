import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { createPagedLoader, type LoadPage, type PagedLoader, type PagedSnapshot } from './paged-loader'

export interface PagedView<T> extends PagedSnapshot<T> {
  readonly loader: PagedLoader<T>
  /** False while the rows in sight are those of the list before. */
  readonly isCurrent: boolean
}

/**
 * A long list for a view. A new `load` (another filter, another connection) begins a new list, and the old rows stay
 * in sight until its first page is there. A new `refreshKey` reads what is in sight again.
 */
export function usePagedRows<T extends { readonly id: number }>(
  load: LoadPage<T>,
  refreshKey: string,
): PagedView<T> {
  const loader = useMemo(() => createPagedLoader(load), [load])
  const snapshot = useSyncExternalStore(loader.subscribe, loader.snapshot)
  const [shown, setShown] = useState(snapshot)
  const isSettled = snapshot.list.total !== null || snapshot.error !== null
  if (isSettled && shown !== snapshot) setShown(snapshot)

  useEffect(() => {
    loader.open()
    return () => loader.close()
  }, [loader])

  const seen = useRef({ loader, refreshKey })
  useEffect(() => {
    // a new list is being read anyway
    const isOldNews = seen.current.loader === loader && seen.current.refreshKey !== refreshKey
    seen.current = { loader, refreshKey }
    if (isOldNews) loader.refresh()
  }, [loader, refreshKey])

  return { ...(isSettled ? snapshot : shown), loader, isCurrent: isSettled }
}
