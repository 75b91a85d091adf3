import { linkAddress, type MarkdownNode } from '@shared/markdown-html'

export interface PdfRun {
  readonly text: string
  readonly isBold?: boolean
  readonly link?: string | null
}

/** One stretch that is laid out at once: a paragraph, a heading, an item of a list, a row of a table. */
export interface PdfPiece {
  readonly kind: 'paragraph' | 'heading' | 'item' | 'code'
  readonly runs: readonly PdfRun[]
  /** Points from the left margin. */
  readonly indent: number
  /** What stands before an item: "•" or "2.". */
  readonly sign?: string
  readonly isQuiet?: boolean
}

const INDENT = 14

/** An answer's Markdown as pieces, from its top to its end. */
export function* layOutAnswer(node: MarkdownNode, indent = 0): Generator<PdfPiece> {
  switch (node.type) {
    case 'paragraph':
      return yield { kind: 'paragraph', runs: runsOf(node), indent }
    case 'heading':
      return yield { kind: 'heading', runs: runsOf(node, { isBold: true }), indent }
    case 'code':
      for (const text of (node.value ?? '').split('\n')) yield { kind: 'code', runs: [{ text }], indent }
      return
    case 'list':
      return yield* listPieces(node, indent)
    case 'blockquote':
      for (const child of node.children ?? []) yield* layOutAnswer(child, indent + INDENT)
      return
    case 'table':
      return yield* tablePieces(node, indent)
    case 'thematicBreak':
      return
    default:
      for (const child of node.children ?? []) yield* layOutAnswer(child, indent)
  }
}

function* listPieces({ ordered, start, children = [] }: MarkdownNode, indent: number): Generator<PdfPiece> {
  for (const [index, item] of children.entries()) {
    const sign = ordered ? `${(start ?? 1) + index}.` : '•'
    const [first, ...rest] = item.children ?? []
    if (first?.type === 'paragraph')
      yield { kind: 'item', runs: runsOf(first), indent: indent + INDENT, sign }
    else if (first) yield* layOutAnswer(first, indent + INDENT)
    for (const child of rest) yield* layOutAnswer(child, indent + INDENT)
  }
}

/** Column: value, row by row: a table of any width stays readable, and each row can be copied as a sentence. */
function* tablePieces({ children = [] }: MarkdownNode, indent: number): Generator<PdfPiece> {
  const [head, ...rows] = children
  const names = (head?.children ?? []).map((cell) => wordsOf(cell))
  for (const row of rows) {
    const runs = (row.children ?? []).flatMap((cell, column) => {
      const words = wordsOf(cell)
      if (words === '') return []
      return [{ text: `${names[column] ?? ''}: `, isBold: true }, { text: `${words}   ` }]
    })
    if (runs.length > 0) yield { kind: 'item', runs, indent: indent + INDENT, sign: '•' }
  }
}

function runsOf(node: MarkdownNode, given: Omit<PdfRun, 'text'> = {}): PdfRun[] {
  return (node.children ?? []).flatMap((child): PdfRun[] => {
    switch (child.type) {
      case 'strong':
        return runsOf(child, { ...given, isBold: true })
      case 'link':
        return runsOf(child, { ...given, link: linkAddress(child.url ?? '') })
      case 'break':
        return [{ ...given, text: '\n' }]
      case 'image':
        return [{ ...given, text: child.alt ?? '' }]
      default:
        return child.children ? runsOf(child, given) : [{ ...given, text: child.value ?? '' }]
    }
  })
}

function wordsOf(node: MarkdownNode): string {
  return runsOf(node)
    .map(({ text }) => text)
    .join('')
    .trim()
}
