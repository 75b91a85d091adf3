/** A stretch of a document's text, in its own offsets. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** passage: what an answer rests on; hit: a word that was looked for; active: the one that is gone to. */
export type MarkKind = 'passage' | 'hit' | 'active'

export interface Mark extends Stretch {
  readonly kind: MarkKind
}

/** A part of a document's text that is at hand. */
export interface LoadedText {
  readonly start: number
  readonly text: string
}

export function sliceOf({ start, text }: LoadedText, stretch: Stretch): string {
  return text.slice(Math.max(0, stretch.start - start), Math.max(0, stretch.end - start))
}

export function touches(one: Stretch, other: Stretch): boolean {
  return one.start < other.end && other.start < one.end
}

/** Those of sorted stretches that touch this one, without looking at all of them. */
export function touching<S extends Stretch>(sorted: readonly S[], stretch: Stretch): S[] {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as S).end > stretch.start) high = middle
    else low = middle + 1
  }
  let to = low
  while (to < sorted.length && (sorted[to] as S).start < stretch.end) to++
  return sorted.slice(low, to)
}
