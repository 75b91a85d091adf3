import type { Comparison } from './same-intent'

/**
 * How near two questions without objections must lie. Chosen on the odd families of the labelled pairs with
 * all-MiniLM-L6-v2; see docs/decisions/0023.
 */
const FLOORS = {
  /** Every telling word has its partner: the words have decided, the cosine only confirms. */
  allMatched: 0.5,
  /** One says something that the other leaves out. */
  oneLoose: 0.75,
  moreLoose: 0.8,
  /** Both say something that the other does not. */
  bothLoose: 0.8,
} as const

export type Loose = Extract<Comparison, { kind: 'same' }>['loose']

/** The least cosine at which the two count as the same question. */
export function cosineFloor([a, b]: Loose): number {
  if (a + b === 0) return FLOORS.allMatched
  if (a > 0 && b > 0) return FLOORS.bothLoose
  return a + b === 1 ? FLOORS.oneLoose : FLOORS.moreLoose
}
