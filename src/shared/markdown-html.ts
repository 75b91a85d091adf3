import { splitMarks } from './citation-marks'

/** As much of a Markdown tree (mdast) as becomes HTML. */
export interface MarkdownNode {
  readonly type: string
  readonly value?: string
  readonly url?: string
  readonly alt?: string | null | undefined
  readonly depth?: number
  readonly ordered?: boolean | null | undefined
  readonly start?: number | null | undefined
  readonly align?: readonly (string | null)[] | null | undefined
  readonly children?: readonly MarkdownNode[]
}

export interface HtmlOptions {
  /** [n] up to this number are citations; 0: none are. */
  readonly passageCount?: number
  /** HTML in the place of a citation. */
  readonly citation?: (number: number) => string
  /** Whether an address may be opened; others become their words. */
  readonly isLinkAllowed?: (url: string) => boolean
  /** A letter keeps its lines, as mail programs do; elsewhere a line end is a blank. */
  readonly keepsLines?: boolean
}

/**
 * HTML of a closed list of elements without any attribute but `href` and `start`, for other programs: no style, no
 * script, no picture. What is not known becomes its text.
 */
export function markdownHtml(node: MarkdownNode, options: HtmlOptions = {}): string {
  const inner = () => (node.children ?? []).map((child) => markdownHtml(child, options)).join('')
  switch (node.type) {
    case 'text':
      return textHtml(node.value ?? '', options)
    case 'paragraph':
      return `<p>${inner()}</p>\n`
    case 'strong':
      return `<strong>${inner()}</strong>`
    case 'emphasis':
      return `<em>${inner()}</em>`
    case 'delete':
      return `<del>${inner()}</del>`
    case 'heading':
      return `<h${headingLevel(node)}>${inner()}</h${headingLevel(node)}>\n`
    case 'inlineCode':
      return `<code>${escapeHtml(node.value ?? '')}</code>`
    case 'code':
      return `<pre><code>${escapeHtml(node.value ?? '')}</code></pre>\n`
    case 'blockquote':
      return `<blockquote>\n${inner()}</blockquote>\n`
    case 'list':
      return listHtml(node, inner())
    case 'listItem':
      return `<li>${itemHtml(node, options)}</li>\n`
    case 'link':
      return linkHtml(node, inner(), options)
    case 'image':
      return escapeHtml(node.alt ?? '')
    case 'break':
      return '<br>\n'
    case 'thematicBreak':
      return '<hr>\n'
    case 'table':
      return tableHtml(node, options)
    default:
      return node.children ? inner() : escapeHtml(node.value ?? '')
  }
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** The address as it may stand in a file or a mail; null for whatever is not https or mailto. */
export function linkAddress(url: string): string | null {
  try {
    const { protocol, href } = new URL(url)
    return protocol === 'https:' || protocol === 'mailto:' ? href : null
  } catch {
    return null
  }
}

function textHtml(text: string, { passageCount = 0, citation, keepsLines = false }: HtmlOptions): string {
  return splitMarks(text, passageCount)
    .map((piece) => {
      if (typeof piece === 'number') return citation ? citation(piece) : ''
      const escaped = escapeHtml(piece)
      return keepsLines ? escaped.replaceAll('\n', '<br>\n') : escaped
    })
    .join('')
}

/** Headings inside an answer stand under the title of what holds it. */
function headingLevel({ depth = 1 }: MarkdownNode): number {
  return Math.min(depth + 2, 6)
}

function listHtml({ ordered, start }: MarkdownNode, inner: string): string {
  if (!ordered) return `<ul>\n${inner}</ul>\n`
  return `<ol${typeof start === 'number' && start !== 1 ? ` start="${start}"` : ''}>\n${inner}</ol>\n`
}

/** A single paragraph needs no element of its own: programs would give it a margin. */
function itemHtml({ children = [] }: MarkdownNode, options: HtmlOptions): string {
  const [first, ...rest] = children
  if (first?.type !== 'paragraph') return children.map((child) => markdownHtml(child, options)).join('')
  const words = (first.children ?? []).map((child) => markdownHtml(child, options)).join('')
  return words + rest.map((child) => markdownHtml(child, options)).join('')
}

function linkHtml({ url = '' }: MarkdownNode, inner: string, { isLinkAllowed }: HtmlOptions): string {
  const address = linkAddress(url)
  if (address === null || (isLinkAllowed && !isLinkAllowed(url))) return inner
  return `<a href="${escapeHtml(address)}">${inner}</a>`
}

function tableHtml({ children = [] }: MarkdownNode, options: HtmlOptions): string {
  const rows = children.map((row, at) => {
    const element = at === 0 ? 'th' : 'td'
    const cells = (row.children ?? []).map((cell) => {
      const inner = (cell.children ?? []).map((child) => markdownHtml(child, options)).join('')
      return `<${element}>${inner}</${element}>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  const [head = '', ...body] = rows
  return `<table>\n<thead>${head}</thead>\n<tbody>\n${body.join('\n')}\n</tbody>\n</table>\n`
}
