import type { DocumentDetail, Passage } from '@shared/models'
import { useEffect, useMemo, useRef, useState } from 'react'
import { MissingPages } from '../document/document-notices'
import type { Mark } from '../document/places'
import { useKeptPassage } from '../document/use-kept-passage'
import { type PageSize, PdfPage } from '../pdf/pdf-page'
import { pageAt, USUAL_SIZE, useWidth } from '../pdf/pdf-pages'
import { usePdf } from '../pdf/use-pdf'
import { PassageSurroundings, SurroundingsSkeleton } from './passage-surroundings'

interface PassagePageProps {
  readonly passage: Passage
  readonly document: DocumentDetail
}

/** The one page of a PDF that the passage stands on now. Its own words only are lit, never what took their place. */
export function PassagePage({ passage, document }: PassagePageProps) {
  const { documentId, start, end } = passage
  const kept = useKeptPassage({ documentId, start, end, passage })
  if (kept.kind === 'loading') return <SurroundingsSkeleton />
  if (!('stretch' in kept) || kept.kind === 'changed')
    return <PassageSurroundings passage={passage} document={document} />
  const { stretch } = kept
  const place = { start: stretch.start, end: stretch.end }
  return <PrintedPage key={place.start} passage={{ ...passage, ...place }} document={document} />
}

/** As wide as there is room, with the passage lit. */
function PrintedPage({ passage, document }: PassagePageProps) {
  const pdf = usePdf(document.id)
  const frame = useRef<HTMLElement>(null)
  const width = useWidth(frame)
  const [size, setSize] = useState<PageSize>(USUAL_SIZE)
  const { start, end } = passage
  const marks = useMemo((): Mark[] => [{ start, end, kind: 'passage' }], [start, end])
  const number = pageAt(document, start)
  const onSize = useMemo(() => (_: number, told: PageSize) => setSize(told), [])
  useLitInSight(frame, start)
  const isMissing = pdf.kind === 'missing' || pdf.kind === 'failed'
  if (isMissing)
    return (
      <>
        <div className="-mx-3 mb-2">
          <MissingPages reason={pdf.kind === 'missing' ? pdf.reason : 'failed'} />
        </div>
        <PassageSurroundings passage={passage} document={document} />
      </>
    )
  return (
    <section
      ref={frame}
      aria-label={`Page ${number} of ${document.title}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a page is scrolled by the keyboard
      tabIndex={0}
      className="max-h-[420px] overflow-y-auto rounded-md bg-sunken -outline-offset-2"
    >
      {pdf.kind === 'open' ? (
        <PdfPage
          opened={pdf}
          documentId={document.id}
          number={number}
          page={document.pages.find(({ page }) => page === number) ?? null}
          scale={Math.max(200, width) / size.width}
          size={size}
          marks={marks}
          onSize={onSize}
        />
      ) : (
        <SurroundingsSkeleton />
      )}
    </section>
  )
}

/** What is lit is drawn some time after the page: it is brought to the middle once, when it comes. */
function useLitInSight(frame: React.RefObject<HTMLElement | null>, start: number): void {
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const observer = new MutationObserver(() => {
      const lit = element.querySelector<HTMLElement>(`.pdf-lit[data-start="${start}"]`)
      if (!lit) return
      observer.disconnect()
      // within the frame alone: the pane itself stays where the hand has it
      element.scrollTop = lit.offsetTop - element.clientHeight / 3
    })
    observer.observe(element, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [frame, start])
}
