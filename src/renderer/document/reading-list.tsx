import type { DocumentDetail } from '@shared/models'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { ErrorNotice } from '../ui/error-notice'
import { takeLostFocus } from '../ui/focus-return'
import type { Mark } from './places'
import { SegmentView } from './segment-view'
import { type Segment, segmentsOf } from './segments'
import { useLoadedDocument } from './use-loaded-document'

/** A guess for what has not been measured; a paragraph of three lines. */
const SEGMENT_HEIGHT_PX = 84
/** Frames in which rows are measured and the place settles before what is gone to is brought to the middle. */
const SETTLE_FRAMES = 8
/** So many rows before the end of what is at hand, more is asked for. */
const NEAR_ROWS = 12

/** Where to scroll; a new object scrolls again. */
export interface ReadingTarget {
  readonly start: number
}

interface ReadingListProps {
  readonly document: DocumentDetail
  /** Sorted by their start. */
  readonly marks: readonly Mark[]
  readonly target: ReadingTarget
}

/** The text of a document as it was written, in rows of which only those in sight are drawn. */
export function ReadingList({ document, marks, target }: ReadingListProps) {
  const { loaded, error, hasBefore, hasAfter, extend } = useLoadedDocument(
    document.id,
    document.textLength,
    target.start,
  )
  const segments = useMemo(() => (loaded ? segmentsOf(loaded, document) : []), [loaded, document])
  const scroller = useRef<HTMLElement>(null)
  const rows = useVirtualizer({
    count: segments.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => SEGMENT_HEIGHT_PX,
    getItemKey: (index) => segments[index]?.start ?? index,
    overscan: 8,
    // a document opens at its place in the first frame, also where nothing has been measured (as in tests)
    initialRect: { width: 720, height: 900 },
  })
  // more is asked for only once the place stands: rows put in before it would lead the way there astray
  const [settled, setSettled] = useState<ReadingTarget | null>(null)
  useStablePlace(scroller, segments, rows)
  const index = segments.findIndex(({ end }) => end > target.start)
  useScrollTo(scroller, rows.scrollToIndex, index < 0 ? segments.length - 1 : index, target, setSettled)

  useEffect(() => takeLostFocus(scroller.current), [])
  const items = rows.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (segments.length === 0 || settled !== target) return
    if (hasBefore && first < NEAR_ROWS) extend('before')
    if (hasAfter && last > segments.length - NEAR_ROWS) extend('after')
  }, [first, last, segments.length, settled, target, hasBefore, hasAfter, extend])

  return (
    <section
      ref={scroller}
      aria-label={`Text of ${document.title}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by the keyboard
      tabIndex={0}
      className="min-h-0 grow overflow-y-auto px-4 py-6 -outline-offset-2 sm:px-7"
    >
      <div className="mx-auto w-full max-w-[760px]">
        {error && <ErrorNotice error={error} />}
        <div className="relative w-full" style={{ height: rows.getTotalSize() }}>
          {loaded &&
            items.map((row) => {
              const segment = segments[row.index]
              return (
                segment && (
                  <div
                    key={row.key}
                    ref={rows.measureElement}
                    data-index={row.index}
                    className="absolute inset-x-0 top-0"
                    style={{ transform: `translateY(${row.start}px)` }}
                  >
                    <SegmentView
                      segment={segment}
                      loaded={loaded}
                      marks={marks}
                      format={document.format}
                      isLaidOut={loaded.isLaidOut}
                    />
                  </div>
                )
              )
            })}
        </div>
      </div>
    </section>
  )
}

type Rows = ReturnType<typeof useVirtualizer<HTMLElement, Element>>

/** Text put in before what is read moves nothing: the row at the top stays where the eye has it. */
function useStablePlace(
  scroller: React.RefObject<HTMLElement | null>,
  segments: readonly Segment[],
  rows: Rows,
): void {
  const last = useRef<{ readonly first: number; readonly key: number; readonly offset: number } | null>(null)
  useLayoutEffect(() => {
    const first = segments[0]?.start ?? 0
    const element = scroller.current
    if (last.current && element && first < last.current.first) {
      const { key, offset } = last.current
      const index = segments.findIndex(({ start }) => start >= key)
      const start = rows.measurementsCache[index]?.start
      if (start !== undefined) element.scrollTop = start + offset
    }
  }, [segments, rows, scroller])
  useLayoutEffect(() => {
    const top = rows.scrollOffset ?? 0
    const row = rows.getVirtualItems().find(({ end }) => end > top)
    const segment = row && segments[row.index]
    last.current =
      segment && row
        ? { first: segments[0]?.start ?? 0, key: segment.start, offset: top - row.start }
        : last.current
  })
}

/** Rows are measured as they come into sight, so the place is set for a few frames, then the mark itself is centred. */
function useScrollTo(
  scroller: React.RefObject<HTMLElement | null>,
  scrollToIndex: (index: number, options: { align: 'center' | 'start' }) => void,
  index: number,
  target: ReadingTarget,
  onSettled: (target: ReadingTarget) => void,
): void {
  const isThere = index >= 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each target; scrolling on must not be undone
  useEffect(() => {
    if (!isThere) return
    if (target.start === 0 && index === 0) return onSettled(target)
    let frame = 0
    let handle = 0
    const step = () => {
      const mark = scroller.current?.querySelector(`mark[data-start="${target.start}"]`)
      if (mark && frame > 1) mark.scrollIntoView?.({ block: 'center' })
      else scrollToIndex(index, { align: 'center' })
      frame += 1
      if (frame < SETTLE_FRAMES) handle = requestAnimationFrame(step)
      else {
        onSettled(target)
        if (!mark) scroller.current?.querySelector('mark')?.scrollIntoView?.({ block: 'center' })
      }
    }
    handle = requestAnimationFrame(step)
    return () => cancelAnimationFrame(handle)
  }, [isThere, target])
}
