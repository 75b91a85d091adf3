import type { SameComparison } from './same-intent'

/**
 * How near two questions without objections must lie. Chosen on the families of labelled pairs that may be tuned on, with
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

/** The least cosine at which the two count as the same question, where the words leave no doubt. */
function cosineFloor([a, b]: SameComparison['loose']): number {
  if (a + b === 0) return FLOORS.allMatched
  if (a > 0 && b > 0) return FLOORS.bothLoose
  return a + b === 1 ? FLOORS.oneLoose : FLOORS.moreLoose
}

/** Logistic weights of the signs that two questions are one, fitted on the same families. */
const WEIGHTS = {
  bias: -0.05,
  cosine: 4.99,
  allMatched: -2.31,
  shared: 0.68,
  order: -6.54,
  turning: -0.41,
  why: -1.83,
  amount: -1.02,
  otherFacet: -2.36,
  formDiffers: -1.08,
  fragment: 0.58,
  swap: -1.83,
  fewWords: -1.18,
} as const

/** Of the fitted sum: by the words alone, and where both questions find the passages that the answer rests on. */
const ENOUGH = { words: 1.5, passages: 1.1 } as const

/** Whether two questions are near enough in meaning for what their words leave open. */
export function isNearEnough(
  { loose, doubt, signs }: SameComparison,
  { cosine, evidence }: { readonly cosine: number; readonly evidence: keyof typeof ENOUGH },
): boolean {
  if (doubt === null && cosine >= cosineFloor(loose)) return true
  // next to nothing in common proves little, whatever the cosine says of so few words
  if (signs.fewWords > 0 && loose[0] + loose[1] > 0) return false
  let sum = WEIGHTS.bias + WEIGHTS.cosine * cosine
  for (const [name, value] of Object.entries(signs)) sum += WEIGHTS[name as keyof typeof signs] * value
  return sum >= ENOUGH[evidence]
}
