import type { Passage } from '@shared/models'
import { Suspense } from 'react'
import { PagesOrText, type ReadingMode } from '../document/pages-or-text'
import { useCall } from '../engine/use-engine'
import { onDemand } from '../ui/on-demand'
import { KeptWords, PassageSurroundings, SurroundingsSkeleton } from './passage-surroundings'

// most answers rest on no PDF
const PassagePage = onDemand(async () => (await import('./passage-page')).PassagePage)

interface CitedSourceProps {
  readonly passage: Passage
  readonly mode: ReadingMode
  readonly onMode: (mode: ReadingMode) => void
}

/** The cited passage where it stands: its surroundings as written, or the page of a PDF as it was printed. */
export function CitedSource({ passage, mode, onMode }: CitedSourceProps) {
  const detail = useCall('documents.get', { documentId: passage.documentId })
  if (detail.kind === 'loading') return <SurroundingsSkeleton />
  if (detail.kind === 'failed')
    return (
      <KeptWords passage={passage}>
        {detail.error.code === 'not_found'
          ? 'This document is no longer in the knowledge base.'
          : `The document could not be read: ${detail.error.message}`}
      </KeptWords>
    )
  const document = detail.output
  if (document.format !== 'pdf') return <PassageSurroundings passage={passage} document={document} />
  return (
    <>
      <div className="mb-2 flex">
        <PagesOrText mode={mode} onMode={onMode} />
      </div>
      {mode === 'pages' ? (
        <Suspense fallback={<SurroundingsSkeleton />}>
          <PassagePage passage={passage} document={document} />
        </Suspense>
      ) : (
        <PassageSurroundings passage={passage} document={document} />
      )}
    </>
  )
}
