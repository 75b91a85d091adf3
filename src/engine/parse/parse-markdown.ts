import type { DocumentFacts, Heading, LayoutBlock } from '@shared/models'
import type { Nodes } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'
import { parse as parseYaml } from 'yaml'
import { factsOfRecord, property } from './facts'
import { layoutOfTree } from './markdown-layout'
import { parseText } from './parse-text'
import { type MarkdownPart, readPlainMarkdown } from './plain-markdown'
import { type Block, NO_FACTS, type StructuredText, withBareHeadings } from './structured-text'

/** Parsed part by part: a tree of a 50 MB file would take gigabytes, one of 200 kB some 40 MB. */
const PART_MAX_CHARS = 200_000
/** Nesting that no person writes, and that costs the parser quadratic time. */
const HOSTILE_NESTING = /(?:>[ \t]?){60}|\[{200}|(?:^|\n)[ \t]{400}/u
/** Signs in one paragraph that may begin something; the parser's time grows with their square: 20,000 take minutes. */
const MAX_SIGNS = 4000
const FRONT_MATTER_MAX_CHARS = 64_000

/** Markdown keeps its source as text, so that every offset is the file's own; the tree only says where things lie. */
export function parseMarkdown(source: string): StructuredText {
  const { title: frontTitle, facts, text } = takeFrontMatter(source)
  const blocks: Block[] = []
  const headings: Heading[] = []
  const layout: LayoutBlock[] = []
  for (const part of partsOf(text)) {
    const isPlain =
      part.text.length > 2 * PART_MAX_CHARS || HOSTILE_NESTING.test(part.text) || hasTooManySigns(part.text)
    const found = isPlain ? plainPart(part.text) : parsePart(part.text)
    for (const { start, end } of found.blocks)
      blocks.push({ start: start + part.start, end: end + part.start })
    for (const heading of found.headings) headings.push({ ...heading, start: heading.start + part.start })
    for (const block of found.layout) layout.push(moveBlock(block, part.start))
  }
  const firstTop = headings.find((heading) => heading.level === 1)
  return {
    title: frontTitle ?? firstTop?.title ?? null,
    text,
    headings,
    pages: [],
    blocks: withBareHeadings(blocks, headings, text),
    facts,
    layout,
    warnings: [],
  }
}

/** Rows of a table are paragraphs to themselves here: each of their cells is read alone. */
function hasTooManySigns(text: string): boolean {
  let count = 0
  for (const match of text.matchAll(/\n[ \t]*(?=[\n|])|[*_<[]/gu)) {
    count = match[0].startsWith('\n') ? 0 : count + 1
    if (count > MAX_SIGNS) return true
  }
  return false
}

interface Part {
  readonly blocks: readonly Block[]
  readonly headings: readonly Heading[]
  readonly layout: readonly LayoutBlock[]
}

function moveBlock(block: LayoutBlock, by: number): LayoutBlock {
  if (by === 0) return block
  const move = <T extends { start: number; end: number }>(place: T): T => ({
    ...place,
    start: place.start + by,
    end: place.end + by,
  })
  const { spans, cells } = block
  return {
    ...move(block),
    ...(spans && { spans: spans.map(move) }),
    ...(cells && { cells: cells.map(move) }),
  }
}

function plainPart(text: string): Part {
  const { blocks, layout } = parseText(text, { hasHeadings: false })
  return { blocks, headings: [], layout }
}

/** Most of a help text is plain enough to be read without the whole parser; see there. */
function parsePart(text: string): Part {
  const part: MarkdownPart = { blocks: [], headings: [], layout: [] }
  const isRead = readPlainMarkdown(text, part, ({ start, end }) => {
    const { blocks, headings, layout } = parseWhole(text.slice(start, end))
    for (const block of blocks) part.blocks.push({ start: block.start + start, end: block.end + start })
    for (const heading of headings) part.headings.push({ ...heading, start: heading.start + start })
    for (const block of layout) part.layout.push(moveBlock(block, start))
  })
  return isRead ? part : parseWhole(text)
}

/** Exported for the test that holds the quick way against it. */
export function parseWhole(text: string): Part {
  try {
    const tree = fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] })
    const blocks: Block[] = []
    const headings: Heading[] = []
    collect(tree, text, blocks, headings)
    return { blocks, headings, layout: layoutOfTree(tree, text) }
  } catch {
    // the parser's own limits; the words are still there
    return plainPart(text)
  }
}

/** Walks with a list of its own: nesting is the author's choice, the call stack is not. */
function collect(tree: Nodes, text: string, blocks: Block[], headings: Heading[]): void {
  const open: Nodes[] = [tree]
  for (let node = open.pop(); node; node = open.pop()) {
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (start === undefined || end === undefined) continue
    if (node.type === 'heading') {
      const title = plainWords(node)
      if (title) headings.push({ level: node.depth, title, start })
    } else if (isContainer(node)) open.push(...[...node.children].reverse())
    else if (node.type === 'html') {
      // a comment is for authors; anything else may hold words
      if (!text.startsWith('<!--', start)) blocks.push({ start, end })
    } else if (node.type !== 'thematicBreak' && node.type !== 'definition') blocks.push({ start, end })
  }
}

type Container = Extract<Nodes, { type: 'root' | 'list' | 'blockquote' | 'table' | 'listItem' }>

/** Nodes whose children are blocks. An item without a list or a second paragraph inside stays whole. */
function isContainer(node: Nodes): node is Container {
  if (node.type === 'listItem') return node.children.length > 1
  return node.type === 'root' || node.type === 'list' || node.type === 'blockquote' || node.type === 'table'
}

function plainWords(heading: Nodes): string {
  const words: string[] = []
  const open: Nodes[] = [heading]
  for (let node = open.pop(); node; node = open.pop()) {
    if ('children' in node) open.push(...[...node.children].reverse())
    else if ('value' in node) words.push(node.value)
    else if ('alt' in node && node.alt) words.push(node.alt)
  }
  return words.join('').replace(/\s+/gu, ' ').trim()
}

interface FrontMatter {
  readonly title: string | null
  readonly facts: DocumentFacts
  readonly text: string
}

function takeFrontMatter(source: string): FrontMatter {
  const match = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/u.exec(
    source.slice(0, FRONT_MATTER_MAX_CHARS),
  )
  if (!match) return { title: null, facts: NO_FACTS, text: source }
  const record = recordOfYaml(match[1] ?? '')
  const title = property(record, 'title')
  return {
    title: typeof title === 'string' && title.trim() ? title.trim() : null,
    facts: factsOfRecord(record),
    text: source.slice(match[0].length),
  }
}

function recordOfYaml(yaml: string): unknown {
  try {
    // few aliases: an "alias bomb" grows by a factor with each of them
    return parseYaml(yaml, { maxAliasCount: 10, logLevel: 'silent' })
  } catch {
    return null
  }
}

/** Cuts at headings and empty lines outside of code fences, so that no structure is cut in two. */
function* partsOf(text: string): Generator<{ start: number; text: string }> {
  if (text.length <= PART_MAX_CHARS) {
    yield { start: 0, text }
    return
  }
  let partStart = 0
  let lastBreak = 0
  let fence: string | null = null
  let lineStart = 0
  while (lineStart < text.length) {
    const found = text.indexOf('\n', lineStart)
    const lineEnd = found < 0 ? text.length : found
    const head = text.slice(lineStart, Math.min(lineEnd, lineStart + 80))
    const mark = /^ {0,3}(`{3,}|~{3,})/u.exec(head)?.[1]
    if (mark && !fence) fence = mark
    else if (mark && fence && mark.startsWith(fence)) fence = null
    else if (!fence && (head.trim() === '' || /^#{1,6}\s/u.test(head))) lastBreak = lineStart
    if (lineEnd - partStart > PART_MAX_CHARS && lastBreak > partStart) {
      yield { start: partStart, text: text.slice(partStart, lastBreak) }
      partStart = lastBreak
    }
    lineStart = lineEnd + 1
  }
  yield { start: partStart, text: text.slice(partStart) }
}
