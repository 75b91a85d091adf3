import { toAppError } from '@shared/errors'
import { BookOpen, FilePlus, FolderPlus } from 'lucide-react'
import { isMeaningSearchOff } from '../engine/meaning-search'
import { useClient, useStatus } from '../engine/use-engine'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { ErrorNotice } from '../ui/error-notice'
import { AddingNotice } from './adding-notice'
import { DocumentTable } from './document-table'
import { DocumentTools } from './document-tools'
import { matchesLine, READABLE_KINDS, totalsLine } from './document-words'
import { DropZone } from './drop-zone'
import { ImportCard } from './import-card'
import { SampleBanner } from './sample-banner'
import { type AddFiles, useAddFiles } from './use-add-files'
import { useDocuments } from './use-documents'
import { useImports } from './use-imports'

/** What the answers rest on: the documents, how far search is with them, and the imports that brought them. */
export function KnowledgeView() {
  const status = useStatus()
  const adding = useAddFiles()
  const documents = useDocuments(status)
  const imports = useImports()
  const { view, appliedFilter } = documents
  const total = view.list.total
  const isEmpty = total === 0 && appliedFilter === ''
  const hasSample = (status?.sampleDocumentCount ?? 0) > 0

  return (
    <DropZone onDrop={adding.drop}>
      <header className="flex min-h-[56px] shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 ps-7 pe-5">
        <div className="me-auto min-w-0">
          <h1 className="text-answer font-semibold tracking-tight">Knowledge</h1>
          <p className="text-xs tabular-nums text-muted">{status ? totalsLine(status) : '\u00a0'}</p>
        </div>
        <AddButtons adding={adding} isPrimary={!isEmpty} />
      </header>
      {(hasSample || adding.state.kind !== 'idle' || imports.jobs.length > 0) && (
        <div className="max-h-[45%] shrink-0 overflow-y-auto border-b border-line bg-bg px-5 py-3">
          <div className="grid gap-2">
            {hasSample && <SampleBanner documentCount={status?.sampleDocumentCount ?? 0} />}
            <AddingNotice state={adding.state} onDismiss={adding.dismiss} />
            {imports.jobs.length > 0 && (
              <ul aria-label="Imports" className="grid gap-2">
                {imports.jobs.map((job, index) => (
                  <ImportCard key={job.id} job={job} isNewest={index === 0} onFiles={imports.onFiles} />
                ))}
              </ul>
            )}
          </div>
        </div>
      )}
      {isEmpty ? (
        <NothingYet adding={adding} isImporting={status?.activeImport != null} />
      ) : (
        <>
          <DocumentTools documents={documents} />
          {view.error && (
            <div className="px-5 pb-3">
              <ErrorNotice error={view.error} onRetry={() => view.loader.retry()} />
            </div>
          )}
          {total === 0 ? (
            <EmptyState title={matchesLine(0, appliedFilter)}>
              The filter looks at titles and file names.
            </EmptyState>
          ) : (
            <DocumentTable
              documents={view}
              isMeaningSearchOff={status !== null && isMeaningSearchOff(status)}
              selection={documents.selection}
              onSelect={documents.select}
              onSelectAll={documents.selectAll}
            />
          )}
        </>
      )}
    </DropZone>
  )
}

function AddButtons({ adding, isPrimary }: { readonly adding: AddFiles; readonly isPrimary: boolean }) {
  const isBusy = adding.state.kind === 'adding'
  return (
    <div className="flex gap-2">
      <Button disabled={isBusy} onClick={() => adding.pick('folder')}>
        <FolderPlus aria-hidden />
        Add folder
      </Button>
      <Button
        variant={isPrimary ? 'primary' : 'secondary'}
        disabled={isBusy}
        onClick={() => adding.pick('files')}
      >
        <FilePlus aria-hidden />
        Add files
      </Button>
    </div>
  )
}

function NothingYet({ adding, isImporting }: { readonly adding: AddFiles; readonly isImporting: boolean }) {
  const client = useClient()
  const announce = useAnnounce()

  async function restore(): Promise<void> {
    try {
      await client.call('documents.restoreSample', {})
    } catch (thrown) {
      announce(toAppError(thrown).message, 'shown')
    }
  }

  if (isImporting)
    return (
      <EmptyState icon={<BookOpen aria-hidden />} title="Reading the first files">
        Each one can be searched as soon as it has been read.
      </EmptyState>
    )
  return (
    <EmptyState
      icon={<BookOpen aria-hidden />}
      title="Add what your answers should rest on"
      action={
        <>
          <Button variant="primary" onClick={() => adding.pick('files')}>
            Add files
          </Button>
          <Button variant="ghost" onClick={() => void restore()}>
            Restore sample
          </Button>
        </>
      }
    >
      Drop files or folders here: {READABLE_KINDS}. They stay on this computer.
    </EmptyState>
  )
}
