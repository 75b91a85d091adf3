/** How many passages are written in one step, by how long the last steps took on this machine, as busy as it is now. */
export interface StepSize {
  next(): number
  took(ms: number): void
}

/** Far below what a person waiting for an answer would notice. */
const WANTED_MS = { atLeast: 8, atMost: 20 } as const
const FIRST = 100
/** Below it a step is little but its own commit. */
const FEWEST = 40
/** Above it a step gains nothing, and one that meets a slow drive is too long. */
const MOST = 160

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
