import type { LayoutSpan } from '@shared/models'
import { createInlineLine } from './inline-line'
import type { LayoutDraft, TextBuilder } from './structured-text'

/** Builds the text of a page from its elements as they open and close. */
export interface HtmlWriter {
  open(name: string, attribute: (name: string) => string | null): void
  close(name: string): void
  text(text: string): void
  flush(): void
  /** The first h1. */
  readonly firstTop: string | null
}

const BLOCKS = new Set(
  'address article aside blockquote body dd details div dl dt fieldset figcaption figure footer header hr html legend main ol p pre section summary table tbody tfoot thead tr ul li caption'.split(
    ' ',
  ),
)
const HEADING = /^h[1-6]$/u
const INLINE: Readonly<Record<string, 'strong' | 'emphasis' | 'code' | 'link'>> = {
  b: 'strong',
  strong: 'strong',
  i: 'emphasis',
  em: 'emphasis',
  code: 'code',
  kbd: 'code',
  samp: 'code',
  a: 'link',
}
const HREF_MAX_CHARS = 2000
const MAX_LEVEL = 9

interface Cell {
  readonly text: string
  readonly spans: readonly LayoutSpan[]
}

/** "- " items, "1. " items and "a | b | c" rows; `headingShift` moves headings down, for parts of a larger text. */
export function createHtmlWriter(builder: TextBuilder, headingShift = 0): HtmlWriter {
  const line = createInlineLine()
  let cells: Cell[] | null = null
  let isHeaderRow = true
  let preDepth = 0
  let quoteDepth = 0
  let headingLevel = 0
  let firstTop: string | null = null
  /** One entry for each open list: how many items it has had; null for an unordered one. */
  const lists: (number | null)[] = []
  let marker = ''

  function flush(): void {
    const { text, spans } = line.take(preDepth > 0)
    if (!text) return
    if (cells) addToCell(cells, text, spans)
    else if (headingLevel > 0) {
      if (headingLevel === 1) firstTop ??= text
      builder.heading(headingLevel + headingShift, text)
    } else {
      const layout = { ...layoutOf(), spans: moved(spans, marker.length) }
      builder.block(marker + text, marker === '' ? { layout } : { group: 'list', layout })
      // the item's next paragraphs stand below its mark
      marker = marker === '' ? '' : '  '.repeat(lists.length)
    }
  }

  function layoutOf(): LayoutDraft {
    const from = marker.length
    if (preDepth > 0) return { kind: 'code', from }
    if (marker !== '') {
      const sign = marker.trim()
      const level = Math.min(MAX_LEVEL, Math.max(1, lists.length))
      return { kind: 'list-item', level, from, ...(sign && { marker: sign === '-' ? '•' : sign }) }
    }
    if (quoteDepth > 0) return { kind: 'quote', level: Math.min(MAX_LEVEL, quoteDepth) }
    return { kind: 'paragraph' }
  }

  function closeRow(): void {
    flush()
    const row = cells
    cells = null
    if (!row?.some((cell) => cell.text.replace(/[|\s]/gu, ''))) return
    const places: { start: number; end: number }[] = []
    const spans: LayoutSpan[] = []
    let length = 0
    for (const cell of row) {
      places.push({ start: length, end: length + cell.text.length })
      spans.push(...moved(cell.spans, length))
      length += cell.text.length + 3
    }
    builder.block(row.map((cell) => cell.text).join(' | '), {
      group: 'table',
      layout: { kind: 'table-row', cells: places, spans, ...(isHeaderRow && { isHeader: true }) },
    })
  }

  function openBlock(name: string): void {
    if (HEADING.test(name)) headingLevel = Number(name[1])
    else if (name === 'pre') preDepth++
    else if (name === 'blockquote') quoteDepth++
    else if (name === 'ul') lists.push(null)
    else if (name === 'ol') lists.push(0)
    else if (name === 'li') marker = nextMarker(lists)
    else if (name === 'tr' && !cells) {
      cells = []
      isHeaderRow = true
    } else if ((name === 'td' || name === 'th') && cells) {
      flush()
      if (name === 'td') isHeaderRow = false
      cells.push({ text: '', spans: [] })
    }
  }

  return {
    open(name, attribute) {
      if (BLOCKS.has(name) || HEADING.test(name)) flush()
      const kind = INLINE[name]
      if (kind && !(kind === 'code' && preDepth > 0)) {
        const href = kind === 'link' ? (attribute('href') ?? '').trim().slice(0, HREF_MAX_CHARS) : undefined
        line.open(kind, href)
      } else if (name === 'br') {
        if (preDepth > 0) line.add('\n', true)
        else if (cells) line.add(' ', false)
        else line.lineBreak()
      } else openBlock(name)
    },
    close(name) {
      if (name === 'tr') closeRow()
      else if (name === 'td' || name === 'th' || BLOCKS.has(name)) flush()
      const kind = INLINE[name]
      if (kind) line.close(kind)
      if (HEADING.test(name)) {
        flush()
        headingLevel = 0
      }
      if (name === 'pre') preDepth = Math.max(0, preDepth - 1)
      else if (name === 'blockquote') quoteDepth = Math.max(0, quoteDepth - 1)
      else if (name === 'ul' || name === 'ol') lists.pop()
      if (name === 'li' || lists.length === 0) marker = ''
    },
    text: (text) => line.add(text, preDepth > 0),
    flush,
    get firstTop() {
      return firstTop
    },
  }
}

/** A cell is one line; several paragraphs in it follow each other. */
function addToCell(cells: Cell[], text: string, spans: readonly LayoutSpan[]): void {
  const last = cells.at(-1)
  if (!last) return
  const oneLine = text.replace(/\s*\n\s*/gu, ' ')
  // with line breaks gone, places would not be right any more
  const kept = oneLine === text ? spans : []
  const before = last.text ? `${last.text} ` : ''
  cells[cells.length - 1] = { text: before + oneLine, spans: [...last.spans, ...moved(kept, before.length)] }
}

function moved(spans: readonly LayoutSpan[], by: number): LayoutSpan[] {
  return spans.map((span) => ({ ...span, start: span.start + by, end: span.end + by }))
}

function nextMarker(lists: (number | null)[]): string {
  const indent = '  '.repeat(Math.max(0, Math.min(lists.length, 8) - 1))
  const counted = lists.at(-1)
  if (counted === null || counted === undefined) return `${indent}- `
  lists[lists.length - 1] = counted + 1
  return `${indent}${counted + 1}. `
}
