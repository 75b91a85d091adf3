/** How many passages are written in one step, by how long the last steps took on this machine, as busy as it is now. */
export interface StepSize {
  next(): number
  took(ms: number): void
}

/** Far below what a person waiting for an answer would notice. */
const WANTED_MS = { atLeast: 14, atMost: 28 } as const
const FIRST = 100
/** Each step is a part of the keyword index of its own: 40 passages cost a third more processor time each than 250. */
const FEWEST = 60
/** More gain nothing: 446 take as long each as 250. */
const MOST = 250

export function createStepSize(): StepSize {
  let size = FIRST
  return {
    next: () => Math.round(size),
    took(ms) {
      if (ms > WANTED_MS.atMost) size = Math.max(FEWEST, size * 0.7)
      else if (ms < WANTED_MS.atLeast) size = Math.min(MOST, size * 1.1)
    },
  }
}
