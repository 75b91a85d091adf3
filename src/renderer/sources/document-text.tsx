import type { DocumentDetail } from '@shared/models'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import type { DocumentPlace } from '../navigation'
import { Button } from '../ui/button'
import { ErrorNotice } from '../ui/error-notice'
import { lightUp, type Paragraph, splitParagraphs } from './document-paragraphs'
import { LitText } from './lit-text'
import { useDocumentText } from './use-document-text'

/** A guess for what has not been measured; a paragraph of three lines. */
const PARAGRAPH_HEIGHT_PX = 84
/** Frames in which rows are measured and the place settles before the passage is brought to the middle. */
const SETTLE_FRAMES = 6

interface DocumentTextProps {
  readonly document: DocumentDetail
  readonly place: DocumentPlace
}

export function DocumentText({ document, place }: DocumentTextProps) {
  const { window, error, hasBefore, hasAfter, extend } = useDocumentText(
    document.id,
    document.textLength,
    place.start ?? 0,
  )
  const paragraphs = useMemo(() => (window ? splitParagraphs(window, document) : []), [window, document])
  const scroller = useRef<HTMLElement>(null)
  const rows = useVirtualizer({
    count: paragraphs.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => PARAGRAPH_HEIGHT_PX,
    getItemKey: (index) => paragraphs[index]?.start ?? index,
    overscan: 8,
    // a document opens at its place in the first frame, also where nothing has been measured (as in tests)
    initialRect: { width: 720, height: 900 },
  })
  const passage = passageOf(place)
  const target = passage ? paragraphs.findIndex(({ end }) => end > passage.start) : -1
  useScrollToPassage(scroller, rows.scrollToIndex, target, place)

  return (
    <section
      ref={scroller}
      aria-label={`Text of ${document.title}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by the keyboard
      tabIndex={0}
      className="min-h-0 grow overflow-y-auto px-4 py-6 -outline-offset-2 sm:px-7"
    >
      <div className="mx-auto w-full max-w-[720px]">
        {error && <ErrorNotice error={error} />}
        {hasBefore && <MoreButton label="Show the part before" onClick={() => extend('before')} />}
        <div className="relative w-full" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((row) => {
            const paragraph = paragraphs[row.index]
            return (
              paragraph && (
                <div
                  key={row.key}
                  ref={rows.measureElement}
                  data-index={row.index}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${row.start}px)` }}
                >
                  <ParagraphBlock paragraph={paragraph} passage={passage} format={document.format} />
                </div>
              )
            )
          })}
        </div>
        {hasAfter && <MoreButton label="Show the part after" onClick={() => extend('after')} />}
      </div>
    </section>
  )
}

const HEADING_TAGS = ['h2', 'h3', 'h4', 'h5', 'h6', 'h6'] as const

interface ParagraphBlockProps {
  readonly paragraph: Paragraph
  readonly passage: { readonly start: number; readonly end: number } | null
  readonly format: DocumentDetail['format']
}

function ParagraphBlock({ paragraph, passage, format }: ParagraphBlockProps) {
  const trimmed = { start: paragraph.start, text: paragraph.text.trimEnd() }
  // the document's title is the view's own heading
  const Heading = HEADING_TAGS[Math.min(6, paragraph.headingLevel ?? 1) - 1] ?? 'h6'
  const text = <LitText pieces={lightUp(trimmed, passage)} format={format} />
  return (
    <>
      {paragraph.pageBreak !== null && (
        <div className="flex items-center gap-3 pt-2 pb-4 text-xs text-faint">
          <span className="h-px grow bg-line" />
          Page {paragraph.pageBreak}
          <span className="h-px grow bg-line" />
        </div>
      )}
      {paragraph.headingLevel !== null ? (
        <Heading
          dir="auto"
          className={`pt-2 pb-1.5 font-semibold tracking-tight [overflow-wrap:anywhere] ${paragraph.headingLevel === 1 ? 'text-lg' : 'text-[15px]'}`}
        >
          {text}
        </Heading>
      ) : (
        <p
          dir="auto"
          className={`whitespace-pre-wrap text-answer [overflow-wrap:anywhere] ${format === 'csv' ? 'mb-2.5 rounded-lg border border-line px-3 py-2 text-sm' : 'pb-3'}`}
        >
          {text}
        </p>
      )}
    </>
  )
}

function MoreButton({ label, onClick }: { readonly label: string; readonly onClick: () => void }) {
  return (
    <div className="flex justify-center py-3">
      <Button onClick={onClick}>{label}</Button>
    </div>
  )
}

/** Rows are measured as they come into sight, so the place is set for a few frames, then the mark itself is centred. */
function useScrollToPassage(
  scroller: React.RefObject<HTMLElement | null>,
  scrollToIndex: (index: number, options: { align: 'center' }) => void,
  target: number,
  place: DocumentPlace,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each place; scrolling on must not be undone
  useEffect(() => {
    if (target < 0) return
    let frame = 0
    let handle = 0
    const step = () => {
      scrollToIndex(target, { align: 'center' })
      const mark = scroller.current?.querySelector('mark')
      frame += 1
      if (frame < SETTLE_FRAMES) handle = requestAnimationFrame(step)
      else mark?.scrollIntoView?.({ block: 'center' })
    }
    handle = requestAnimationFrame(step)
    return () => cancelAnimationFrame(handle)
  }, [target >= 0, place])
}

function passageOf({ start, end }: DocumentPlace): { readonly start: number; readonly end: number } | null {
  return start === undefined || end === undefined ? null : { start, end }
}
