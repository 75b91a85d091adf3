import type { DocumentDetail } from '@shared/models'
import { ArrowLeft } from 'lucide-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { DocumentActions } from '../document/document-actions'
import { FormatChip, SaidFacts } from '../document/document-facts'
import { ChangedPassage, MissingPages } from '../document/document-notices'
import { HitBar } from '../document/hit-bar'
import { OutlineMenu } from '../document/outline-menu'
import { PageTools } from '../document/page-tools'
import { PagesOrText, type ReadingMode } from '../document/pages-or-text'
import { ReadingList } from '../document/reading-list'
import { marksOf, useHits } from '../document/use-hits'
import { useKeptPassage } from '../document/use-kept-passage'
import { useCall } from '../engine/use-engine'
import { type DocumentPlace, useNavigationStore } from '../navigation'
import { type PageTarget, PdfPages } from '../pdf/pdf-pages'
import { usePdf } from '../pdf/use-pdf'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { ErrorNotice } from '../ui/error-notice'
import { plainName } from '../ui/plain-name'
import { AfterDelay, Skeleton } from '../ui/skeleton'

/** A whole document, as it is stored; with a passage given, lit and scrolled into view. */
export function DocumentView({ place }: { readonly place: DocumentPlace }) {
  const navigation = useNavigationStore()
  const detail = useCall('documents.get', { documentId: place.documentId })
  const document = detail.kind === 'ready' ? detail.output : null
  const title = document?.title ?? place.passage?.title ?? '\u00a0'
  return (
    <section aria-label="Document" className="flex h-full min-h-0 flex-col bg-panel">
      <header className="flex min-h-[51px] shrink-0 items-center gap-2.5 border-b border-line py-1.5 pr-4 pl-3">
        <Button variant="ghost" onClick={() => navigation.back()}>
          <ArrowLeft aria-hidden />
          Back
        </Button>
        <div className="min-w-0">
          <h1 dir="auto" className="truncate text-[15px] font-semibold tracking-tight" title={title}>
            {title}
          </h1>
          {document && (
            <p className="truncate text-xs text-faint" title={plainName(document.path)}>
              {plainName(document.path)}
            </p>
          )}
        </div>
        <span className="grow" />
        {document && <FormatChip document={document} />}
      </header>
      {detail.kind === 'loading' && <DocumentSkeleton />}
      {detail.kind === 'failed' &&
        (detail.error.code === 'not_found' ? (
          <RemovedDocument place={place} />
        ) : (
          <div className="p-6">
            <ErrorNotice error={detail.error} onRetry={detail.reload} />
          </div>
        ))}
      {document && <OpenDocument key={document.id} document={document} place={place} />}
    </section>
  )
}

/** What the answer kept stays readable. */
function RemovedDocument({ place: { passage } }: { readonly place: DocumentPlace }) {
  if (passage) return <ChangedPassage kind="removed" passage={passage} />
  return (
    <EmptyState title="This document is no longer in the knowledge base.">
      Answers that cited it keep the passages they rest on.
    </EmptyState>
  )
}

interface OpenDocumentProps {
  readonly document: DocumentDetail
  readonly place: DocumentPlace
}

function OpenDocument({ document, place }: OpenDocumentProps) {
  const isPdf = document.format === 'pdf'
  const [mode, setMode] = useState<ReadingMode>('pages')
  const [query, setQuery] = useState(place.query ?? '')
  const [zoom, setZoom] = useState(1)
  const [page, setPage] = useState(1)
  const kept = useKeptPassage(place)
  const stretch = 'stretch' in kept ? kept.stretch : null
  const [target, setTarget] = useTarget(place, stretch?.start ?? place.start ?? 0)
  const [start, end] = [stretch?.start ?? -1, stretch?.end ?? -1]
  // a new object for each reading of the same place would draw every row again
  const passage = useMemo(() => (start < 0 ? null : { start, end }), [start, end])
  const goTo = useCallback((start: number) => setTarget({ start }), [setTarget])
  const hits = useHits(document.id, query, passage, goTo)
  const marks = useMemo(
    () => marksOf(passage, { list: hits.list, index: hits.index }, query),
    [passage, hits.list, hits.index, query],
  )
  const pdf = usePdf(isPdf && mode === 'pages' ? document.id : null)
  const isOpen = pdf.kind === 'open' && mode === 'pages'
  const isWaiting = kept.kind === 'loading' || (isPdf && mode === 'pages' && pdf.kind === 'loading')

  return (
    <>
      <div className="@container flex shrink-0 flex-col gap-1.5 border-b border-line px-3 py-1.5">
        <div className="flex flex-wrap items-center gap-2">
          {isPdf && <PagesOrText mode={mode} onMode={setMode} />}
          {document.headings.length > 1 && <OutlineMenu headings={document.headings} onChoose={goTo} />}
          {isOpen && (
            <PageTools
              page={page}
              total={pdf.pdf.numPages}
              onPage={(wanted) => setTarget({ page: wanted })}
              zoom={zoom}
              onZoom={setZoom}
            />
          )}
          <HitBar query={query} onQuery={setQuery} hits={hits} />
          <span className="grow" />
          <DocumentActions document={document} place={place} passage={passage} />
        </div>
        <SaidFacts document={document} />
      </div>
      {place.passage && (kept.kind === 'moved' || kept.kind === 'changed') && (
        <ChangedPassage kind={kept.kind} passage={place.passage} format={document.format} />
      )}
      {mode === 'pages' && pdf.kind === 'missing' && <MissingPages reason={pdf.reason} />}
      {mode === 'pages' && pdf.kind === 'failed' && <MissingPages reason="failed" />}
      {isWaiting ? (
        <DocumentSkeleton />
      ) : isOpen ? (
        <PdfPages
          opened={pdf}
          document={document}
          marks={marks}
          target={target}
          zoom={zoom}
          onPage={setPage}
        />
      ) : (
        <ReadingList
          document={document}
          marks={marks}
          target={'start' in target ? target : { start: startOfPage(document, target.page) }}
        />
      )}
    </>
  )
}

/** Where to scroll: to the place the document was opened at, then wherever a hand goes. */
function useTarget(place: DocumentPlace, start: number) {
  const [gone, setGone] = useState<{ readonly place: DocumentPlace; readonly target: PageTarget } | null>(
    null,
  )
  const latest = useRef(place)
  useEffect(() => {
    latest.current = place
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same place chosen again scrolls again
  const opened = useMemo((): PageTarget => ({ start }), [place, start])
  const setTarget = useCallback((target: PageTarget) => setGone({ place: latest.current, target }), [])
  return [gone?.place === place ? gone.target : opened, setTarget] as const
}

function startOfPage({ pages }: DocumentDetail, wanted: number): number {
  return pages.find(({ page }) => page === wanted)?.start ?? 0
}

function DocumentSkeleton() {
  return (
    <AfterDelay>
      <div className="mx-auto flex w-full max-w-[720px] flex-col gap-3 p-7">
        <Skeleton className="h-4 w-2/5" />
        <Skeleton className="h-3 w-full" />
        <Skeleton className="h-3 w-11/12" />
        <Skeleton className="h-3 w-3/5" />
      </div>
    </AfterDelay>
  )
}
