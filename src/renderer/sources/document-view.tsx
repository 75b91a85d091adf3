import type { DocumentDetail } from '@shared/models'
import { ArrowLeft } from 'lucide-react'
import { useCall } from '../engine/use-engine'
import { type DocumentPlace, useNavigationStore } from '../navigation'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { EmptyState } from '../ui/empty-state'
import { ErrorNotice } from '../ui/error-notice'
import { countOf, formatBytes, formatMoment } from '../ui/figures'
import { AfterDelay, Skeleton } from '../ui/skeleton'
import { DocumentText } from './document-text'

const FORMAT_WORDS: Record<DocumentDetail['format'], string> = {
  markdown: 'Markdown',
  text: 'Text',
  html: 'Web page',
  mhtml: 'Saved web page',
  csv: 'Table',
  pdf: 'PDF',
  docx: 'Word',
  pptx: 'Slides',
  xlsx: 'Spreadsheet',
  odt: 'OpenDocument',
  epub: 'E-book',
  email: 'Email',
  json: 'JSON',
}

/** A whole document, as it is stored; with a passage given, lit and scrolled into view. */
export function DocumentView({ place }: { readonly place: DocumentPlace }) {
  const navigation = useNavigationStore()
  const detail = useCall('documents.get', { documentId: place.documentId })
  const document = detail.kind === 'ready' ? detail.output : null
  return (
    <section aria-label="Document" className="flex h-full min-h-0 flex-col bg-panel">
      <header className="flex min-h-[51px] shrink-0 items-center gap-2.5 border-b border-line py-1.5 pr-4 pl-3">
        <Button variant="ghost" onClick={() => navigation.back()}>
          <ArrowLeft aria-hidden />
          Back
        </Button>
        <div className="min-w-0">
          <h1
            dir="auto"
            className="truncate text-[15px] font-semibold tracking-tight"
            title={document?.title}
          >
            {document?.title ?? '\u00a0'}
          </h1>
          {document && (
            <p className="truncate text-xs text-faint" title={document.path}>
              {document.path}
            </p>
          )}
        </div>
        <span className="grow" />
        {document && <DocumentFacts document={document} />}
      </header>
      {detail.kind === 'loading' && <DocumentSkeleton />}
      {detail.kind === 'failed' &&
        (detail.error.code === 'not_found' ? (
          <EmptyState title="This document is no longer in the knowledge base.">
            Answers that cited it keep the passages they rest on.
          </EmptyState>
        ) : (
          <div className="p-6">
            <ErrorNotice error={detail.error} onRetry={detail.reload} />
          </div>
        ))}
      {document && <DocumentText key={document.id} document={document} place={place} />}
    </section>
  )
}

function DocumentFacts({ document }: { readonly document: DocumentDetail }) {
  return (
    <div className="hidden shrink-0 items-center gap-1.5 md:flex">
      {document.source === 'sample' && <Chip tone="accent">sample</Chip>}
      <Chip title={`Imported ${formatMoment(document.importedAt)}`}>
        {FORMAT_WORDS[document.format]}
        {document.pages.length > 0 ? ` · ${countOf(document.pages.length, 'page')}` : ''} ·{' '}
        {formatBytes(document.sizeBytes)}
      </Chip>
    </div>
  )
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
