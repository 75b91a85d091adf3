import type { Parent, PhrasingContent, Root, RootContent, Text } from 'mdast'

/** [2], and [1, 3] where a model wrote several in one. */
const MARK = /\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]/g

/** One stretch of an answer: text, or the number of a passage. */
export type MarkedPiece = string | number

/** Cuts a text at its citations. A number that no passage has stays text. */
export function splitMarks(text: string, passageCount: number): readonly MarkedPiece[] {
  const pieces: MarkedPiece[] = []
  let end = 0
  for (const match of text.matchAll(MARK)) {
    const numbers = (match[1] ?? '').split(',').map(Number)
    if (numbers.some((number) => number < 1 || number > passageCount)) continue
    if (match.index > end) pieces.push(text.slice(end, match.index))
    pieces.push(...numbers)
    end = match.index + match[0].length
  }
  if (end < text.length) pieces.push(text.slice(end))
  return pieces
}

/** Remark plugin: turns citations in running text into `cite` elements. Code and links are left as they are. */
export function remarkCitations({ passageCount }: { readonly passageCount: number }) {
  return (tree: Root) => markIn(tree, passageCount)
}

function markIn(parent: Parent, passageCount: number): void {
  parent.children = parent.children.flatMap((child): RootContent[] => {
    if (child.type === 'text') return markText(child, passageCount)
    if ('children' in child && child.type !== 'link') markIn(child, passageCount)
    return [child]
  })
}

function markText(node: Text, passageCount: number): PhrasingContent[] {
  return splitMarks(node.value, passageCount).map((piece) =>
    typeof piece === 'string'
      ? { type: 'text', value: piece }
      : // an element name on a text node: remark's own way to let a plugin say what becomes of it
        { type: 'text', value: '', data: { hName: 'cite', hProperties: { dataNumber: piece } } },
  )
}
