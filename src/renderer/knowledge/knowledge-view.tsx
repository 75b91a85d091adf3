import { BookOpen, PanelLeft } from 'lucide-react'
import { useState } from 'react'
import { useClient, useStatus } from '../engine/use-engine'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { EmptyState } from '../ui/empty-state'
import { AddMenu } from './add-menu'
import { AddingNotice } from './adding-notice'
import { CollectionRail } from './collection-rail'
import { DocumentSection } from './document-section'
import { READABLE_KINDS, totalsLine } from './document-words'
import { DropZone } from './drop-zone'
import { ImportList } from './import-list'
import { SampleBanner } from './sample-banner'
import { type Scope, targetCollection } from './scope'
import { ScopeHead } from './scope-head'
import { useAct } from './use-act'
import { type AddFiles, useAddFiles } from './use-add-files'
import { useDocuments } from './use-documents'
import { useImports } from './use-imports'
import { useJobNews } from './use-job-news'
import { type KnowledgeScope, useScope } from './use-scope'

/** What the answers rest on: where documents come from, how far search is with them, and the imports that brought them. */
export function KnowledgeView() {
  const status = useStatus()
  const knowledge = useScope()
  const { scope, holdings } = knowledge
  const adding = useAddFiles()
  const documents = useDocuments(status, scope)
  const imports = useImports()
  useJobNews(imports.jobs, holdings.sources)
  const collectionId = targetCollection(scope, holdings)
  const isAllEmpty = scope.kind === 'all' && documents.view.list.total === 0 && !documents.isNarrowed
  const isBeginning = isAllEmpty && holdings.sources.length === 0

  return (
    <DropZone onDrop={(data) => adding.drop(data, collectionId)}>
      <header className="flex min-h-[56px] shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-2 ps-4 pe-4 sm:ps-7 sm:pe-5">
        <div className="me-auto min-w-0">
          <h1 className="text-answer font-semibold tracking-tight">Knowledge</h1>
          <p className="text-xs tabular-nums text-muted">{status ? totalsLine(status) : '\u00a0'}</p>
        </div>
        <AddMenu adding={adding} scope={scope} holdings={holdings} isPrimary={!isAllEmpty} />
      </header>
      <div className="@container flex min-h-0 grow">
        <div className="hidden w-64 shrink-0 overflow-y-auto border-e border-line bg-bg @2xl:block">
          <CollectionRail knowledge={knowledge} documentCount={status?.documentCount ?? null} />
        </div>
        <div className="flex min-h-0 min-w-0 grow flex-col bg-panel">
          <NarrowScope knowledge={knowledge} documentCount={status?.documentCount ?? null} />
          <Notices
            knowledge={knowledge}
            adding={adding}
            imports={imports}
            sampleCount={sampleCount(status)}
          />
          {isBeginning ? (
            <NothingYet adding={adding} isImporting={status?.activeImport != null} />
          ) : (
            <DocumentSection documents={documents} knowledge={knowledge} status={status} />
          )}
        </div>
      </div>
    </DropZone>
  )
}

function sampleCount(status: ReturnType<typeof useStatus>): number {
  return status?.sampleDocumentCount ?? 0
}

interface NoticesProps {
  readonly knowledge: KnowledgeScope
  readonly adding: AddFiles
  readonly imports: ReturnType<typeof useImports>
  readonly sampleCount: number
}

/** What stands above the documents: what is chosen, and what is going on. */
function Notices({ knowledge, adding, imports, sampleCount }: NoticesProps) {
  const { scope, holdings } = knowledge
  const hasSample = sampleCount > 0 && scope.kind === 'all'
  const hasHead = scope.kind === 'source' || scope.kind === 'location'
  const hasJobs = imports.jobs.length > 0
  if (!hasSample && !hasHead && !hasJobs && adding.state.kind === 'idle') return null
  return (
    <div className="max-h-[50%] shrink-0 overflow-y-auto border-b border-line bg-bg px-4 py-3">
      <div className="grid gap-2">
        <ScopeHead knowledge={knowledge} />
        {hasSample && <SampleBanner documentCount={sampleCount} />}
        <AddingNotice state={adding.state} onDismiss={adding.dismiss} />
        {hasJobs && <ImportList {...imports} sources={holdings.sources} />}
      </div>
    </div>
  )
}

interface NarrowScopeProps {
  readonly knowledge: KnowledgeScope
  readonly documentCount: number | null
}

/** Where there is no room for the rail, a button that opens it. */
function NarrowScope({ knowledge, documentCount }: NarrowScopeProps) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <div className="border-b border-line px-4 py-2 @2xl:hidden">
      <Button size="small" className="max-w-full" aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        <PanelLeft aria-hidden />
        <span className="sr-only">Collections and sources: </span>
        <bdi className="truncate">{scopeName(knowledge)}</bdi>
      </Button>
      <Dialog open={isOpen} onOpenChange={setIsOpen} title="Collections and sources" shape="sheet">
        <div className="min-h-0 grow overflow-y-auto">
          <CollectionRail
            knowledge={knowledge}
            documentCount={documentCount}
            onChosen={() => setIsOpen(false)}
          />
        </div>
      </Dialog>
    </div>
  )
}

function scopeName({ scope, holdings }: KnowledgeScope): string {
  const named = (kind: Scope['kind']) => scope.kind === kind
  if (named('location')) return 'A place of packs'
  const { id } = scope.kind === 'all' ? { id: 0 } : scope
  if (named('collection')) return holdings.collections.find((one) => one.id === id)?.name ?? 'Everything'
  if (named('source')) return holdings.sources.find((one) => one.id === id)?.label ?? 'Everything'
  return 'Everything'
}

function NothingYet({ adding, isImporting }: { readonly adding: AddFiles; readonly isImporting: boolean }) {
  const client = useClient()
  const act = useAct()
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
          <Button variant="ghost" onClick={() => void act(() => client.call('documents.restoreSample', {}))}>
            Restore sample
          </Button>
        </>
      }
    >
      Drop files or folders here: {READABLE_KINDS}. They stay on this computer.
    </EmptyState>
  )
}
