/** A pair as the trees see it: a byte a sign, and whether the two questions are one. */
export interface Example {
  readonly values: Uint8Array
  readonly isSame: boolean
}

export const TREES = 50
const LEAST_IN_LEAF = 4
const SHARE_OF_SIGNS = 0.5
const LEAF = 255
const NODE_BYTES = 4

/**
 * Extremely randomised trees (Geurts, 2006): at each node half of the signs are drawn, a bound for each, and the split
 * kept that parts the pairs best. The same examples always give the same trees. For the bytes see engine/meaning/forest.
 */
export function growForest(examples: readonly Example[], trees = TREES): Uint8Array[] {
  return [...Array(trees).keys()].map((seed) => {
    const random = randomFrom(seed + 1)
    const bytes: number[] = []
    growNode(examples, random, bytes)
    return Uint8Array.from(bytes)
  })
}

function growNode(examples: readonly Example[], random: () => number, bytes: number[]): void {
  const same = examples.filter(({ isSame }) => isSame).length
  const split = same === 0 || same === examples.length ? null : bestSplit(examples, random)
  if (!split) {
    bytes.push(LEAF, Math.round((same / Math.max(1, examples.length)) * 255), 0, 0)
    return
  }
  const { sign, bound } = split
  const at = bytes.length
  bytes.push(sign, bound, 0, 0)
  growNode(
    examples.filter(({ values }) => (values[sign] ?? 0) <= bound),
    random,
    bytes,
  )
  const right = bytes.length / NODE_BYTES
  bytes[at + 2] = right >> 8
  bytes[at + 3] = right & 255
  growNode(
    examples.filter(({ values }) => (values[sign] ?? 0) > bound),
    random,
    bytes,
  )
}

interface Split {
  readonly sign: number
  readonly bound: number
}

function bestSplit(examples: readonly Example[], random: () => number): Split | null {
  if (examples.length < 2 * LEAST_IN_LEAF) return null
  const signs = examples[0]?.values.length ?? 0
  const drawn = shuffled([...Array(signs).keys()], random)
  let best: Split | null = null
  let least = Number.POSITIVE_INFINITY
  let looked = 0
  for (const sign of drawn) {
    if (looked >= signs * SHARE_OF_SIGNS && best) break
    const [low, high] = rangeOf(examples, sign)
    if (low === high) continue
    looked += 1
    const bound = Math.min(high - 1, Math.floor(low + random() * (high - low)))
    const impurity = impurityOf(examples, sign, bound)
    if (impurity === null || impurity >= least) continue
    least = impurity
    best = { sign, bound }
  }
  return best
}

function rangeOf(examples: readonly Example[], sign: number): [number, number] {
  let [low, high] = [255, 0]
  for (const { values } of examples) {
    const value = values[sign] ?? 0
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}

/** Gini impurity of both sides, weighed by their sizes; null where one of them is too small. */
function impurityOf(examples: readonly Example[], sign: number, bound: number): number | null {
  let [left, leftSame, same] = [0, 0, 0]
  for (const { values, isSame } of examples) {
    if (isSame) same += 1
    if ((values[sign] ?? 0) > bound) continue
    left += 1
    if (isSame) leftSame += 1
  }
  const right = examples.length - left
  if (left < LEAST_IN_LEAF || right < LEAST_IN_LEAF) return null
  const rightSame = same - leftSame
  return (leftSame * (left - leftSame)) / left + (rightSame * (right - rightSame)) / right
}

function shuffled(places: number[], random: () => number): number[] {
  for (let at = places.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[places[at], places[other]] = [places[other] ?? 0, places[at] ?? 0]
  }
  return places
}

/** mulberry32: the same numbers for the same seed, everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
