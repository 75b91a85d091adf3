import { parseHTML } from 'linkedom'
import { Refusal } from './refusal'
import { createTextBuilder, NO_FACTS, type StructuredText, type TextBuilder } from './structured-text'

/** The few things of a DOM that are needed here; the engine compiles without the browser's types. */
interface DomNode {
  readonly nodeType: number
  readonly firstChild: DomNode | null
  readonly nextSibling: DomNode | null
  readonly parentNode: DomNode | null
  readonly localName?: string
  readonly textContent: string | null
  readonly data?: string
  getAttribute?(name: string): string | null
  hasAttribute?(name: string): boolean
}

const ELEMENT = 1
const TEXT = 3

/** Not for reading: machinery, controls, and the way around the site. */
const DROPPED = new Set(
  'script style noscript template head nav svg math iframe object embed canvas audio video button input select textarea datalist dialog form'.split(
    ' ',
  ),
)
/** A form is dropped for its controls, but old pages put everything into one. */
const KEPT_ANYWAY = new Set(['form'])
const BLOCKS = new Set(
  'address article aside blockquote body dd details div dl dt fieldset figcaption figure footer header hr html legend main ol p pre section summary table tbody tfoot thead tr ul li caption'.split(
    ' ',
  ),
)

/** More elements than this in one page is an attack or a dump of a database: 2 million nodes take some 400 MB. */
const MAX_NODES = 2_000_000

/** The parser's time grows with the square of the depth: 0.5 s at 20,000 open elements, over a minute at 200,000. */
const MAX_DEPTH = 20_000
/** Never closed, or closed by what follows: they do not add to the depth. */
const NOT_NESTING = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd td th tr thead tbody tfoot option optgroup colgroup'.split(
    ' ',
  ),
)

/** A page becomes text with headings, "- " items and "a | b | c" rows. Nothing of it is run or loaded. */
export function htmlToText(html: string): StructuredText {
  assertBearableDepth(html)
  const { document } = parseHTML(html) as unknown as {
    document: { childNodes: Iterable<DomNode>; querySelector(selector: string): DomNode | null }
  }
  const builder = createTextBuilder()
  const firstTop = walk(document.childNodes, builder)
  const title = firstTop ?? document.querySelector('title')?.textContent ?? null
  return { title, ...builder.finish(), facts: NO_FACTS, warnings: [] }
}

/** Judged by the bare tags, before anything is built of them. */
function assertBearableDepth(html: string): void {
  let depth = 0
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]{0,20})/giu)) {
    if (NOT_NESTING.has(name.toLowerCase())) continue
    depth = slash ? Math.max(0, depth - 1) : depth + 1
    if (depth > MAX_DEPTH)
      throw new Refusal('too_complex', 'The elements of this page are nested too deeply to be read.')
  }
}

/** Goes through the tree without recursion, so that depth costs nothing. Returns the first h1. */
function walk(roots: Iterable<DomNode>, builder: TextBuilder): string | null {
  const writer = createWriter(builder)
  let count = 0
  for (const root of roots) {
    let node: DomNode | null = root
    while (node) {
      if (++count > MAX_NODES)
        throw new Refusal('too_complex', 'The page has more than two million parts, too many to read.')
      const child: DomNode | null = writer.enter(node) ? node.firstChild : null
      node = child ?? nextAfter(node, root, writer)
    }
  }
  writer.flush()
  return writer.firstTop
}

/** Leaves the node, and each parent that ends with it, up to the first that has a sibling; null at the root's end. */
function nextAfter(node: DomNode, root: DomNode, writer: Writer): DomNode | null {
  let leaving: DomNode | null = node
  while (leaving) {
    writer.leave(leaving)
    if (leaving === root) return null
    if (leaving.nextSibling) return leaving.nextSibling
    leaving = leaving.parentNode
  }
  return null
}

interface Writer {
  /** False when the node's children are not to be visited. */
  enter(node: DomNode): boolean
  leave(node: DomNode): void
  flush(): void
  readonly firstTop: string | null
}

function createWriter(builder: TextBuilder): Writer {
  let line = ''
  let cells: string[] | null = null
  let preDepth = 0
  let headingLevel = 0
  let firstTop: string | null = null
  /** One entry for each open list: how many items it has had; null for an unordered one. */
  const lists: (number | null)[] = []
  let marker = ''

  function flush(): void {
    const text = preDepth > 0 ? line.replace(/^\n+|\s+$/gu, '') : collapse(line)
    line = ''
    if (!text) return
    if (cells) {
      const last = cells.length - 1
      if (last >= 0) cells[last] = cells[last] ? `${cells[last]} ${text}` : text
      return
    }
    if (headingLevel > 0) {
      if (headingLevel === 1) firstTop ??= text
      builder.heading(headingLevel, text)
    } else {
      builder.block(marker + text, marker === '' ? {} : { group: 'list' })
      // the item's next paragraphs stand below its mark
      marker = marker === '' ? '' : '  '.repeat(lists.length)
    }
  }

  function closeRow(): void {
    flush()
    const row = cells?.map((cell) => cell.replace(/\s*\n\s*/gu, ' ')).join(' | ')
    cells = null
    if (row?.replace(/[|\s]/gu, '')) builder.block(row, { group: 'table' })
  }

  function enterElement(name: string): void {
    if (BLOCKS.has(name) || /^h[1-6]$/u.test(name)) flush()
    if (/^h[1-6]$/u.test(name)) headingLevel = Number(name[1])
    else if (name === 'pre') preDepth++
    else if (name === 'br') line += preDepth > 0 || cells ? '\n' : '\u2028'
    else if (name === 'ul') lists.push(null)
    else if (name === 'ol') lists.push(0)
    else if (name === 'li') marker = nextMarker(lists)
    else if (name === 'tr' && !cells) cells = []
    else if ((name === 'td' || name === 'th') && cells) {
      flush()
      cells.push('')
    }
  }

  function leaveElement(name: string): void {
    if (name === 'tr') closeRow()
    else if (name === 'td' || name === 'th' || BLOCKS.has(name)) flush()
    if (/^h[1-6]$/u.test(name)) {
      flush()
      headingLevel = 0
    }
    if (name === 'pre') preDepth = Math.max(0, preDepth - 1)
    else if (name === 'ul' || name === 'ol') lists.pop()
    if (name === 'li' || lists.length === 0) marker = ''
  }

  return {
    enter(node) {
      if (node.nodeType === TEXT) {
        line += node.data ?? ''
        return false
      }
      if (node.nodeType !== ELEMENT) return node.firstChild !== null
      const name = node.localName?.toLowerCase() ?? ''
      if (isDropped(name, node)) return false
      enterElement(name)
      return true
    },
    leave(node) {
      if (node.nodeType === ELEMENT) leaveElement(node.localName?.toLowerCase() ?? '')
    },
    flush,
    get firstTop() {
      return firstTop
    },
  }
}

function nextMarker(lists: (number | null)[]): string {
  const indent = '  '.repeat(Math.max(0, Math.min(lists.length, 8) - 1))
  const counted = lists.at(-1)
  if (counted === null || counted === undefined) return `${indent}- `
  lists[lists.length - 1] = counted + 1
  return `${indent}${counted + 1}. `
}

/** Hidden text is not shown to the page's reader, so it is not shown to ours: that is where injections hide. */
function isDropped(name: string, node: DomNode): boolean {
  if (DROPPED.has(name) && !KEPT_ANYWAY.has(name)) return true
  // the foot of the site; that of an article may hold its sources
  if (name === 'footer' && node.parentNode?.localName === 'body') return true
  if (node.hasAttribute?.('hidden')) return true
  if (node.getAttribute?.('aria-hidden') === 'true') return true
  if (node.getAttribute?.('role') === 'navigation') return true
  const style = node.getAttribute?.('style')
  return style
    ? /(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$))/iu.test(
        style,
      )
    : false
}

function collapse(line: string): string {
  return line
    .replace(/[^\S\u2028]+/gu, ' ')
    .replace(/ ?\u2028 ?/gu, '\n')
    .replace(/^\s+|\s+$/gu, '')
}
