import type { Nodes, Root } from 'mdast'

const BLOCKS: ReadonlySet<string> = new Set(['paragraph', 'heading', 'blockquote', 'listItem'])

/**
 * Remark plugin: each block is read from right to left or from left to right after its own first letter. Only the
 * outermost is marked, because a block that is marked does not look into one that is marked as well.
 */
export function remarkDirection() {
  return (tree: Root) => markIn(tree)
}

function markIn(node: Nodes): void {
  if (BLOCKS.has(node.type)) {
    node.data = { ...node.data, hProperties: { dir: 'auto' } }
    return
  }
  if ('children' in node) for (const child of node.children) markIn(child)
}
