import type { Collection, DocumentSummary, KnowledgeSource } from '@shared/models'
import { formatLabel } from '../document/format-label'
import { Checkbox } from '../ui/checkbox'
import { formatAge, formatBytes, formatMoment } from '../ui/figures'
import { plainName } from '../ui/plain-name'
import { DocumentFacts } from './document-facts'
import { DocumentMenu } from './document-menu'
import { pathInSource, searchState } from './document-words'

/** One grid for the head and every row; the columns that can be missed go first when there is no room. */
export const DOCUMENT_COLUMNS =
  'grid items-center gap-x-3 grid-cols-[28px_minmax(0,1fr)_28px] @lg:grid-cols-[28px_minmax(0,1fr)_150px_28px] @4xl:grid-cols-[28px_minmax(0,1fr)_84px_68px_84px_170px_28px]'
export const ONLY_WIDE = 'hidden @4xl:block'
export const NOT_NARROW = 'hidden @lg:flex'

interface DocumentRowProps {
  readonly document: DocumentSummary
  readonly source: KnowledgeSource | null
  /** Null where it goes without saying. */
  readonly collection: Collection | null
  readonly isSelected: boolean
  readonly isMeaningSearchOff: boolean
  readonly now: number
  readonly onToggle: (isRange: boolean) => void
  readonly onOpen: () => void
  readonly onShowSource: () => void
  readonly onRemove: () => void
}

/** The cells of one document. The title is the link; the box selects. */
export function DocumentRow(props: DocumentRowProps) {
  const { document, isSelected, isMeaningSearchOff, now, onToggle, onOpen } = props
  const state = searchState(document, isMeaningSearchOff)
  return (
    <>
      <span>
        <Checkbox state={isSelected} label={`Select ${document.title}`} onToggle={onToggle} />
      </span>
      <span className="min-w-0">
        <button
          type="button"
          onClick={onOpen}
          className="block min-h-6 max-w-full truncate rounded-sm text-start font-medium hover:underline"
        >
          <bdi>{document.title}</bdi>
        </button>
        <span className="flex items-center gap-1.5 overflow-hidden text-xs text-faint">
          <DocumentFacts document={document} collectionName={props.collection?.name ?? null} />
          <span className="min-w-0 truncate" title={plainName(document.path)}>
            {document.source === 'sample' && 'Sample · '}
            {plainName(pathInSource(document.path, props.source))}
          </span>
        </span>
      </span>
      <span className={`${ONLY_WIDE} truncate text-sm text-muted`}>{formatLabel(document.format)}</span>
      <span className={`${ONLY_WIDE} text-end text-sm tabular-nums text-muted`}>
        {formatBytes(document.sizeBytes)}
      </span>
      <span className={`${ONLY_WIDE} truncate text-sm text-muted`} title={formatMoment(document.importedAt)}>
        {formatAge(document.importedAt, now)}
      </span>
      <span className={`${NOT_NARROW} min-w-0 items-center gap-2 text-sm text-muted`} title={state.detail}>
        <span
          aria-hidden
          className={`size-[7px] shrink-0 rounded-full ${state.isReady ? 'bg-accent' : isMeaningSearchOff ? 'bg-mark-line' : 'border-2 border-accent'}`}
        />
        <span className="truncate tabular-nums">{state.text}</span>
      </span>
      <DocumentMenu
        document={document}
        source={props.source}
        onOpen={onOpen}
        onShowSource={props.onShowSource}
        onRemove={props.onRemove}
      />
    </>
  )
}
