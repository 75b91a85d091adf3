import { splitMarks } from '@shared/citation-marks'
import type { Parent, PhrasingContent, Root, RootContent, Text } from 'mdast'

/** Says that no passage answers; the engine takes it out at the end, and nobody need see it while the answer is written. */
const NOT_COVERED = /^\[0\] ?| ?\[0\]/g

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
  return splitMarks(node.value.replace(NOT_COVERED, ''), passageCount).map((piece) =>
    typeof piece === 'string'
      ? { type: 'text', value: piece }
      : // an element name on a text node: remark's own way to let a plugin say what becomes of it
        { type: 'text', value: '', data: { hName: 'cite', hProperties: { dataNumber: piece } } },
  )
}
