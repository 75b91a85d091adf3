import type { PdfTextItem } from '@shared/pdf-runs'
import { getResolvedPDFJS } from 'unpdf'
import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs'
import { type DrawingOperations, type DrawnFont, traceDrawing } from './pdf-drawing'
import { type ShownItems, withoutHiddenText } from './pdf-hidden'
import { type PdfLayers, readLayers } from './pdf-layers'
import { layOutPage, type PdfLine } from './pdf-lines'
import { Refusal } from './refusal'

/** Text a person can read in two lifetimes; more is made to fill memory. */
const MAX_TEXT_CHARS = 30_000_000
/** Notes, form fields and stamps lie above the page and are no ground for its text. */
const WITHOUT_ANNOTATIONS = 0

export interface PdfPages {
  readonly pages: readonly (readonly PdfLine[])[]
  readonly brokenCount: number
  /** Pages of which text was left out because nobody sees it. */
  readonly hiddenCount: number
}

/** Letters below this are looked at in any case. */
const SMALL_SIZE = 1

/**
 * The text that is seen on each page; lines are empty for a page that cannot be read. `mayHide` is whether its bytes
 * leave open that text is hidden by its ink. Throws a Refusal.
 */
export async function readPages(pdf: PDFDocumentProxy, mayHide: boolean): Promise<PdfPages> {
  const { OPS: operations } = await getResolvedPDFJS()
  const layers = await readLayers(pdf)
  const looks: Looks = { operations, layers, mayHide: mayHide || layers.hasHidden }
  const pages: PdfLine[][] = []
  let chars = 0
  let brokenCount = 0
  let hiddenCount = 0
  for (let number = 1; number <= pdf.numPages; number++) {
    try {
      const page = await pdf.getPage(number)
      const { items, hasHidden } = await readItems(page, looks)
      const lines = layOutPage(items)
      for (const line of lines) chars += line.text.length
      if (hasHidden) hiddenCount++
      pages.push(lines)
      page.cleanup()
    } catch {
      brokenCount++
      pages.push([])
    }
    if (chars > MAX_TEXT_CHARS) throw new Refusal('too_complex', 'The PDF has more text than can be read.')
  }
  if (brokenCount === pdf.numPages)
    throw new Refusal('damaged', 'The PDF is damaged: none of its pages can be read.')
  return { pages, brokenCount, hiddenCount }
}

/** What is needed to tell how a page's text looks. */
interface Looks {
  readonly operations: DrawingOperations
  readonly layers: PdfLayers
  readonly mayHide: boolean
}

async function readItems(page: PDFPageProxy, { operations, layers, mayHide }: Looks): Promise<ShownItems> {
  const content = await page.getTextContent()
  const items = content.items as readonly PdfTextItem[]
  const words = items.filter(({ str }) => str?.trim())
  if (words.length === 0 || !(mayHide || words.some(isSmall))) return { items, hasHidden: false }
  // the words of a page are worth more than the knowledge of how they look
  const list = await page.getOperatorList({ annotationMode: WITHOUT_ANNOTATIONS }).catch(() => null)
  if (!list) return { items, hasHidden: false }
  const fontOf = (id: string): DrawnFont | null =>
    page.commonObjs.has(id) ? (page.commonObjs.get(id) as DrawnFont) : null
  const drawing = traceDrawing({
    fnArray: list.fnArray,
    argsArray: list.argsArray,
    operations,
    fontOf,
    isShown: layers.isShown,
  })
  return withoutHiddenText(items, drawing, page.view)
}

function isSmall({ transform: [a = 0, b = 0, c = 0, d = 0] = [] }: PdfTextItem): boolean {
  return Math.min(Math.hypot(a, b), Math.hypot(c, d)) < SMALL_SIZE
}
