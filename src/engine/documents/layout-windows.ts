import type { LayoutBlock } from '@shared/models'

/** Read lately and kept parsed: a reader scrolls through one document, maybe two. */
const MAX_REMEMBERED = 2
/** Above this a layout is forgotten with the next one: some 300,000 blocks. */
const LARGE_JSON_CHARS = 20_000_000

export interface LayoutWindows {
  /** Blocks that touch `start … end`, in reading order. */
  read(
    documentId: number,
    contentHash: string,
    window: { readonly start: number; readonly end: number },
  ): { readonly isStored: boolean; readonly blocks: LayoutBlock[] }
}

interface Remembered {
  readonly documentId: number
  readonly contentHash: string
  readonly blocks: readonly LayoutBlock[]
  readonly isLarge: boolean
}

/** Parts of long layouts, without parsing the whole for each part. `load` gives the stored JSON. */
export function createLayoutWindows(load: (documentId: number) => string): LayoutWindows {
  let remembered: readonly Remembered[] = []

  function blocksOf(documentId: number, contentHash: string): readonly LayoutBlock[] {
    const known = remembered.find((one) => one.documentId === documentId && one.contentHash === contentHash)
    if (known) return known.blocks
    const json = load(documentId)
    const read: Remembered = {
      documentId,
      contentHash,
      // written by ourselves from checked values
      blocks: JSON.parse(json) as LayoutBlock[],
      isLarge: json.length > LARGE_JSON_CHARS,
    }
    const others = remembered.filter((one) => one.documentId !== documentId && !one.isLarge)
    remembered = [read, ...others].slice(0, MAX_REMEMBERED)
    return read.blocks
  }

  return {
    read(documentId, contentHash, { start, end }) {
      const blocks = blocksOf(documentId, contentHash)
      const from = firstAfter(blocks, start)
      let to = from
      while (to < blocks.length && (blocks[to] as LayoutBlock).start < end) to++
      return { isStored: blocks.length > 0, blocks: blocks.slice(from, to) }
    },
  }
}

/** Index of the first block that ends behind this place. */
function firstAfter(blocks: readonly LayoutBlock[], at: number): number {
  let low = 0
  let high = blocks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((blocks[middle] as LayoutBlock).end > at) high = middle
    else low = middle + 1
  }
  return low
}
