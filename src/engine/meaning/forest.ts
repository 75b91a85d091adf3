import grown from './forest.json'

/** A split: the sign by its place, and where a value above the bound goes; a leaf: the share of pairs that are one. */
const LEAF = 255
const NODE_BYTES = 4

let trees: readonly Uint8Array[] | null = null

/**
 * The mean share, 0 … 1, of pairs that are one among those that fall where this one does, over all trees. A node is four
 * bytes: the sign, the bound, and two for the place of the right branch, the left one following at once; or 255 and the
 * share. Grown by `npm run eval -- --fit-forest`.
 */
export function shareOfTrees(values: Uint8Array): number {
  trees ??= grown.trees.map((text) => new Uint8Array(Buffer.from(text, 'base64')))
  let sum = 0
  for (const tree of trees) sum += shareIn(tree, values)
  return sum / Math.max(1, trees.length)
}

export function shareIn(tree: Uint8Array, values: Uint8Array): number {
  let at = 0
  while (at < tree.length && tree[at] !== LEAF) {
    const isLeft = (values[tree[at] ?? 0] ?? 0) <= (tree[at + 1] ?? 0)
    at = isLeft ? at + NODE_BYTES : ((tree[at + 2] ?? 0) * 256 + (tree[at + 3] ?? 0)) * NODE_BYTES
  }
  return (tree[at + 1] ?? 0) / 255
}
