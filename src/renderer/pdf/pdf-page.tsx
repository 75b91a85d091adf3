import type { Page } from '@shared/models'
import { linesOfRuns, type PdfTextItem } from '@shared/pdf-runs'
import type { TextLayer } from 'pdfjs-dist'
import type { TextContent } from 'pdfjs-dist/types/src/display/api'
import { useEffect, useRef, useState } from 'react'
import { type Mark, type MarkKind, type Stretch, touches } from '../document/places'
import { useClient } from '../engine/use-engine'
import { alignPageText } from './align-page-text'
import { type LitBox, litBoxes } from './lit-boxes'
import type { OpenedPdf } from './open-pdf'

/** Sharp on a screen of any density, without the memory of a poster. */
const MAX_PIXEL_RATIO = 2

export interface PageSize {
  readonly width: number
  readonly height: number
}

interface PdfPageProps {
  readonly opened: Extract<OpenedPdf, { kind: 'open' }>
  readonly documentId: number
  readonly number: number
  /** The page's place in the stored text; null when none of it is there. */
  readonly page: Page | null
  readonly scale: number
  readonly size: PageSize
  readonly marks: readonly Mark[]
  readonly onSize: (number: number, size: PageSize) => void
}

/** One page: drawn, with its text over it to be selected and read out, and what is lit between the two. */
export function PdfPage({ opened, documentId, number, page, scale, size, marks, onSize }: PdfPageProps) {
  const frame = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const layer = useRef<HTMLDivElement>(null)
  const [drawn, setDrawn] = useState<DrawnText | null>(null)
  const [isFailed, setIsFailed] = useState(false)

  useEffect(() => {
    const { pdf, library } = opened
    let isOver = false
    let stop = () => {}
    async function draw(): Promise<void> {
      const proxy = await pdf.getPage(number)
      const viewport = proxy.getViewport({ scale })
      const target = canvas.current
      const texts = layer.current
      if (isOver || !target || !texts) return
      const natural = proxy.getViewport({ scale: 1 })
      onSize(number, { width: natural.width, height: natural.height })
      const ratio = Math.min(MAX_PIXEL_RATIO, window.devicePixelRatio || 1)
      target.width = Math.floor(viewport.width * ratio)
      target.height = Math.floor(viewport.height * ratio)
      const task = proxy.render({
        canvas: target,
        viewport,
        ...(ratio === 1 ? {} : { transform: [ratio, 0, 0, ratio, 0, 0] }),
      })
      stop = () => task.cancel()
      const isFinished = task.promise.then(
        () => true,
        () => false,
      )
      texts.replaceChildren()
      texts.style.setProperty('--total-scale-factor', String(scale))
      const content = await proxy.getTextContent()
      if (isOver) return
      const text = new library.TextLayer({ textContentSource: content, container: texts, viewport })
      await text.render()
      if (isOver) return
      setDrawn({ scale, text, widths: widthsOf(content, scale), order: orderOf(content) })
      if (!(await isFinished) && !isOver) setIsFailed(true)
    }
    draw().catch(() => {
      if (!isOver) setIsFailed(true)
    })
    return () => {
      isOver = true
      stop()
    }
  }, [opened, number, scale, onSize])

  const boxes = useLitBoxes({ frame, drawn, documentId, page, scale, marks })
  return (
    <div
      ref={frame}
      className="pdf-page"
      style={{ width: `${size.width * scale}px`, height: `${size.height * scale}px` }}
    >
      <canvas ref={canvas} aria-hidden className="absolute inset-0 size-full" />
      {boxes.map(({ kind, start, boxes: places }) =>
        places.map((box) => (
          <div
            key={`${start} ${box.left} ${box.top}`}
            aria-hidden
            data-start={start}
            className={`pdf-lit pdf-lit-${kind}`}
            style={{
              left: `${box.left}px`,
              top: `${box.top}px`,
              width: `${box.width}px`,
              height: `${box.height}px`,
            }}
          />
        )),
      )}
      {/* a page's own words, at the very places where they are drawn */}
      <section ref={layer} aria-label={`Page ${number}`} className="pdf-text" />
      {isFailed && <p className="absolute inset-x-0 top-6 text-center text-sm">This page cannot be shown.</p>}
    </div>
  )
}

interface DrawnText {
  readonly scale: number
  readonly text: TextLayer
  readonly widths: readonly number[]
  /** The text items as they are read. */
  readonly order: readonly number[]
}

/** Of each text item in CSS pixels; 0 for one that does not run from left to right. */
function widthsOf({ items }: TextContent, scale: number): number[] {
  return items.flatMap((item) => {
    if (!('str' in item)) return []
    const [, turn = 0] = item.transform as readonly number[]
    return [Math.abs(turn) < 0.01 ? item.width * scale : 0]
  })
}

function orderOf({ items }: TextContent): number[] {
  const texts = items.flatMap((item) => ('str' in item ? [item as PdfTextItem] : []))
  return linesOfRuns(texts).flatMap((runs) => runs.map(({ item }) => item))
}

interface LitMark {
  readonly kind: MarkKind
  readonly start: number
  readonly boxes: readonly LitBox[]
}

interface LitBoxesInput extends Pick<PdfPageProps, 'documentId' | 'page' | 'scale' | 'marks'> {
  readonly frame: React.RefObject<HTMLDivElement | null>
  readonly drawn: DrawnText | null
}

/** Finds marks of the stored text on the drawn page. */
function useLitBoxes({ frame, drawn, documentId, page, scale, marks }: LitBoxesInput): readonly LitMark[] {
  const client = useClient()
  const [lit, setLit] = useState<readonly LitMark[]>([])
  useEffect(() => {
    const own = page ? marks.filter((mark) => touches(mark, page)) : []
    if (!page || !drawn || drawn.scale !== scale || own.length === 0) return setLit([])
    const controller = new AbortController()
    const range = { documentId, start: page.start, end: page.end }
    client.call('documents.text', range, controller.signal).then(
      ({ text }) => {
        const element = frame.current
        if (!element) return
        const rangesOf = alignPageText(text, drawn.text.textContentItemsStr, drawn.order)
        setLit(
          own.map(({ kind, start, end }) => ({
            kind,
            start,
            boxes: litBoxes(
              element,
              drawn.text.textDivs,
              drawn.widths,
              rangesOf(inPage({ start, end }, page)),
            ),
          })),
        )
      },
      () => {}, // without its text the page is still there to be read
    )
    return () => controller.abort()
  }, [client, documentId, frame, drawn, page, scale, marks])
  return lit
}

function inPage({ start, end }: Stretch, page: Page): Stretch {
  return { start: Math.max(0, start - page.start), end: Math.min(page.end, end) - page.start }
}
