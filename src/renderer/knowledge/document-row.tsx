import type { DocumentSummary } from '@shared/models'
import { Checkbox } from '../ui/checkbox'
import { formatAge, formatBytes, formatMoment } from '../ui/figures'
import { formatLabel, searchState } from './document-words'

/** One grid for the head and every row; the columns that can be missed go first when there is no room. */
export const DOCUMENT_COLUMNS =
  'grid items-center gap-x-3 grid-cols-[28px_minmax(0,1fr)] @md:grid-cols-[28px_minmax(0,1fr)_180px] @4xl:grid-cols-[28px_minmax(0,1fr)_76px_68px_92px_190px]'
export const ONLY_WIDE = 'hidden @4xl:block'
export const NOT_NARROW = 'hidden @md:flex'

interface DocumentRowProps {
  readonly document: DocumentSummary
  readonly isSelected: boolean
  readonly isMeaningSearchOff: boolean
  readonly now: number
  readonly onToggle: (isRange: boolean) => void
  readonly onOpen: () => void
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
          className="block max-w-full truncate rounded-sm text-start font-medium hover:underline"
        >
          <bdi>{document.title}</bdi>
        </button>
        <span className="block truncate text-xs text-faint" title={document.path}>
          {document.source === 'sample' && 'Sample · '}
          {document.path}
        </span>
      </span>
      <span className={`${ONLY_WIDE} text-sm text-muted`}>{formatLabel(document.format)}</span>
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
    </>
  )
}
