import type { DocumentFacts } from '@shared/models'
import { parseHTML } from 'linkedom'
import { factsOfRecord, toLanguage } from './facts'
import { hasHidingStyle, judgeColor } from './hidden-html'
import { createHtmlWriter, type HtmlWriter } from './html-writer'
import { Refusal } from './refusal'
import { createTextBuilder, type StructuredText, type TextBuilder } from './structured-text'

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

interface Document {
  readonly childNodes: Iterable<DomNode>
  querySelector(selector: string): DomNode | null
  querySelectorAll(selector: string): Iterable<DomNode>
}

/** A page becomes text with headings, "- " items and "a | b | c" rows. Nothing of it is run or loaded. */
export function htmlToText(html: string): StructuredText {
  const builder = createTextBuilder()
  const { title, facts, warnings } = writeHtml(html, builder)
  return { title, ...builder.finish(), facts, warnings }
}

export interface WrittenHtml {
  readonly title: string | null
  readonly facts: DocumentFacts
  readonly warnings: readonly string[]
}

const WHITE_TEXT =
  'Some of its text is white, and may not be seen by those who open the page. It is searched all the same.'

/** What was met on the way through a page. */
interface Seen {
  isDoubtful: boolean
}

/** Adds a page, or a piece of one, to a text. Throws a Refusal: too_complex. */
export function writeHtml(html: string, builder: TextBuilder, headingShift = 0): WrittenHtml {
  assertBearableDepth(html)
  const { document } = parseHTML(html) as unknown as { document: Document }
  const seen: Seen = { isDoubtful: false }
  const firstTop = walk(document.childNodes, createHtmlWriter(builder, headingShift), seen)
  return {
    title: firstTop ?? document.querySelector('title')?.textContent ?? null,
    facts: factsOf(document),
    warnings: seen.isDoubtful ? [WHITE_TEXT] : [],
  }
}

/** Names of meta elements, and what they say. */
const META: Readonly<Record<string, 'tags' | 'date' | 'language' | 'visibility'>> = {
  keywords: 'tags',
  'article:modified_time': 'date',
  'article:published_time': 'date',
  'dcterms.modified': 'date',
  'dc.date': 'date',
  date: 'date',
  'last-modified': 'date',
  'content-language': 'language',
  language: 'language',
  visibility: 'visibility',
}

function factsOf(document: Document): DocumentFacts {
  const said: Record<string, string> = {}
  for (const meta of document.querySelectorAll('meta')) {
    const name =
      meta.getAttribute?.('name') ?? meta.getAttribute?.('property') ?? meta.getAttribute?.('http-equiv')
    const kind = Object.hasOwn(META, name?.toLowerCase() ?? '') ? META[name?.toLowerCase() ?? ''] : undefined
    const content = meta.getAttribute?.('content')
    if (kind && content) said[kind] ??= content
  }
  const url = document.querySelector('link[rel="canonical"]')?.getAttribute?.('href') ?? undefined
  const language = toLanguage(document.querySelector('html')?.getAttribute?.('lang'))
  const facts = factsOfRecord({ ...said, url })
  return { ...facts, language: language ?? facts.language }
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
function walk(roots: Iterable<DomNode>, writer: HtmlWriter, seen: Seen): string | null {
  let count = 0
  for (const root of roots) {
    let node: DomNode | null = root
    while (node) {
      if (++count > MAX_NODES)
        throw new Refusal('too_complex', 'The page has more than two million parts, too many to read.')
      const isEntered = enter(node, writer, seen)
      const child: DomNode | null = isEntered ? node.firstChild : null
      node = child ?? nextAfter(node, root, isEntered ? writer : null, writer)
    }
  }
  writer.flush()
  return writer.firstTop
}

/** Leaves the node, and each parent that ends with it, up to the first that has a sibling; null at the root's end. */
function nextAfter(
  node: DomNode,
  root: DomNode,
  /** Null for a node that was left out: what was never opened must not be closed. */
  ownWriter: HtmlWriter | null,
  writer: HtmlWriter,
): DomNode | null {
  let leaving: DomNode | null = node
  while (leaving) {
    const closing = leaving === node ? ownWriter : writer
    if (leaving.nodeType === ELEMENT) closing?.close(leaving.localName?.toLowerCase() ?? '')
    if (leaving === root) return null
    if (leaving.nextSibling) return leaving.nextSibling
    leaving = leaving.parentNode
  }
  return null
}

/** False when the node's children are not to be visited. */
function enter(node: DomNode, writer: HtmlWriter, seen: Seen): boolean {
  if (node.nodeType === TEXT) {
    writer.text(node.data ?? '')
    return false
  }
  if (node.nodeType !== ELEMENT) return node.firstChild !== null
  const name = node.localName?.toLowerCase() ?? ''
  if (isDropped(name, node, seen)) return false
  writer.open(name, (attribute) => node.getAttribute?.(attribute) ?? null)
  return true
}

/** Hidden text is not shown to the page's reader, so it is not shown to ours: that is where injections hide. */
function isDropped(name: string, node: DomNode, seen: Seen): boolean {
  if (DROPPED.has(name) && !KEPT_ANYWAY.has(name)) return true
  // the foot of the site; that of an article may hold its sources
  if (name === 'footer' && node.parentNode?.localName === 'body') return true
  if (node.hasAttribute?.('hidden')) return true
  if (node.getAttribute?.('aria-hidden') === 'true') return true
  if (node.getAttribute?.('role') === 'navigation') return true
  const style = node.getAttribute?.('style')
  if (!style) return false
  if (hasHidingStyle(style)) return true
  const color = judgeColor(node, style)
  if (color === 'doubtful') seen.isDoubtful = true
  return color === 'hidden'
}
