import type { DocumentFacts, Heading, LayoutBlock, Page } from '@shared/models'

/**
 * A stretch of a document's text that reads as one: a paragraph, a list item, a table row. In reading order, never
 * overlapping. Headings are blocks only where nothing stands below them.
 */
export interface Block {
  readonly start: number
  readonly end: number
  /** A record (a row, a question with its answer) stays whole and shares its passage with no other. */
  readonly isRecord?: boolean
}

/** What every reader gives: the text, and where its parts lie in it. */
export interface StructuredText {
  /** From the file itself; null when it names none. */
  readonly title: string | null
  readonly text: string
  readonly headings: readonly Heading[]
  readonly pages: readonly Page[]
  readonly blocks: readonly Block[]
  readonly facts: DocumentFacts
  readonly layout: readonly LayoutBlock[]
  readonly warnings: readonly string[]
}

/** Of a document that says nothing about itself. */
export const NO_FACTS: DocumentFacts = {
  tags: [],
  language: null,
  dateMs: null,
  url: null,
  isInternal: false,
}

/** A layout block whose places count from the start of the text it is handed over with. */
export interface LayoutDraft extends Omit<LayoutBlock, 'start' | 'end'> {
  /** Where the block begins: after the mark of a list item, which is shown by `marker`. */
  readonly from?: number
}

export interface BlockOptions {
  readonly isRecord?: boolean
  readonly group?: 'list' | 'table'
  /** How it is shown; a paragraph when left out. */
  readonly layout?: LayoutDraft
}

/** Builds a text part by part and keeps where each part lies. For readers whose text is not the file's own. */
export interface TextBuilder {
  /** Adds a block on a line of its own, after an empty line unless it continues the group before it. */
  block(text: string, options?: BlockOptions): void
  heading(level: number, title: string): void
  /** Everything added from here on is of this page, until the next one. */
  page(number: number): void
  /** UTF-16 units so far. */
  readonly length: number
  finish(): Pick<StructuredText, 'text' | 'headings' | 'pages' | 'blocks' | 'layout'>
}

const PARAGRAPH: LayoutDraft = { kind: 'paragraph' }

export function createTextBuilder(): TextBuilder {
  const parts: string[] = []
  const headings: Heading[] = []
  const blocks: Block[] = []
  const layout: LayoutBlock[] = []
  const pageStarts: { page: number; start: number }[] = []
  let length = 0
  let lastGroup: string | undefined

  function push(text: string): void {
    parts.push(text)
    length += text.length
  }

  function separate(group?: string): void {
    if (length > 0) push(group !== undefined && group === lastGroup ? '\n' : '\n\n')
    lastGroup = group
  }

  return {
    block(text, { isRecord = false, group, layout: draft = PARAGRAPH } = {}) {
      // the space before an inner item shows how deep it stands
      const withoutBreaks = text.replace(/^\n+/u, '')
      const line = withoutBreaks.trimEnd()
      if (!line) return
      separate(group)
      blocks.push({ start: length, end: length + line.length, isRecord })
      const shown = placeDraft(draft, line, withoutBreaks.length - text.length, length)
      if (shown) layout.push(shown)
      push(line)
    },
    heading(level, title) {
      const trimmed = title.replace(/\s+/gu, ' ').trim()
      if (!trimmed) return
      separate()
      const bounded = Math.min(6, Math.max(1, level))
      headings.push({ level: bounded, title: trimmed, start: length })
      layout.push({ kind: 'heading', level: bounded, start: length, end: length + trimmed.length })
      push(trimmed)
    },
    page(number) {
      pageStarts.push({ page: number, start: length })
    },
    get length() {
      return length
    },
    finish() {
      const text = parts.join('')
      const pages = pageStarts.map(({ page, start }, index) => {
        const end = pageStarts[index + 1]?.start ?? text.length
        return { page, start: skipBreaks(text, start, end), end }
      })
      return { text, headings, pages, blocks: withBareHeadings(blocks, headings, text), layout }
    },
  }
}

/** Moves a draft to its place in the text; what lies outside of the line after trimming is cut. */
function placeDraft(draft: LayoutDraft, line: string, shift: number, offset: number): LayoutBlock | null {
  const { from = 0, spans, cells, ...rest } = draft
  const place = ({ start, end }: { start: number; end: number }) => ({
    start: offset + Math.min(line.length, Math.max(0, start + shift)),
    end: offset + Math.min(line.length, Math.max(0, end + shift)),
  })
  const start = offset + Math.min(line.length, Math.max(0, from + shift))
  if (start >= offset + line.length) return null
  const placedSpans = spans
    ?.map((span) => ({ ...span, ...place(span) }))
    .filter((span) => span.end > span.start)
  return {
    ...rest,
    start,
    end: offset + line.length,
    ...(cells && { cells: cells.map(place) }),
    ...(placedSpans && placedSpans.length > 0 && { spans: placedSpans }),
  }
}

/** The separator before a page's first block was written after the page began; it belongs to neither. */
function skipBreaks(text: string, start: number, end: number): number {
  let at = start
  while (at < end && text[at] === '\n') at++
  return at
}

/** A heading with nothing below it, not even another heading further down, would not be found by any search: it becomes a block. */
export function withBareHeadings(
  blocks: readonly Block[],
  headings: readonly Heading[],
  text: string,
): Block[] {
  const bare: Block[] = []
  let next = 0
  for (const [index, heading] of headings.entries()) {
    const following = headings[index + 1]
    const end = following?.start ?? text.length
    while (next < blocks.length && (blocks[next] as Block).start < heading.start) next++
    const hasText = next < blocks.length && (blocks[next] as Block).start < end
    const hasBelow = following !== undefined && following.level > heading.level
    if (!hasText && !hasBelow) {
      const lineEnd = text.indexOf('\n', heading.start)
      bare.push({ start: heading.start, end: lineEnd < 0 ? text.length : lineEnd })
    }
  }
  if (bare.length === 0) return [...blocks]
  return [...blocks, ...bare].sort((a, b) => a.start - b.start)
}
