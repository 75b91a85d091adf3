import { splitMarks } from '@shared/citation-marks'
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

interface Marking {
  readonly marks: readonly SupportMark[]
  readonly passageCount: number
  /** Inside of a link a mark is drawn only: two things to press cannot stand in each other. */
  readonly isInLink?: boolean
}

/**
 * Remark plugin: puts `mark` elements around the text of the stretches. Runs before citations become keys, and leaves
 * these outside, as a key in a mark would be a button in a button.
 */
export function remarkSupport(marking: Marking) {
  return (tree: Root) => {
    if (marking.marks.length > 0) markIn(tree, marking)
  }
}

function markIn(parent: Parent, marking: Marking): void {
  parent.children = parent.children.flatMap((child): RootContent[] => {
    if (child.type === 'text') return markText(child, marking)
    if ('children' in child) markIn(child, child.type === 'link' ? { ...marking, isInLink: true } : marking)
    return [child]
  })
}

function markText(node: Text, marking: Marking): PhrasingContent[] {
  const from = node.position?.start.offset
  const to = node.position?.end.offset
  if (from === undefined || to === undefined) return [node]
  const touching = marking.marks.filter(({ start, end }) => end > from && start < to)
  if (touching.length === 0) return [node]
  // with escapes the text is shorter than what was written: then it is marked as a whole
  const isPlain = to - from === node.value.length
  const pieces: PhrasingContent[] = []
  let at = 0
  for (const { start, end, place } of touching) {
    const first = isPlain ? Math.max(at, start - from) : at
    const last = isPlain ? Math.min(node.value.length, end - from) : node.value.length
    if (first > at) pieces.push({ type: 'text', value: node.value.slice(at, first) })
    if (last > first) pieces.push(...markWords(node.value.slice(first, last), place, marking))
    at = Math.max(at, last)
  }
  if (at < node.value.length) pieces.push({ type: 'text', value: node.value.slice(at) })
  return pieces
}

/** The words before and behind a citation; the full stop that often follows it is nothing to point at. */
function markWords(value: string, place: number, marking: Marking): PhrasingContent[] {
  const mark = (words: string) => marked(words, place, marking.isInLink ?? false)
  const pieces = splitMarks(value, marking.passageCount)
  if (pieces.every((piece) => typeof piece === 'string')) return [mark(value)]
  return pieces.flatMap((piece): PhrasingContent[] => {
    if (typeof piece === 'number') return [{ type: 'text', value: `[${piece}]` }]
    const words = piece.trim()
    if (!/[\p{L}\p{N}]/u.test(words)) return [{ type: 'text', value: piece }]
    const from = piece.indexOf(words)
    return [...spaceOf(piece.slice(0, from)), mark(words), ...spaceOf(piece.slice(from + words.length))]
  })
}

function spaceOf(value: string): Text[] {
  return value === '' ? [] : [{ type: 'text', value }]
}

/** Emphasis that is drawn as a mark: a plugin may say what becomes of a node. */
function marked(value: string, place: number, isInLink: boolean): PhrasingContent {
  return {
    type: 'emphasis',
    data: { hName: 'mark', hProperties: { dataPlace: place, ...(isInLink ? { dataDrawn: true } : {}) } },
    children: [{ type: 'text', value }],
  }
}
