import type { LayoutBlock, LayoutSpan } from '@shared/models'
import type { Nodes } from 'mdast'
import { inlineSpans } from './markdown-spans'

const MAX_LEVEL = 9

type Kind = LayoutBlock['kind']

/** What surrounds a node: decides how its paragraphs are shown. */
interface Surroundings {
  readonly listDepth: number
  readonly quoteDepth: number
  /** Of the item whose first paragraph comes next. */
  readonly marker: string | null
}

interface Visit {
  readonly node: Nodes
  readonly around: Surroundings
}

/** How Markdown is shown: its source stays the text, and the signs of its syntax become hidden spans. */
export function layoutOfTree(tree: Nodes, text: string): LayoutBlock[] {
  const layout: LayoutBlock[] = []
  const open: Visit[] = [{ node: tree, around: { listDepth: 0, quoteDepth: 0, marker: null } }]
  for (let visit = open.pop(); visit; visit = open.pop()) {
    const children = childrenOf(visit)
    if (children) {
      open.push(...children.reverse())
      continue
    }
    const block = blockOf(visit, text)
    if (block && isVisible(block, text)) layout.push(block)
  }
  return layout
}

/** Null for a node that is shown as one block. */
function childrenOf({ node, around }: Visit): Visit[] | null {
  switch (node.type) {
    case 'root':
    case 'table':
      return node.children.map((child, index) => ({
        node: child,
        around: node.type === 'table' ? { ...around, marker: index === 0 ? 'header' : null } : around,
      }))
    case 'blockquote':
      return node.children.map((child) => ({
        node: child,
        around: { ...around, quoteDepth: around.quoteDepth + 1 },
      }))
    case 'list':
      return node.children.map((child, index) => ({
        node: child,
        around: {
          ...around,
          listDepth: around.listDepth + 1,
          marker: node.ordered ? `${(node.start ?? 1) + index}.` : '•',
        },
      }))
    case 'listItem':
      return node.children.map((child, index) => ({
        node: child,
        around: { ...around, marker: index === 0 ? around.marker : '' },
      }))
    default:
      return null
  }
}

function blockOf({ node, around }: Visit, text: string): LayoutBlock | null {
  const place = placeOf(node)
  if (!place) return null
  switch (node.type) {
    case 'heading':
      return withSpans({ kind: 'heading', level: node.depth, ...place }, inlineSpans(node, text))
    case 'paragraph':
      return withSpans({ ...paragraphKind(around), ...place }, inlineSpans(node, text))
    case 'code':
      return codeBlock(place, text)
    case 'tableRow':
      return rowBlock(node, place, around.marker === 'header', text)
    case 'html':
      return text.startsWith('<!--', place.start)
        ? null
        : withSpans({ kind: 'paragraph', ...place }, tagSpans(text, place))
    case 'thematicBreak':
      return { kind: 'rule', ...place }
    default:
      return null
  }
}

function paragraphKind({
  listDepth,
  quoteDepth,
  marker,
}: Surroundings): Pick<LayoutBlock, 'marker' | 'level'> & { kind: Kind } {
  if (listDepth > 0)
    return { kind: 'list-item', level: Math.min(MAX_LEVEL, listDepth), ...(marker && { marker }) }
  if (quoteDepth > 0) return { kind: 'quote', level: Math.min(MAX_LEVEL, quoteDepth) }
  return { kind: 'paragraph' }
}

interface Place {
  readonly start: number
  readonly end: number
}

function placeOf(node: Nodes): Place | null {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  return start === undefined || end === undefined || end <= start ? null : { start, end }
}

function withSpans(block: LayoutBlock, spans: LayoutSpan[]): LayoutBlock {
  return spans.length > 0 ? { ...block, spans } : block
}

/** Between the fences; the whole for code that is set in by spaces. */
function codeBlock({ start, end }: Place, text: string): LayoutBlock | null {
  const fence = /^(`{3,}|~{3,})/u.exec(text.slice(start, Math.min(end, start + 80)))?.[1]
  if (!fence) return { kind: 'code', start, end }
  const from = text.indexOf('\n', start) + 1
  if (from === 0 || from > end) return null
  const lastBreak = text.lastIndexOf('\n', end - 1)
  const isClosed =
    lastBreak >= from - 1 &&
    text
      .slice(lastBreak + 1, end)
      .replace(/^[\s>]*/u, '')
      .startsWith(fence)
  const to = isClosed ? lastBreak : end
  return to > from ? { kind: 'code', start: from, end: to } : null
}

function rowBlock(row: Nodes, place: Place, isHeader: boolean, text: string): LayoutBlock | null {
  if (row.type !== 'tableRow') return null
  const spans: LayoutSpan[] = []
  const cells = row.children.map((cell) => {
    const first = cell.children[0] && placeOf(cell.children[0])
    const lastChild = cell.children.at(-1)
    const last = lastChild && placeOf(lastChild)
    const at = cell.position?.start.offset ?? place.start
    if (!first || !last) return { start: at, end: at }
    spans.push(...inlineSpans(cell, text).filter((span) => span.start >= first.start && span.end <= last.end))
    return { start: first.start, end: last.end }
  })
  return withSpans({ kind: 'table-row', ...place, cells, ...(isHeader && { isHeader }) }, spans)
}

function tagSpans(text: string, { start, end }: Place): LayoutSpan[] {
  return [...text.slice(start, end).matchAll(/<!--[\s\S]*?-->|<[^<>]*>/gu)].map(({ index, 0: tag }) => ({
    kind: 'hidden' as const,
    start: start + index,
    end: start + index + tag.length,
  }))
}

function isVisible(block: LayoutBlock, text: string): boolean {
  const places = block.cells ?? [block]
  const hidden = block.spans?.filter((span) => span.kind === 'hidden') ?? []
  return places.some(({ start, end }) => {
    let at = start
    for (const span of hidden) {
      if (span.end <= at || span.start >= end) continue
      if (/\S/u.test(text.slice(at, span.start))) return true
      at = Math.max(at, span.end)
    }
    return at < end && /\S/u.test(text.slice(at, end))
  })
}
