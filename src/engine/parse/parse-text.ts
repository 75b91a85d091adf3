import type { Heading, LayoutBlock } from '@shared/models'
import { trimmed } from './split-text'
import { type Block, NO_FACTS, type StructuredText, withBareHeadings } from './structured-text'

/** A line that names what follows; longer ones are sentences. */
const HEADING_MAX_CHARS = 80
const TITLE_LINE_MAX_CHARS = 100

export interface TextOptions {
  /** Off for logs and for records: their lines in capitals are no headings, and their first line is no title. */
  readonly hasHeadings: boolean
  /** Shown with its spaces and line breaks: logs and data. */
  readonly isCode?: boolean
}

/** Plain text: paragraphs are blocks; lines in capitals, and underlined ones, are headings. */
export function parseText(text: string, { hasHeadings, isCode = false }: TextOptions): StructuredText {
  const blocks: Block[] = []
  const headings: Heading[] = []
  const layout: LayoutBlock[] = []
  const kind = isCode ? 'code' : 'paragraph'
  const firstLine = hasHeadings ? titleLine(text) : null
  let start = -1
  let end = 0

  function closeParagraph(): void {
    const range = start < 0 ? null : trimmed(text, start, end)
    if (range) {
      blocks.push(range)
      layout.push({ kind, ...range })
    }
    start = -1
  }

  for (const line of linesOf(text)) {
    if (line.isBlank) {
      closeParagraph()
      continue
    }
    if (hasHeadings && isHeading(text, line)) {
      closeParagraph()
      headings.push({ level: 2, title: text.slice(line.start, line.end).trim(), start: line.start })
      const shown = trimmed(text, line.start, line.end)
      if (shown) layout.push({ kind: 'heading', level: 2, ...shown })
      continue
    }
    // the rule that underlines a heading belongs to it
    if (hasHeadings && isRule(text.slice(line.start, line.end)) && start < 0) continue
    if (start < 0) start = line.start
    end = line.end
  }
  closeParagraph()
  return {
    title: firstLine,
    text,
    headings,
    pages: [],
    blocks: withBareHeadings(blocks, headings, text),
    facts: NO_FACTS,
    layout,
    warnings: [],
  }
}

interface Line {
  readonly start: number
  /** Before the line break. */
  readonly end: number
  readonly isBlank: boolean
}

function* linesOf(text: string): Generator<Line> {
  let start = 0
  while (start < text.length) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    yield { start, end, isBlank: end === start || text.slice(start, end).trim() === '' }
    start = end + 1
  }
}

function isHeading(text: string, line: Line): boolean {
  if (line.end - line.start > HEADING_MAX_CHARS) return false
  const words = text.slice(line.start, line.end).trim()
  const isCapitals = /\p{Lu}{2}/u.test(words) && !/\p{Ll}/u.test(words) && /^[\p{Lu}\d]/u.test(words)
  if (isCapitals && /[\p{L}\d):]$/u.test(words)) return isAfterBreak(text, line.start)
  const nextEnd = text.indexOf('\n', line.end + 1)
  const next = text.slice(line.end + 1, nextEnd < 0 ? text.length : Math.min(nextEnd, line.end + 200))
  return isRule(next) && /\p{L}/u.test(words) && isAfterBreak(text, line.start)
}

/** In the middle of a paragraph, a line in capitals is shouting and not a heading. */
function isAfterBreak(text: string, start: number): boolean {
  if (start === 0) return true
  const previous = text.lastIndexOf('\n', start - 2)
  return text.slice(previous + 1, start - 1).trim() === ''
}

function isRule(line: string): boolean {
  return /^\s*(={3,}|-{3,})\s*$/u.test(line)
}

/** The first line, when it stands there like a title: short, with letters, and no end of sentence. */
function titleLine(text: string): string | null {
  const line = /^\s*(\S[^\n]{0,200})(?:\n|$)/u.exec(text.slice(0, 2000))?.[1]?.trim()
  if (!line || line.length > TITLE_LINE_MAX_CHARS || !/\p{L}{2}/u.test(line)) return null
  return /[.;,!?]$/u.test(line) ? null : line
}
