import { ListFilter } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { INPUT_CLASS } from '../ui/field'
import { countOf } from '../ui/figures'
import { DocumentFilters } from './document-filters'
import { matchesLine } from './document-words'
import { NO_SELECTION } from './selection'
import type { Documents } from './use-documents'

/** The line above the list: the filter, or what to do with what is ticked. */
export function DocumentTools({ documents }: { readonly documents: Documents }) {
  const { filter, setFilter, appliedFilter, isNarrowed, selection, select, remove, view } = documents
  const [isConfirming, setIsConfirming] = useState(false)
  const count = selection.size
  return (
    <div className="flex min-h-12 shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 px-4 py-2">
      <div className="relative min-w-40 grow basis-48 sm:max-w-72">
        <ListFilter
          aria-hidden
          size={15}
          className="pointer-events-none absolute top-2 left-2.5 text-faint"
        />
        <input
          type="search"
          aria-label="Filter documents"
          placeholder="Filter by title or file name"
          autoComplete="off"
          spellCheck={false}
          className={`${INPUT_CLASS} h-[30px] ps-8 text-sm`}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || filter === '') return
            event.preventDefault()
            event.stopPropagation()
            setFilter('')
          }}
        />
      </div>
      <DocumentFilters documents={documents} />
      <p role="status" className="text-sm tabular-nums text-muted">
        {count > 0
          ? `${countOf(count, 'document')} selected`
          : isNarrowed && view.list.total
            ? matchesLine(view.list.total, appliedFilter)
            : null}
      </p>
      {count > 0 && (
        <div className="ms-auto flex gap-2">
          <Button variant="ghost" onClick={() => select(NO_SELECTION)}>
            Clear selection
          </Button>
          <Button variant="danger" onClick={() => setIsConfirming(true)}>
            Remove
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={isConfirming}
        onOpenChange={setIsConfirming}
        title={`Remove ${countOf(count, 'document')}?`}
        description="They will no longer be searched, and stored answers that rest on them vanish. The files on your disk stay, and past conversations keep their quotes."
        confirmLabel={`Remove ${countOf(count, 'document')}`}
        onConfirm={() => remove([...selection])}
      />
    </div>
  )
}
