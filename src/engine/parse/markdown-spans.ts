import type { LayoutSpan } from '@shared/models'
import type { Nodes } from 'mdast'

const HREF_MAX_CHARS = 2000
/** A block with more is made to fill memory; its words stay, some signs with them. */
const MAX_SPANS = 2000

/** What is strong, a link or a mere sign in a heading, a paragraph or a cell; in order, outer ones first. */
export function inlineSpans(block: Nodes, text: string): LayoutSpan[] {
  const spans: LayoutSpan[] = []
  const open: Nodes[] = [block]
  for (let node = open.pop(); node && spans.length < MAX_SPANS; node = open.pop()) {
    const start = node.position?.start.offset
    const end = node.position?.end.offset
    if (start === undefined || end === undefined || end <= start) continue
    addSpans(node, { start, end }, text, spans)
    if ('children' in node) open.push(...node.children)
  }
  return ordered(spans)
}

interface Place {
  readonly start: number
  readonly end: number
}

function addSpans(node: Nodes, { start, end }: Place, text: string, spans: LayoutSpan[]): void {
  const add = (kind: LayoutSpan['kind'], from: number, to: number) => {
    if (to > from) spans.push({ kind, start: from, end: to })
  }
  switch (node.type) {
    case 'strong':
    case 'emphasis':
      add(node.type, start, end)
      hideAround(node, { start, end }, add)
      return
    case 'link':
      spans.push({ kind: 'link', start, end, href: node.url.slice(0, HREF_MAX_CHARS) })
      hideAround(node, { start, end }, add)
      return
    case 'linkReference':
    case 'heading':
      hideAround(node, { start, end }, add)
      return
    case 'inlineCode': {
      const ticks = /^`+/u.exec(text.slice(start, end))?.[0].length ?? 0
      add('code', start, end)
      add('hidden', start, start + ticks)
      add('hidden', end - ticks, end)
      return
    }
    case 'image':
    case 'imageReference': {
      const alt = node.alt ?? ''
      const isPlain = alt !== '' && text.startsWith(`![${alt}]`, start)
      add('hidden', start, isPlain ? start + 2 : end)
      if (isPlain) add('hidden', start + 2 + alt.length, end)
      return
    }
    case 'html':
      add('hidden', start, end)
      return
    case 'break':
      add('hidden', start, Math.max(start, end - 1))
      return
    case 'text':
      addSignsInText(node.value, { start, end }, text, add)
      return
    default:
  }
}

/** The signs before the first and after the last child; all of it when there is nothing to see. */
function hideAround(
  node: Nodes,
  { start, end }: Place,
  add: (kind: 'hidden', from: number, to: number) => void,
): void {
  const children = 'children' in node ? node.children : []
  const first = children[0]?.position?.start.offset
  const last = children.at(-1)?.position?.end.offset
  if (first === undefined || last === undefined) {
    add('hidden', start, end)
    return
  }
  add('hidden', start, first)
  add('hidden', last, end)
}

/** A backslash before a sign, and the marks of a quote before its next line. */
function addSignsInText(
  value: string,
  { start, end }: Place,
  text: string,
  add: (kind: 'hidden', from: number, to: number) => void,
): void {
  if (value.length === end - start) return
  for (const match of text.slice(start, end).matchAll(/\\(?=[!-/:-@[-`{-~])\S|\n[ \t]*>[ \t>]*/gu)) {
    const at = start + match.index
    // the sign after a backslash, and the line break before a quote's mark, are shown
    if (match[0].startsWith('\\')) add('hidden', at, at + 1)
    else add('hidden', at + 1, at + match[0].length)
  }
}

/** By their start, outer ones first; hidden ones cut where they would overlap. */
function ordered(spans: LayoutSpan[]): LayoutSpan[] {
  spans.sort((a, b) => a.start - b.start || b.end - a.end)
  return spans
}
