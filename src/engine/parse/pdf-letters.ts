/** Points of the page, as are all places here. */
export interface Box {
  readonly left: number
  readonly bottom: number
  readonly right: number
  readonly top: number
}

export interface DrawnLetter {
  readonly text: string
  readonly x: number
  readonly y: number
  readonly endX: number
  readonly endY: number
}

/** Letters that are shown at once, all in one look. */
export interface DrawnRun {
  readonly letters: readonly DrawnLetter[]
  /** The smaller of the height and the width that its letters are scaled to. */
  readonly size: number
  /** Neither filled nor outlined: a mode of its own, or an ink that lets everything through. */
  readonly isInvisible: boolean
  /** In white, and nothing but white was painted below it before. */
  readonly isWhiteOnWhite: boolean
  readonly isOnHiddenLayer: boolean
}

/** The smallest box that holds all these places, given as their two sides. */
export function boxAround(xs: readonly number[], ys: readonly number[]): Box {
  return { left: Math.min(...xs), bottom: Math.min(...ys), right: Math.max(...xs), top: Math.max(...ys) }
}
