import { splitMarks } from '@shared/citation-marks'
import type { SupportedSentence } from '@shared/support-models'
import type { Parent, PhrasingContent, Root, RootContent, Text } from 'mdast'

/** Where a key to the passage of a backed sentence belongs: behind the sentence. */
export interface FoundKey {
  readonly end: number
  readonly passage: number
}

/**
 * Keys for sentences that are backed and cite nothing, so that their passage is one click away too. Offsets are those of
 * the block that begins at `from`.
 */
export function foundKeys(
  sentences: readonly SupportedSentence[],
  {
    text,
    from,
    passageCount,
  }: { readonly text: string; readonly from: number; readonly passageCount: number },
): FoundKey[] {
  return sentences.flatMap(({ start, end, verdict, passage }) => {
    const isHere = end > from && end <= from + text.length
    if (!isHere || verdict !== 'backed' || passage === null || passage > passageCount) return []
    const own = text.slice(Math.max(0, start - from), end - from)
    const isCited = splitMarks(own, passageCount).some((piece) => typeof piece === 'number')
    return isCited ? [] : [{ end: end - from, passage }]
  })
}

/** Remark plugin: puts a `cite` element behind each of these sentences. Runs before all that cuts texts up. */
export function remarkFound({ keys }: { readonly keys: readonly FoundKey[] }) {
  return (tree: Root) => {
    if (keys.length > 0) keysIn(tree, keys)
  }
}

/** Behind these as a whole: nothing can stand inside, or it would be drawn as they are. */
const WHOLE: ReadonlySet<string> = new Set(['strong', 'emphasis', 'delete', 'link', 'inlineCode', 'image'])

function keysIn(parent: Parent, keys: readonly FoundKey[]): void {
  parent.children = parent.children.flatMap((child): RootContent[] => {
    const from = child.position?.start.offset
    const to = child.position?.end.offset
    if (from === undefined || to === undefined) return [child]
    const inside = keys.filter(({ end }) => end > from && end <= to)
    if (inside.length === 0) return [child]
    if (child.type === 'text') return keysInText(child, from, inside)
    if (WHOLE.has(child.type)) return [child, ...inside.map(({ passage }) => keyOf(passage))]
    if ('children' in child) keysIn(child, inside)
    return [child]
  })
}

function keysInText(node: Text, from: number, keys: readonly FoundKey[]): PhrasingContent[] {
  const { position } = node
  // with escapes the text is shorter than what was written: then the key stands behind all of it
  const isPlain = position !== undefined && (position.end.offset ?? 0) - from === node.value.length
  if (!isPlain) return [node, ...keys.map(({ passage }) => keyOf(passage))]
  const pieces: PhrasingContent[] = []
  let at = 0
  const take = (to: number) => {
    if (to <= at) return
    const place = (point: typeof position.start, offset: number) => ({ ...point, offset: from + offset })
    pieces.push({
      type: 'text',
      value: node.value.slice(at, to),
      position: { start: place(position.start, at), end: place(position.end, to) },
    })
    at = to
  }
  for (const { end, passage } of keys) {
    take(end - from)
    pieces.push(keyOf(passage))
  }
  take(node.value.length)
  return pieces
}

/** Emphasis that is drawn as a citation: a plugin may say what becomes of a node. */
function keyOf(passage: number): PhrasingContent {
  return {
    type: 'emphasis',
    data: { hName: 'cite', hProperties: { dataNumber: passage, dataFound: true } },
    children: [],
  }
}
