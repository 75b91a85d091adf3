/**
 * A long list of which only the pages in sight are held: rows by position, undefined where a page has not come yet.
 * Pure, so that ten thousand rows with five changes a second can be tested without a screen.
 */
export interface PagedRows<T> {
  /** Null before the first page. */
  readonly total: number | null
  /** As long as `total`. */
  readonly rows: readonly (T | undefined)[]
  /** Pages that have come since the last change of the whole list. */
  readonly freshPages: ReadonlySet<number>
}

/** One page fills a tall screen four times over and crosses the border in about 20 kB. */
export const PAGE_ROWS = 100

export function noRows<T>(): PagedRows<T> {
  return { total: null, rows: [], freshPages: new Set() }
}

/** Puts a page in its place; rows beyond the new total go, pages already there stay. */
export function withPage<T>(
  state: PagedRows<T>,
  page: number,
  loaded: { readonly rows: readonly T[]; readonly total: number },
): PagedRows<T> {
  const rows: (T | undefined)[] = state.rows.slice(0, loaded.total)
  while (rows.length < loaded.total) rows.push(undefined)
  const offset = page * PAGE_ROWS
  for (let index = 0; index < loaded.rows.length; index += 1) rows[offset + index] = loaded.rows[index]
  return { total: loaded.total, rows, freshPages: new Set([...state.freshPages, page]) }
}

/** Marks every page as old and keeps what is shown until its successor comes, so that nothing flickers. */
export function withAllStale<T>(state: PagedRows<T>): PagedRows<T> {
  return state.freshPages.size === 0 ? state : { ...state, freshPages: new Set() }
}

/** Replaces the rows that are held; changes of rows out of sight are left to the page that will bring them. */
export function withChangedRows<T extends { readonly id: number }>(
  state: PagedRows<T>,
  changed: readonly T[],
): PagedRows<T> {
  if (changed.length === 0) return state
  const byId = new Map(changed.map((row) => [row.id, row]))
  let isChanged = false
  const rows = state.rows.map((row) => {
    const successor = row && byId.get(row.id)
    if (!successor) return row
    isChanged = true
    return successor
  })
  return isChanged ? { ...state, rows } : state
}

/** Pages that must be asked for so that rows `first` … `last` (inclusive) are there and fresh. */
export function pagesToLoad<T>(state: PagedRows<T>, first: number, last: number): readonly number[] {
  if (state.total === null) return [0]
  const lastRow = Math.min(Math.max(0, state.total - 1), last)
  const pages: number[] = []
  for (
    let page = Math.floor(Math.max(0, first) / PAGE_ROWS);
    page <= Math.floor(lastRow / PAGE_ROWS);
    page += 1
  )
    if (!state.freshPages.has(page)) pages.push(page)
  return pages
}
