import type { Heading, LayoutBlock, LayoutSpan } from '@shared/models'
import type { Block } from './structured-text'

/** What one stretch of Markdown gives; see `parseMarkdown`. */
export interface MarkdownPart {
  readonly blocks: Block[]
  readonly headings: Heading[]
  readonly layout: LayoutBlock[]
}

/** A stretch that needs the whole parser. */
export interface HardStretch {
  readonly start: number
  readonly end: number
}

/**
 * Paragraphs, headings and flat lists as nearly all help texts have them, told by a few patterns a line: the whole
 * parser takes a second a megabyte, this some 30 ms. It takes nothing whose meaning could depend on what stands
 * elsewhere, and leaves every other stretch to `onHard`, between empty lines and in order. What it gives is exactly
 * what the whole parser gives. False, with nothing done, for a text where a line may change the meaning of others.
 */
export function readPlainMarkdown(
  text: string,
  into: MarkdownPart,
  onHard: (stretch: HardStretch) => void,
): boolean {
  if (REACHES_FAR.test(text)) return false
  let hardStart = -1
  let hardEnd = -1
  const flush = () => {
    if (hardStart >= 0) onHard({ start: hardStart, end: hardEnd })
    hardStart = -1
  }
  const groups = groupsOf(text)
  for (const [index, group] of groups.entries()) {
    const next = groups[index + 1]
    const found = group.isFenced ? readCode(text, group) : readGroup(text, group)
    const isLoneList =
      found !== null && !isCarriedOn(text, found, next) && !(found.isOrdered && hardStart >= 0)
    if (!found || !isLoneList) {
      if (hardStart < 0) hardStart = group.start
      hardEnd = group.end
      continue
    }
    flush()
    into.blocks.push(...found.blocks)
    into.headings.push(...found.headings)
    into.layout.push(...found.layout)
  }
  flush()
  return true
}

/** A list goes on after an empty line with what is set in, and a numbered one with the next number. */
function isCarriedOn(text: string, { endsInList, isOrdered }: Found, next: Group | undefined): boolean {
  if (!next || !endsInList) return false
  return /[ \t]/u.test(text[next.start] as string) || (isOrdered && /\d/u.test(text[next.start] as string))
}

/**
 * Definitions of links, HTML that ends only at its own closing mark, and code fences inside of an item or a quote: they
 * reach over empty lines.
 */
const REACHES_FAR =
  /^[ >\t*+\d.)-]{0,16}(?:\[[^\]\n]+\]:|<(?:[!?]|script|pre|style|textarea))|^[ >\t*+\d.)-]{1,16}(?:`{3}|~{3})|\r|\0/imu
const FENCE = /^(`{3,}|~{3,})(.*)$/u

interface Group {
  readonly start: number
  readonly end: number
  readonly lines: readonly { readonly start: number; readonly end: number }[]
  /** A code fence opens or goes on in it. */
  readonly isFenced: boolean
  /** It is one closed code block and nothing else. */
  readonly isCode: boolean
}

/** Lines between empty ones; a code fence belongs together with what is in it. */
function groupsOf(text: string): Group[] {
  const groups: Group[] = []
  let lines: { start: number; end: number }[] = []
  let fence: string | null = null
  let isFenced = false
  /** Places among the lines where a fence opens or closes. */
  let turns: number[] = []
  const close = () => {
    const [first] = lines
    const last = lines.at(-1)
    const isCode = turns.length === 2 && turns[0] === 0 && turns[1] === lines.length - 1
    if (first && last) groups.push({ start: first.start, end: last.end, lines, isFenced, isCode })
    lines = []
    turns = []
    isFenced = false
  }
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    const line = text.slice(start, end)
    const [, mark, info = ''] = FENCE.exec(line) ?? []
    if (mark) isFenced = true
    if (mark && !fence) {
      fence = mark
      turns.push(info.includes('`') ? -1 : lines.length)
    } else if (mark && fence && mark.startsWith(fence) && info.trim() === '') {
      fence = null
      turns.push(lines.length)
    }
    if (fence === null && line.trim() === '') close()
    else lines.push({ start, end })
    start = end + 1
  }
  close()
  return groups
}

interface Found extends MarkdownPart {
  readonly endsInList: boolean
  readonly isOrdered: boolean
}

const HEADING = /^(#{1,6})( +)(?=[\p{L}\p{N}])/u
const BULLET = /^([*+-]) (?=\S)/u
const NUMBER = /^\d{1,9}([.)]) (?=\S)/u
/** A line that begins with a mark; see MARK. */
const MARKED = /^(?:\*\*|`|\[)[\p{L}\p{N}]/u
/** Where a line begins like this, it is text whatever stands before it. */
const PROSE = /^(?!\d{1,9}[.)](?:[ \t]|$))[\p{L}\p{N}"'(]/u

/** Null for what is more than one code block with something in it. */
function readCode(text: string, { start, end, lines, isCode }: Group): Found | null {
  const first = lines[1]
  const last = lines.at(-2)
  if (!isCode || lines.length < 3 || !first || !last || !/\S/u.test(text.slice(first.start, last.end)))
    return null
  const layout: LayoutBlock[] = [{ kind: 'code', start: first.start, end: last.end }]
  return { blocks: [{ start, end }], headings: [], layout, endsInList: false, isOrdered: false }
}

/** Null when some line is more than a paragraph, a heading or an item. A list may follow on headings only. */
function readGroup(text: string, group: Group): Found | null {
  const found = nothing()
  let paragraph: Paragraph | null = null
  for (const [index, line] of group.lines.entries()) {
    const { start, end } = line
    const own = text.slice(start, end)
    const heading = HEADING.exec(own)
    if (heading) {
      if (paragraph) endParagraph(paragraph, found)
      paragraph = null
      if (!readHeading(text, line, heading, found)) return null
      continue
    }
    if (!paragraph && found.blocks.length === 0 && (BULLET.test(own) || NUMBER.test(own)))
      return readList(text, group.lines.slice(index), found)
    const spans = PROSE.test(own) || MARKED.test(own) ? spansOf(text, start, end) : null
    if (!spans) return null
    paragraph = paragraph
      ? { start: paragraph.start, end, spans: [...paragraph.spans, ...spans] }
      : { start, end, spans }
  }
  if (paragraph) endParagraph(paragraph, found)
  return { ...found, endsInList: false, isOrdered: false }
}

interface Paragraph {
  readonly start: number
  readonly end: number
  readonly spans: readonly LayoutSpan[]
}

function endParagraph({ start, end, spans }: Paragraph, found: MarkdownPart): void {
  found.blocks.push({ start, end })
  found.layout.push({ kind: 'paragraph', start, end, ...(spans.length > 0 && { spans: [...spans] }) })
}

/** False for one with signs at its end or words with marks in them, which have rules of their own. */
function readHeading(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  [before, marks = '']: RegExpExecArray,
  found: MarkdownPart,
): boolean {
  const from = start + before.length
  const words = text.slice(from, end)
  const spans = spansOf(text, from, end)
  if (!spans || spans.length > 0 || words.includes('#')) return false
  const level = marks.length
  found.headings.push({ level, title: words.replace(/\s+/gu, ' ').trim(), start })
  found.layout.push({ kind: 'heading', level, start, end, spans: [{ kind: 'hidden', start, end: from }] })
  return true
}

function readList(text: string, lines: Group['lines'], found: MarkdownPart): Found | null {
  const first = text.slice(lines[0]?.start, lines[0]?.end)
  const isOrdered = !BULLET.test(first)
  const pattern = isOrdered ? NUMBER : BULLET
  const sign = signOf(pattern.exec(first))
  let number = Number.parseInt(first, 10)
  for (const line of lines) {
    const own = text.slice(line.start, line.end)
    const mark = pattern.exec(own)
    if (!mark || signOf(mark) !== sign) return null
    const inner = own.slice(mark[0].length)
    const from = line.start + mark[0].length
    const spans = PROSE.test(inner) || MARKED.test(inner) ? spansOf(text, from, line.end) : null
    if (!spans) return null
    found.blocks.push({ start: line.start, end: line.end })
    const marker = isOrdered ? `${number++}.` : '•'
    const shown = { kind: 'list-item', level: 1, marker, start: from, end: line.end } as const
    found.layout.push({ ...shown, ...(spans.length > 0 && { spans }) })
  }
  return { ...found, endsInList: true, isOrdered }
}

function signOf(mark: RegExpExecArray | null): string {
  return mark?.at(-1) ?? ''
}

function nothing(): MarkdownPart {
  return { blocks: [], headings: [], layout: [] }
}

/** Signs that may begin something: where one stands outside of the marks below, the whole parser decides. */
const SIGN = /[\\`*_[\]<>&]/u
const WORDS = '[\\p{L}\\p{N}](?:[^\\\\`*_[\\]<>&\\n]*[\\p{L}\\p{N}])?'
const MARK = new RegExp(
  [
    `(?<=^|[\\s(])\\*\\*(?<strong>${WORDS})\\*\\*(?=$|[\\s.,:;!?)])`,
    '(?<!`)`(?<code>[^\\s`](?:[^`\\n]*[^\\s`])?)`(?!`)',
    `(?<!!)\\[(?<link>${WORDS})\\]\\((?<href>[a-z0-9/#.][\\w:/.?=#%+~-]*)\\)`,
  ].join('|'),
  'gu',
)

/** Strong words, code and links of a line; null when the line needs the whole parser. */
function spansOf(text: string, start: number, end: number): LayoutSpan[] | null {
  const line = text.slice(start, end)
  // spaces at a line's end are a sign as well
  if (/\s$/u.test(line) || /[^\S ]/u.test(line)) return null
  if (!SIGN.test(line)) return []
  const spans: LayoutSpan[] = []
  let at = 0
  for (const { index, 0: whole, groups = {} } of line.matchAll(MARK)) {
    if (SIGN.test(line.slice(at, index))) return null
    at = index + whole.length
    const place = { start: start + index, end: start + at }
    const hide = (from: number, to: number) => spans.push({ kind: 'hidden', start: from, end: to })
    if (groups['strong'] !== undefined) {
      spans.push({ kind: 'strong', ...place })
      hide(place.start, place.start + 2)
      hide(place.end - 2, place.end)
    } else if (groups['code'] !== undefined) {
      spans.push({ kind: 'code', ...place })
      hide(place.start, place.start + 1)
      hide(place.end - 1, place.end)
    } else {
      spans.push({ kind: 'link', ...place, href: groups['href'] ?? '' })
      hide(place.start, place.start + 1)
      hide(place.start + 1 + (groups['link'] ?? '').length, place.end)
    }
  }
  return SIGN.test(line.slice(at)) ? null : spans
}
