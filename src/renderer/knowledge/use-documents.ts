import { toAppError } from '@shared/errors'
import type { DocumentFormat, DocumentSort, DocumentState, DocumentSummary, Status } from '@shared/models'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useClient, useConnectionState } from '../engine/use-engine'
import { useAnnounce } from '../ui/announcer'
import { countOf } from '../ui/figures'
import type { LoadPage } from './paged-loader'
import { documentScope, type Scope } from './scope'
import { NO_SELECTION, type Selection } from './selection'
import { type PagedView, usePagedRows } from './use-paged-rows'

/** A list of 50,000 is filtered in a few milliseconds; the wait is for the eyes, not for the engine. */
const FILTER_DELAY_MS = 120
/** One call of the contract removes so many. */
const REMOVE_MAX = 10_000
const ID_PAGE_ROWS = 500

/** What the list is limited to besides words, and its order. */
export interface DocumentChoice {
  readonly formats: readonly DocumentFormat[]
  readonly state: DocumentState | null
  readonly sort: DocumentSort
}

const NO_CHOICE: DocumentChoice = { formats: [], state: null, sort: 'added' }

export interface Documents {
  readonly choice: DocumentChoice
  readonly choose: (change: Partial<DocumentChoice>) => void
  /** Whether anything but the scope limits the rows in sight. */
  readonly isNarrowed: boolean
  readonly clearFilters: () => void
  readonly view: PagedView<DocumentSummary>
  readonly filter: string
  readonly setFilter: (filter: string) => void
  /** The filter the rows in sight belong to. */
  readonly appliedFilter: string
  readonly selection: Selection
  readonly select: (selection: Selection) => void
  readonly selectAll: () => void
  readonly remove: (documentIds: readonly number[]) => Promise<void>
}

/** The list of documents under a filter, and what can be done with a selection of it. */
export function useDocuments(status: Status | null, scope: Scope): Documents {
  const client = useClient()
  const announce = useAnnounce()
  const connection = useConnectionState()
  const [filter, setFilter] = useState('')
  const [appliedFilter, setAppliedFilter] = useState('')
  const [choice, setChoice] = useState(NO_CHOICE)
  const [selection, select] = useState<Selection>(NO_SELECTION)

  useEffect(() => {
    const timer = setTimeout(() => {
      setAppliedFilter(filter.trim())
      // what is out of sight must not be removed with what is in it
      if (filter.trim() !== appliedFilter) select(NO_SELECTION)
    }, FILTER_DELAY_MS)
    return () => clearTimeout(timer)
  }, [filter, appliedFilter])

  // biome-ignore lint/correctness/useExhaustiveDependencies: another part of the knowledge base is another list
  useEffect(() => select(NO_SELECTION), [scope])

  const query = useMemo(
    () => ({ filter: appliedFilter, ...documentScope(scope), ...queryOf(choice) }),
    [appliedFilter, scope, choice],
  )
  const load = useCallback<LoadPage<DocumentSummary>>(
    async (page, signal) => {
      const { documents, total } = await client.call('documents.list', { ...query, ...page }, signal)
      return { rows: documents, total }
    },
    [client, query],
  )
  const epoch = connection.kind === 'connected' ? connection.epoch : 0
  const facts = status && [
    status.documentCount,
    status.chunkCount,
    status.embeddedCount,
    status.activeImport?.done,
  ]
  const view = usePagedRows(load, `${epoch} ${facts?.join(' ') ?? ''}`)
  const isNarrowed = appliedFilter !== '' || choice.formats.length > 0 || choice.state !== null
  // the old rows stay until the new ones are there: their number must not be told of the new filter
  const [shown, setShown] = useState({ appliedFilter, isNarrowed })
  if (view.isCurrent && (shown.appliedFilter !== appliedFilter || shown.isNarrowed !== isNarrowed))
    setShown({ appliedFilter, isNarrowed })

  async function selectAll(): Promise<void> {
    try {
      const ids = new Set<number>()
      for (let offset = 0; offset < REMOVE_MAX; offset += ID_PAGE_ROWS) {
        const page = { ...query, offset, limit: ID_PAGE_ROWS }
        const { documents, total } = await client.call('documents.list', page)
        for (const { id } of documents) ids.add(id)
        if (ids.size >= total || documents.length === 0) break
      }
      select(ids)
    } catch (thrown) {
      announce(toAppError(thrown).message, 'shown')
    }
  }

  async function remove(documentIds: readonly number[]): Promise<void> {
    try {
      const { removed } = await client.call('documents.remove', {
        documentIds: documentIds.slice(0, REMOVE_MAX),
      })
      select(NO_SELECTION)
      view.loader.retry()
      announce(`${countOf(removed, 'document')} removed.`, 'shown')
    } catch (thrown) {
      announce(toAppError(thrown).message, 'shown')
    }
  }

  return {
    view,
    filter,
    setFilter,
    selection,
    select,
    selectAll: () => void selectAll(),
    remove,
    choice,
    choose(change) {
      setChoice((last) => ({ ...last, ...change }))
      // another order shows the same documents
      if (!('sort' in change)) select(NO_SELECTION)
    },
    ...(view.isCurrent ? { appliedFilter, isNarrowed } : shown),
    clearFilters() {
      setFilter('')
      setChoice((last) => ({ ...NO_CHOICE, sort: last.sort }))
    },
  }
}

/** Only what limits something or differs from what the engine does anyway. */
function queryOf({ formats, state, sort }: DocumentChoice) {
  return {
    ...(formats.length > 0 ? { formats: [...formats] } : {}),
    ...(state === null ? {} : { state }),
    ...(sort === 'added' ? {} : { sort }),
  }
}
