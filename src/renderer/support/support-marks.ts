import type { SupportedSentence } from '@shared/support-models'
import type { Parent, PhrasingContent, Root, RootContent, Text } from 'mdast'

/** A stretch of a Markdown text to mark; `place` is the sentence's in the list that was checked. */
export interface SupportMark {
  readonly start: number
  readonly end: number
  readonly place: number
}

/** What is not backed is underlined; all else stays as it is. Offsets are those of the block that begins at `from`. */
export function marksOf(
  sentences: readonly SupportedSentence[],
  from: number,
  length: number,
): SupportMark[] {
  return sentences.flatMap(({ start, end, verdict }, place) =>
    verdict === 'unbacked' && end > from && start < from + length
      ? [{ start: start - from, end: end - from, place }]
      : [],
  )
}

/** Remark plugin: puts `mark` elements around the text of the stretches. Runs before citations are cut out of it. */
export function remarkSupport({ marks }: { readonly marks: readonly SupportMark[] }) {
  return (tree: Root) => {
    if (marks.length > 0) markIn(tree, marks)
  }
}

function markIn(parent: Parent, marks: readonly SupportMark[]): void {
  parent.children = parent.children.flatMap((child): RootContent[] => {
    if (child.type === 'text') return markText(child, marks)
    if ('children' in child) markIn(child, marks)
    return [child]
  })
}

function markText(node: Text, marks: readonly SupportMark[]): PhrasingContent[] {
  const from = node.position?.start.offset
  const to = node.position?.end.offset
  if (from === undefined || to === undefined) return [node]
  const touching = marks.filter(({ start, end }) => end > from && start < to)
  if (touching.length === 0) return [node]
  // with escapes the text is shorter than what was written: then it is marked as a whole
  const isPlain = to - from === node.value.length
  const pieces: PhrasingContent[] = []
  let at = 0
  for (const { start, end, place } of touching) {
    const first = isPlain ? Math.max(at, start - from) : at
    const last = isPlain ? Math.min(node.value.length, end - from) : node.value.length
    if (first > at) pieces.push({ type: 'text', value: node.value.slice(at, first) })
    if (last > first) pieces.push(marked(node.value.slice(first, last), place))
    at = Math.max(at, last)
  }
  if (at < node.value.length) pieces.push({ type: 'text', value: node.value.slice(at) })
  return pieces
}

/** Emphasis that is drawn as a mark: a plugin may say what becomes of a node. */
function marked(value: string, place: number): PhrasingContent {
  return {
    type: 'emphasis',
    data: { hName: 'mark', hProperties: { dataPlace: place } },
    children: [{ type: 'text', value }],
  }
}
