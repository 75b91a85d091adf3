import type { DocumentDetail } from '@shared/models'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Mark } from '../document/places'
import type { ReadingTarget } from '../document/reading-list'
import { takeLostFocus } from '../ui/focus-return'
import type { OpenedPdf } from './open-pdf'
import { type PageSize, PdfPage } from './pdf-page'

const GAP_PX = 14
/** A page is drawn no wider than this, unless it is enlarged by hand. */
const WIDEST_PAGE_PX = 900
const SIDE_PX = 40
/** A4, until the first page has told. */
export const USUAL_SIZE: PageSize = { width: 595, height: 842 }
/** In this time a page is drawn and its text laid over it, also on a slow machine. */
const SETTLE_MS = 3_000

export type PageTarget = ReadingTarget | { readonly page: number }

interface PdfPagesProps {
  readonly opened: Extract<OpenedPdf, { kind: 'open' }>
  readonly document: DocumentDetail
  readonly marks: readonly Mark[]
  readonly target: PageTarget
  readonly zoom: number
  readonly onPage: (page: number) => void
}

/** A PDF page by page; only those in sight are drawn. */
export function PdfPages({ opened, document, marks, target, zoom, onPage }: PdfPagesProps) {
  const scroller = useRef<HTMLElement>(null)
  const [sizes, setSizes] = useState<ReadonlyMap<number, PageSize>>(new Map())
  const width = useWidth(scroller)
  const onSize = useCallback(
    (number: number, size: PageSize) =>
      setSizes((last) => {
        const known = last.get(number)
        return known?.width === size.width && known.height === size.height
          ? last
          : new Map(last).set(number, size)
      }),
    [],
  )
  const usual = sizes.get(1) ?? sizes.values().next().value ?? USUAL_SIZE
  const scale = (Math.min(WIDEST_PAGE_PX, Math.max(200, width - SIDE_PX)) / usual.width) * zoom
  const sizeOf = (number: number) => sizes.get(number) ?? usual
  const pages = useVirtualizer({
    count: opened.pdf.numPages,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => sizeOf(index + 1).height * scale + GAP_PX,
    overscan: 1,
    initialRect: { width: 720, height: 900 },
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights follow from both
  useLayoutEffect(() => pages.measure(), [sizes, scale])

  useEffect(() => takeLostFocus(scroller.current), [])
  const places = useMemo(() => new Map(document.pages.map((page) => [page.page, page])), [document])
  const wanted = 'page' in target ? target.page : pageAt(document, target.start)
  useGoTo(scroller, pages.scrollToIndex, wanted, target)
  const middle = (pages.scrollOffset ?? 0) + (pages.scrollRect?.height ?? 0) / 2
  const current = (pages.getVirtualItems().find(({ end }) => end > middle)?.index ?? 0) + 1
  useEffect(() => onPage(current), [onPage, current])

  return (
    <section
      ref={scroller}
      aria-label={`Pages of ${document.title}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: pages are scrolled by the keyboard
      tabIndex={0}
      className="min-h-0 grow overflow-auto bg-sunken py-4 -outline-offset-2"
    >
      <div className="relative mx-auto" style={{ height: pages.getTotalSize(), width: usual.width * scale }}>
        {pages.getVirtualItems().map(({ index, key, start }) => (
          <div key={key} className="absolute top-0 left-0" style={{ transform: `translateY(${start}px)` }}>
            <PdfPage
              opened={opened}
              documentId={document.id}
              number={index + 1}
              page={places.get(index + 1) ?? null}
              scale={scale}
              size={sizeOf(index + 1)}
              marks={marks}
              onSize={onSize}
            />
          </div>
        ))}
      </div>
    </section>
  )
}

export function pageAt({ pages }: Pick<DocumentDetail, 'pages'>, start: number): number {
  return pages.findLast((page) => page.start <= start)?.page ?? 1
}

/** Of an element that is there from the first; followed as it changes. */
export function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(720)
  useLayoutEffect(() => {
    const target = element.current
    if (!target) return
    const observer = new ResizeObserver(() => setWidth(target.clientWidth))
    observer.observe(target)
    setWidth(target.clientWidth)
    return () => observer.disconnect()
  }, [element])
  return width
}

/** First the page, then, once it is drawn, what is lit on it. A hand that scrolls meanwhile has its way. */
function useGoTo(
  scroller: React.RefObject<HTMLElement | null>,
  scrollToIndex: (index: number, options: { align: 'start' }) => void,
  page: number,
  target: PageTarget,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each target
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const until = performance.now() + SETTLE_MS
    let handle = 0
    const isWholePage = 'page' in target
    const step = () => {
      const lit = isWholePage ? null : element.querySelector(`.pdf-lit[data-start="${target.start}"]`)
      if (lit) return lit.scrollIntoView({ block: 'center', inline: 'nearest' })
      scrollToIndex(page - 1, { align: 'start' })
      if (performance.now() < until && !isWholePage) handle = requestAnimationFrame(step)
    }
    handle = requestAnimationFrame(step)
    const stop = () => cancelAnimationFrame(handle)
    element.addEventListener('wheel', stop, { once: true, passive: true })
    return () => {
      stop()
      element.removeEventListener('wheel', stop)
    }
  }, [target])
}
