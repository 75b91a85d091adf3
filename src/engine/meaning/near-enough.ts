import { shareOfTrees } from './forest'
import type { SameComparison } from './same-intent'
import { SIGN_RANGES, type SignName } from './signs'

/**
 * Share of the trees' votes that is enough: by the words alone, and where both questions find the passages that the answer
 * rests on. Chosen where one in a hundred of the pairs that differ would pass, among families that the trees had not
 * seen; see docs/decisions/0023.
 */
const ENOUGH = { words: 0.8, passages: 0.7 } as const

const SIGN_NAMES = Object.keys(SIGN_RANGES) as SignName[]
const BYTE_STEPS = 255

/** Whether two questions without objections are near enough in meaning for what their words leave open. */
export function isNearEnough(
  compared: SameComparison,
  { cosine, evidence }: { readonly cosine: number; readonly evidence: keyof typeof ENOUGH },
): boolean {
  const { signs } = compared
  // one of them says a word more that turns any question, "extra" or "without", and the other nothing in its place
  if (signs.turningMost > 0 && signs.looseLeast === 0) return false
  return shareOfTrees(valuesOf(compared, cosine)) >= ENOUGH[evidence]
}

/** What the trees ask for: the cosine and each sign in its place, a byte each. */
export function valuesOf({ signs }: SameComparison, cosine: number): Uint8Array {
  const toByte = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * BYTE_STEPS)
  return Uint8Array.of(toByte(cosine), ...SIGN_NAMES.map((name) => toByte(signs[name] / SIGN_RANGES[name])))
}
