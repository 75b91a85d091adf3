import type { DocumentSummary, Status } from '@shared/models'
import { useState } from 'react'
import { isMeaningSearchOff } from '../engine/meaning-search'
import { Button } from '../ui/button'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { EmptyState } from '../ui/empty-state'
import { ErrorNotice } from '../ui/error-notice'
import { DocumentTable } from './document-table'
import { DocumentTools } from './document-tools'
import { matchesLine } from './document-words'
import type { Documents } from './use-documents'
import type { KnowledgeScope } from './use-scope'

interface DocumentSectionProps {
  readonly documents: Documents
  readonly knowledge: KnowledgeScope
  readonly status: Status | null
}

/** The documents of what is chosen, with what limits them. */
export function DocumentSection({ documents, knowledge, status }: DocumentSectionProps) {
  const { view, appliedFilter, isNarrowed } = documents
  const { scope, holdings } = knowledge
  const [asked, setAsked] = useState<DocumentSummary | null>(null)
  const isEmpty = view.list.total === 0
  if (scope.kind === 'location')
    return (
      <EmptyState title="A place of packs">
        The documents of each pack are listed under the pack itself.
      </EmptyState>
    )
  return (
    <>
      {!(isEmpty && !isNarrowed) && <DocumentTools documents={documents} />}
      {view.error && (
        <div className="px-4 pb-3">
          <ErrorNotice error={view.error} onRetry={() => view.loader.retry()} />
        </div>
      )}
      {isEmpty && isNarrowed && (
        <EmptyState
          title={matchesLine(0, appliedFilter)}
          action={<Button onClick={documents.clearFilters}>Clear filters</Button>}
        >
          The filter looks at titles and file names; kinds and states limit the list further.
        </EmptyState>
      )}
      {isEmpty && !isNarrowed && (
        <EmptyState title="No documents here yet">{emptyWords(knowledge)}</EmptyState>
      )}
      {!isEmpty && (
        <DocumentTable
          documents={view}
          holdings={holdings}
          isOneCollection={scope.kind !== 'all' || holdings.collections.length < 2}
          isMeaningSearchOff={status !== null && isMeaningSearchOff(status)}
          selection={documents.selection}
          onSelect={documents.select}
          onSelectAll={documents.selectAll}
          onShowSource={(id) => knowledge.choose({ kind: 'source', id })}
          onRemove={setAsked}
        />
      )}
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={() => setAsked(null)}
        title={`Remove “${asked?.title ?? ''}”?`}
        description="It will no longer be searched, and stored answers that rest on it vanish. The file on your disk stays, and past conversations keep their quotes."
        confirmLabel="Remove document"
        onConfirm={() => (asked ? documents.remove([asked.id]) : undefined)}
      />
    </>
  )
}

function emptyWords({ scope, holdings }: KnowledgeScope): string {
  if (scope.kind === 'source') {
    const source = holdings.sources.find(({ id }) => id === scope.id)
    if (source?.state === 'scanning') return 'It is being looked at; what can be read shows up here.'
    return source && source.refusedCount > 0
      ? 'None of its files could be read. The import above says why.'
      : 'Nothing in it could be read, or its patterns leave everything out.'
  }
  return 'Add files or a folder with the buttons above, or drop them here.'
}
