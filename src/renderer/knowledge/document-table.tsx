import type { DocumentSummary } from '@shared/models'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useNavigationStore } from '../navigation'
import { Checkbox } from '../ui/checkbox'
import { AfterDelay, Skeleton } from '../ui/skeleton'
import { DOCUMENT_COLUMNS, DocumentRow, NOT_NARROW, ONLY_WIDE } from './document-row'
import type { Holdings } from './scope'
import { type Selection, selectRange, toggle } from './selection'
import type { PagedView } from './use-paged-rows'

/** Two lines of text in an even rhythm; fixed, so that a row that has not come yet takes its place. */
const ROW_HEIGHT_PX = 50

interface DocumentTableProps {
  readonly documents: PagedView<DocumentSummary>
  readonly holdings: Holdings
  /** Where one collection is shown, its name goes without saying. */
  readonly isOneCollection: boolean
  readonly isMeaningSearchOff: boolean
  readonly selection: Selection
  readonly onSelect: (selection: Selection) => void
  /** Ticks every document of the list, also those that have not been read yet. */
  readonly onSelectAll: () => void
  readonly onShowSource: (sourceId: number) => void
  readonly onRemove: (document: DocumentSummary) => void
}

/** All documents; only those in sight are held and drawn. */
export function DocumentTable(props: DocumentTableProps) {
  const { documents, holdings, isMeaningSearchOff, selection, onSelect, onSelectAll } = props
  const { list, loader } = documents
  const navigation = useNavigationStore()
  const scroller = useRef<HTMLDivElement>(null)
  const lastToggled = useRef<number | null>(null)
  const virtualizer = useVirtualizer({
    count: list.total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT_PX,
    overscan: 8,
  })
  const visible = virtualizer.getVirtualItems()
  const first = visible[0]?.index ?? 0
  const last = visible.at(-1)?.index ?? 0
  useEffect(() => loader.show(first, last), [loader, first, last])

  function onToggle(index: number, id: number, isRange: boolean): void {
    const from = lastToggled.current
    lastToggled.current = index
    onSelect(
      isRange && from !== null ? selectRange(selection, list.rows, from, index) : toggle(selection, id),
    )
  }

  const total = list.total ?? 0
  const isAll = total > 0 && selection.size >= total
  const now = Date.now()
  const sources = useMemo(() => new Map(holdings.sources.map((one) => [one.id, one])), [holdings])
  const collections = useMemo(() => new Map(holdings.collections.map((one) => [one.id, one])), [holdings])
  return (
    <div className="@container flex min-h-0 grow flex-col">
      <div className={`${DOCUMENT_COLUMNS} h-8 shrink-0 border-b border-line ps-4 pe-3 text-xs text-faint`}>
        <Checkbox
          state={isAll ? true : selection.size > 0 ? 'some' : false}
          label={isAll ? 'Select none' : 'Select all'}
          onToggle={() => (isAll ? onSelect(new Set()) : onSelectAll())}
        />
        <span>Title</span>
        <span className={ONLY_WIDE}>Kind</span>
        <span className={`${ONLY_WIDE} text-end`}>Size</span>
        <span className={ONLY_WIDE}>Imported</span>
        <span className={NOT_NARROW}>Search</span>
        <span className="sr-only">Menu</span>
      </div>
      <div ref={scroller} className="min-h-0 grow overflow-y-auto">
        {list.total === null && <LoadingRows />}
        <ul aria-label="Documents" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {visible.map(({ index, start }) => {
            const document = list.rows[index]
            const isSelected = document !== undefined && selection.has(document.id)
            return (
              <li
                key={document?.id ?? `row ${index}`}
                aria-posinset={index + 1}
                aria-setsize={total}
                data-selected={isSelected}
                className={`${DOCUMENT_COLUMNS} absolute inset-x-0 top-0 border-b border-line ps-4 pe-3 hover:bg-bg data-[selected=true]:bg-accent-soft`}
                style={{ height: ROW_HEIGHT_PX, transform: `translateY(${start}px)` }}
              >
                {document && (
                  <DocumentRow
                    document={document}
                    source={sources.get(document.sourceId) ?? null}
                    collection={
                      props.isOneCollection ? null : (collections.get(document.collectionId) ?? null)
                    }
                    isSelected={isSelected}
                    isMeaningSearchOff={isMeaningSearchOff}
                    now={now}
                    onToggle={(isRange) => onToggle(index, document.id, isRange)}
                    onShowSource={() => props.onShowSource(document.sourceId)}
                    onRemove={() => props.onRemove(document)}
                    onOpen={() => navigation.openDocument({ documentId: document.id })}
                  />
                )}
              </li>
            )
          })}
        </ul>
      </div>
    </div>
  )
}

function LoadingRows() {
  return (
    <AfterDelay>
      {['w-48', 'w-64', 'w-40', 'w-56', 'w-52', 'w-44'].map((width) => (
        <div
          key={width}
          className="flex flex-col justify-center gap-2 border-b border-line ps-14 pe-7"
          style={{ height: ROW_HEIGHT_PX }}
        >
          <Skeleton className={`h-3.5 ${width} max-w-full`} />
          <Skeleton className="h-2.5 w-36" />
        </div>
      ))}
    </AfterDelay>
  )
}
