import type { DocumentDetail, LayoutBlock } from '@shared/models'
import { splitParagraphs } from '../sources/document-paragraphs'
import type { LoadedText, Stretch } from './places'

/** What one row of the list shows. */
export interface Segment extends Stretch {
  readonly kind: 'heading' | 'paragraph' | 'list' | 'table' | 'code' | 'quote' | 'record' | 'rule'
  /** One block, but for lists and tables. */
  readonly blocks: readonly LayoutBlock[]
  /** Of a table: its header row, which stands in the first part only. */
  readonly header: LayoutBlock | null
  /** Of a table: how wide its columns are against each other. */
  readonly columns: readonly number[]
  /** Of a table or a code block: more of it stands in the segment before. */
  readonly isContinued: boolean
  /** The page that begins here, from the second on. */
  readonly pageBreak: number | null
}

/** A row of the list must stay small: items and rows are grouped up to these numbers, long texts are cut. */
const LIST_ITEMS = 30
const TABLE_ROWS = 40
const LONG_CHARS = 3_000
/** Rows that decide how wide the columns are. */
const MEASURED_ROWS = 30
const WIDEST_COLUMN_CHARS = 48
const NARROWEST_COLUMN_CHARS = 6

export interface LoadedLayout extends LoadedText {
  /** Empty for what was read before layouts were kept: its paragraphs are told by empty lines then. */
  readonly blocks: readonly LayoutBlock[]
}

type Outline = Pick<DocumentDetail, 'headings' | 'pages' | 'format'>

export function segmentsOf(loaded: LoadedLayout, document: Outline): Segment[] {
  const end = loaded.start + loaded.text.length
  const blocks = (loaded.blocks.length > 0 ? loaded.blocks : plainBlocks(loaded, document))
    .map((block) => clip(block, { start: loaded.start, end }))
    .filter((block) => block !== null)
    .flatMap((block) => cutLong(block, loaded))
  const pageStarts = document.pages.filter(({ page }) => page > 1)
  return withPageBreaks(grouped(blocks, pageStarts, loaded), pageStarts)
}

/** What a layout would say of a text of which nothing but headings is known. */
function plainBlocks(loaded: LoadedText, document: Outline): LayoutBlock[] {
  return splitParagraphs(loaded, document).map(({ start, text, headingLevel }) => ({
    kind: headingLevel !== null ? 'heading' : document.format === 'csv' ? 'record' : 'paragraph',
    start,
    end: start + text.trimEnd().length,
    ...(headingLevel === null ? {} : { level: headingLevel }),
  }))
}

/** Null for what lies outside of what is at hand. */
function clip(block: LayoutBlock, bounds: Stretch): LayoutBlock | null {
  if (block.start >= bounds.start && block.end <= bounds.end) return block
  const start = Math.max(block.start, bounds.start)
  const end = Math.min(block.end, bounds.end)
  if (end <= start) return null
  const inside = <S extends Stretch>(stretch: S): S => ({
    ...stretch,
    start: Math.min(end, Math.max(start, stretch.start)),
    end: Math.min(end, Math.max(start, stretch.end)),
  })
  const spans = block.spans?.map(inside).filter((span) => span.end > span.start)
  const cells = block.cells?.map(inside)
  return { ...block, start, end, ...(spans && { spans }), ...(cells && { cells }) }
}

function cutLong(block: LayoutBlock, { start: offset, text }: LoadedText): LayoutBlock[] {
  if (block.end - block.start <= LONG_CHARS || block.kind === 'table-row') return [block]
  const parts: LayoutBlock[] = []
  for (let at = block.start; at < block.end; ) {
    const limit = Math.min(block.end, at + LONG_CHARS)
    const to = limit === block.end ? limit : cutBefore(text, at - offset, limit - offset) + offset
    const part = clip(block, { start: at, end: to })
    if (part) parts.push(at === block.start ? part : { ...part, marker: undefined })
    at = to
  }
  return parts as LayoutBlock[]
}

/** After the last line, else the last word, that fits. */
function cutBefore(text: string, from: number, to: number): number {
  const line = text.lastIndexOf('\n', to - 1) + 1
  if (line > from) return line
  const word = text.lastIndexOf(' ', to - 1) + 1
  return word > from ? word : to
}

function grouped(
  blocks: readonly LayoutBlock[],
  pageStarts: readonly Stretch[],
  loaded: LoadedText,
): Segment[] {
  const segments: Segment[] = []
  let nextPage = 0
  for (let at = 0; at < blocks.length; ) {
    const first = blocks[at] as LayoutBlock
    while (nextPage < pageStarts.length && (pageStarts[nextPage] as Stretch).start <= first.start) nextPage++
    const pageEnd = pageStarts[nextPage]?.start ?? Number.POSITIVE_INFINITY
    let to = at + 1
    while (to < blocks.length && isGroup(first, blocks[to] as LayoutBlock, pageEnd)) to++
    const group = blocks.slice(at, to)
    if (first.kind === 'table-row') segments.push(...tableSegments(group))
    else if (first.kind === 'list-item')
      for (const items of parted(group, LIST_ITEMS)) segments.push(segment('list', items))
    else segments.push({ ...segment(first.kind, group), isContinued: isContinued(segments, first, loaded) })
    at = to
  }
  return segments
}

function isGroup(first: LayoutBlock, next: LayoutBlock, pageEnd: number): boolean {
  if (next.start >= pageEnd || next.kind !== first.kind) return false
  if (first.kind === 'list-item') return true
  return first.kind === 'table-row' && next.isHeader !== true
}

/** A code block that was cut for its length reads on without a gap. */
function isContinued(segments: readonly Segment[], block: LayoutBlock, { start, text }: LoadedText): boolean {
  const last = segments.at(-1)
  if (last?.kind !== 'code' || block.kind !== 'code') return false
  return last.end === block.start && text[block.start - start] !== undefined
}

function segment(kind: Segment['kind'], blocks: readonly LayoutBlock[]): Segment {
  return {
    kind,
    start: blocks[0]?.start ?? 0,
    end: blocks.at(-1)?.end ?? 0,
    blocks,
    header: null,
    columns: [],
    isContinued: false,
    pageBreak: null,
  }
}

function tableSegments(rows: readonly LayoutBlock[]): Segment[] {
  const [first] = rows
  const header = first?.isHeader ? first : null
  const columns = columnWidths(rows)
  const parts = parted(rows, TABLE_ROWS)
  return parts.map((part, index) => ({
    ...segment('table', part),
    header,
    columns,
    isContinued: index > 0,
  }))
}

function columnWidths(rows: readonly LayoutBlock[]): number[] {
  const widths: number[] = []
  for (const { cells = [] } of rows.slice(0, MEASURED_ROWS))
    for (const [index, { start, end }] of cells.entries()) {
      const chars = Math.min(WIDEST_COLUMN_CHARS, Math.max(NARROWEST_COLUMN_CHARS, end - start))
      widths[index] = Math.max(widths[index] ?? 0, chars)
    }
  return widths
}

function parted<T>(items: readonly T[], size: number): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size))
  return parts
}

function withPageBreaks(
  segments: readonly Segment[],
  pageStarts: readonly { readonly page: number; readonly start: number; readonly end: number }[],
): Segment[] {
  let next = 0
  // what begins before the first segment was broken there already
  const from = segments[0]?.start ?? 0
  while (next < pageStarts.length && (pageStarts[next]?.end ?? 0) <= from) next++
  return segments.map((one) => {
    let pageBreak: number | null = null
    for (let page = pageStarts[next]; page && page.start <= one.start; page = pageStarts[++next])
      pageBreak = page.page
    return pageBreak === null ? one : { ...one, pageBreak }
  })
}
