import type { DocumentFacts } from '@shared/models'
import { getDocumentProxy } from 'unpdf'
import { factsOfRecord, property } from './facts'
import type { PdfLine } from './pdf-lines'
import { readPages } from './pdf-pages'
import { emptyPictures } from './pdf-pictures'
import { mayHideText } from './pdf-suspects'
import { Refusal } from './refusal'
import { NeedsScanReader, type ScannedDocument, type ScanReader } from './scans'
import { createTextBuilder, type LayoutDraft, type StructuredText, type TextBuilder } from './structured-text'

/** A heading's letters are at least so much higher than the text's. */
const HEADING_RATIO = 1.12
const HEADING_MAX_CHARS = 120
/** A line on this share of the pages, at their edge, is a running head or foot. */
const RUNNING_SHARE = 0.6

/** A larger share of signs without a meaning than any readable text has. */
const GARBLED_SHARE = 0.1
const GARBLED =
  'Much of the text is unreadable: the PDF does not say which letters its signs stand for. Run text recognition (OCR) on it, then import it again.'

const NO_TEXT =
  'This PDF has no text, only pictures of pages, which need text recognition (OCR). Turn on “Read scanned pages” in Settings, then try again.'
const NOT_RECOGNISED =
  'This PDF has no text, and none could be recognised with confidence in the pictures of its pages. A sharper scan may help.'
const HIDDEN_ONLY =
  'All text of this PDF is hidden: white on white, without ink, or too small to be seen. Hidden text is not imported.'
const NOT_DECODED =
  'This PDF has no text, and the pictures of its pages are damaged or of a kind that is not read. Save it anew, or scan it again.'
/** Half an hour of reading or more; other files wait meanwhile. */
const MAX_SCANNED_PAGES = 500
/** A document of which pages were read from pictures can be found, and is known, by it. */
const SCAN_TAG = 'read from a scan'

/** What to do with pages that have no text: `ask` throws NeedsScanReader, so that they are read elsewhere. */
export type Scans = ScanReader | 'ask' | 'leave'

/** Reads page by page. Throws a Refusal: encrypted, damaged, no_text, too_complex. */
export async function parsePdf(bytes: Buffer, scans: Scans = 'leave'): Promise<StructuredText> {
  const own = new Uint8Array(bytes)
  emptyPictures(own)
  // before the library takes the bytes for itself
  const mayHide = mayHideText(own)
  // the library keeps the decoders of the first document that it opens
  const pdf = await open(own, typeof scans === 'object' ? scans.pdfOptions : {})
  try {
    const { title, facts } = await readMetadata(pdf)
    const { pages: ownPages, brokenCount, hiddenCount } = await readPages(pdf, mayHide)
    const scanned = await readScannedPages(bytes, ownPages, scans, facts.language)
    const rawPages = scanned.pages
    const builder = createTextBuilder()
    const running = runningLines(rawPages)
    const bodyHeight = commonHeight(rawPages)
    const pages = rawPages.map((lines) => joinHeadings(withoutRunning(lines, running), bodyHeight))
    for (const [index, lines] of pages.entries()) {
      builder.page(index + 1)
      writePage(builder, lines, bodyHeight)
    }
    if (builder.length === 0)
      throw new Refusal('no_text', whyNoText(scans, hiddenCount, scanned.undecodedCount))
    const content = builder.finish()
    const warnings = brokenCount === 0 ? [] : [`${brokenCount} of ${pages.length} pages could not be read.`]
    if (hiddenCount > 0) warnings.push(hiddenWarning(hiddenCount, pages.length))
    if (isGarbled(content.text)) warnings.push(GARBLED)
    warnings.push(...scanned.warnings)
    const described = scanned.readCount > 0 ? { ...facts, tags: [...facts.tags, SCAN_TAG] } : facts
    return { title: title ?? firstHeading(pages, bodyHeight), ...content, facts: described, warnings }
  } finally {
    await pdf.loadingTask.destroy()
  }
}

function whyNoText(scans: Scans, hiddenCount: number, undecodedCount: number): string {
  if (undecodedCount > 0) return NOT_DECODED
  if (hiddenCount > 0) return HIDDEN_ONLY
  return scans === 'leave' ? NO_TEXT : NOT_RECOGNISED
}

function hiddenWarning(hiddenCount: number, pageCount: number): string {
  return `Left out: hidden text on ${hiddenCount} of ${pageCount} pages, which nobody sees who opens the file.`
}

function isGarbled(text: string): boolean {
  const signs = text.match(/[^\s]/gu)?.length ?? 0
  const odd = text.match(/[\p{Co}\ufffd]|(?![\n\t])\p{Cc}/gu)?.length ?? 0
  return odd > signs * GARBLED_SHARE
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

async function open(bytes: Uint8Array, options: Readonly<Record<string, unknown>>): Promise<Pdf> {
  try {
    return await getDocumentProxy(bytes, {
      ...options,
      enableXfa: false,
      verbosity: 0,
    })
  } catch (thrown) {
    const { name } = thrown as Error
    if (name === 'PasswordException')
      throw new Refusal(
        'encrypted',
        'The PDF is protected by a password. Remove the password, then import it again.',
      )
    throw new Refusal('damaged', 'The PDF is damaged, or is not a PDF at all: it cannot be opened.')
  }
}

async function readMetadata(pdf: Pdf): Promise<{ title: string | null; facts: DocumentFacts }> {
  const metadata = await pdf.getMetadata().catch(() => null)
  const said = (name: string) => property(metadata?.info, name)
  const facts = factsOfRecord({
    keywords: said('Keywords'),
    language: said('Language'),
    date: isoOfPdfDate(said('ModDate')) ?? isoOfPdfDate(said('CreationDate')),
  })
  const title = said('Title')
  return { title: typeof title === 'string' ? usableTitle(title.trim()) : null, facts }
}

/** Null for what word processors leave there when nobody gave a title. */
function usableTitle(name: string): string | null {
  return /^(?:microsoft word|untitled|document\d*|.*\.(?:docx?|indd|pdf|qxd|tex))/iu.test(name)
    ? null
    : name || null
}

/** "D:20250131120000+01'00'"; what stands after the day is often missing. */
function isoOfPdfDate(value: unknown): string | null {
  const match = typeof value === 'string' ? /^D:(\d{4})(\d{2})?(\d{2})?/u.exec(value) : null
  return match ? `${match[1]}-${match[2] ?? '01'}-${match[3] ?? '01'}` : null
}

interface ScannedPages {
  readonly pages: readonly (readonly PdfLine[])[]
  readonly readCount: number
  readonly undecodedCount: number
  readonly warnings: readonly string[]
}

/** Fills pages without text from their pictures; page numbers stay what they are. */
async function readScannedPages(
  bytes: Buffer,
  pages: readonly (readonly PdfLine[])[],
  scans: Scans,
  language: string | null,
): Promise<ScannedPages> {
  const empty = pages.flatMap((lines, index) => (lines.length === 0 ? [index] : []))
  if (empty.length === 0 || scans === 'leave') return { pages, readCount: 0, undecodedCount: 0, warnings: [] }
  if (scans === 'ask') throw new NeedsScanReader()
  if (empty.length > MAX_SCANNED_PAGES)
    throw new Refusal(
      'too_complex',
      `The PDF has ${empty.length} pages without text; up to ${MAX_SCANNED_PAGES} are read from pictures. Divide it.`,
    )
  const pdf = await open(new Uint8Array(bytes), scans.pdfOptions)
  try {
    return await fillPages(pdf, pages, empty, scans.startDocument(language))
  } finally {
    await pdf.loadingTask.destroy()
  }
}

async function fillPages(
  pdf: Pdf,
  pages: readonly (readonly PdfLine[])[],
  empty: readonly number[],
  reader: ScannedDocument,
): Promise<ScannedPages> {
  const filled = [...pages]
  let readCount = 0
  let unsureCount = 0
  let undecodedCount = 0
  for (const index of empty) {
    const page = await pdf.getPage(index + 1).catch(() => null)
    const outcome = page && (await reader.readPage(page))
    page?.cleanup()
    if (outcome?.kind === 'unsure') unsureCount++
    if (outcome?.kind === 'undecoded') undecodedCount++
    if (outcome?.kind !== 'read') continue
    readCount++
    filled[index] = [...outcome.lines]
  }
  const counts = { readCount, unsureCount, undecodedCount, pageCount: pages.length }
  return { pages: filled, readCount, undecodedCount, warnings: scanWarnings(counts) }
}

interface ScanCounts {
  readonly readCount: number
  readonly unsureCount: number
  readonly undecodedCount: number
  readonly pageCount: number
}

function scanWarnings({ readCount, unsureCount, undecodedCount, pageCount }: ScanCounts): string[] {
  const ofAll = (count: number) => `${count} of ${pageCount} pages`
  const said: readonly (readonly [number, string])[] = [
    [readCount, `Read from a scan: ${ofAll(readCount)}. Check figures and names in the original.`],
    [unsureCount, `Left out: ${ofAll(unsureCount)}, whose pictures could not be read with confidence.`],
    [
      undecodedCount,
      `Left out: ${ofAll(undecodedCount)}, whose pictures are damaged or of a kind that is not read.`,
    ],
  ]
  return said.flatMap(([count, warning]) => (count === 0 ? [] : [warning]))
}

/** Lines at the edge of most pages, with their numbers masked ("Page 3" is "Page #"). */
function runningLines(pages: readonly (readonly PdfLine[])[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const lines of pages)
    for (const key of new Set(edgeKeys(lines))) counts.set(key, (counts.get(key) ?? 0) + 1)
  const least = Math.max(2, pages.length * RUNNING_SHARE)
  return new Set([...counts].filter(([, count]) => count >= least).map(([key]) => key))
}

function edgeKeys(lines: readonly PdfLine[]): string[] {
  const byHeight = [...lines].sort((a, b) => b.y - a.y)
  return [byHeight[0], byHeight.at(-1)].filter((line) => line !== undefined).map(runningKey)
}

function runningKey(line: PdfLine): string {
  return `${Math.round(line.y)} ${line.text.replace(/\d+/gu, '#')}`
}

function withoutRunning(lines: readonly PdfLine[], running: ReadonlySet<string>): PdfLine[] {
  return lines.filter((line) => !running.has(runningKey(line)))
}

/** The letter height most of the text has. */
function commonHeight(pages: readonly (readonly PdfLine[])[]): number {
  const chars = new Map<number, number>()
  for (const line of pages.flat()) {
    const height = Math.round(line.height * 2) / 2
    chars.set(height, (chars.get(height) ?? 0) + line.text.length)
  }
  return [...chars].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0
}

function isHeading(line: PdfLine, bodyHeight: number): boolean {
  return (
    line.height >= bodyHeight * HEADING_RATIO &&
    line.text.length <= HEADING_MAX_CHARS &&
    /\p{L}{2}/u.test(line.text)
  )
}

/** A heading of two lines is one: same letters, right below each other. */
function joinHeadings(lines: readonly PdfLine[], bodyHeight: number): PdfLine[] {
  const joinedLines: PdfLine[] = []
  for (const line of lines) {
    const last = joinedLines.at(-1)
    const isSecondLine =
      last !== undefined &&
      isHeading(last, bodyHeight) &&
      isHeading(line, bodyHeight) &&
      Math.abs(last.height - line.height) < 0.5 &&
      last.y > line.y &&
      last.y - line.y < line.height * 1.5 &&
      last.text.length + line.text.length < HEADING_MAX_CHARS
    if (isSecondLine) joinedLines[joinedLines.length - 1] = { ...line, text: `${last.text} ${line.text}` }
    else joinedLines.push(line)
  }
  return joinedLines
}

function firstHeading(pages: readonly (readonly PdfLine[])[], bodyHeight: number): string | null {
  const candidates = (pages[0] ?? []).filter((line) => isHeading(line, bodyHeight))
  const largest = Math.max(0, ...candidates.map((line) => line.height))
  return candidates.find((line) => line.height === largest)?.text ?? null
}

function writePage(builder: TextBuilder, lines: readonly PdfLine[], bodyHeight: number): void {
  let paragraph = ''
  let last: PdfLine | null = null
  const close = () => {
    const mark = /^([•‣▪–-]|\d{1,3}[.)]?)\s/u.exec(paragraph)
    builder.block(paragraph, mark ? { group: 'list', layout: itemLayout(mark) } : {})
    paragraph = ''
  }
  for (const line of lines) {
    if (isHeading(line, bodyHeight)) {
      close()
      builder.heading(line.height >= bodyHeight * 1.6 ? 1 : 2, line.text)
    } else {
      if (last && isNewParagraph(last, line, bodyHeight)) close()
      paragraph = joined(paragraph, line.text)
    }
    last = line
  }
  close()
}

function itemLayout([whole, sign = '']: RegExpExecArray): LayoutDraft {
  return { kind: 'list-item', level: 1, from: whole.length, marker: /^\d/u.test(sign) ? sign : '•' }
}

function isNewParagraph(last: PdfLine, line: PdfLine, bodyHeight: number): boolean {
  if (/^(?:[•‣▪]|\d{1,3}[.)]|-\s)/u.test(line.text)) return true
  const step = last.y - line.y
  // upwards: the next column; far down: an empty space between
  return step < -bodyHeight || step > bodyHeight * 1.75
}

/** A word divided at the end of a line keeps its mark, which may be its own ("self-\nwatering"). */
function joined(paragraph: string, line: string): string {
  if (!paragraph) return line
  return /\p{L}-$/u.test(paragraph) && /^\p{Ll}/u.test(line) ? paragraph + line : `${paragraph} ${line}`
}
