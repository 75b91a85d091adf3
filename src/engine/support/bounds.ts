import { isSameQuantity, quantitiesIn } from './quantities'

const FILLER = '(?: the| an?| about| around| roughly| approximately| another| first| next)?[ €$£]*$'
/** Words before an amount: it is the most there is, or the least. */
const MOST = new RegExp(
  `(?:within|no later than|at most|up to|until|till|by|maximum(?: of)?|less than|fewer than|under|below|(?:no|not) (?:more|longer|older|later) than|before|younger than|at the latest|bis zu|höchstens|unter|jusqu['’]à|moins de|avant|hasta|menos de)${FILLER}`,
  'iu',
)
const LEAST = new RegExp(
  `(?:after|from|at least|minimum(?: of)?|more than|longer than|older than|over|above|(?:no|not) (?:less|fewer|earlier|younger) than|starting (?:at|from)|exceeding|mindestens|ab|über|mehr als|au moins|plus de|dès|à partir de|a partir de|desde|al menos|más de)${FILLER}`,
  'iu',
)
const DENIAL =
  /(?<!\p{L})(?:(?:no|not)(?! (?:more|longer|older|later|less|fewer|earlier|younger) than)|never|cannot|without|nicht|kein\p{L}*|nie|ne|pas|jamais|nunca|sin)(?!\p{L})|n['’]t(?!\p{L})/iu
const LOOK_BACK = 40

/** Whether an amount that both name is the most in one and the least in the other: "within 5 days" and "after 5 days". */
export function hasOtherBound(statement: string, evidence: string): boolean {
  // "not below 12" is "above 12"
  if (DENIAL.test(statement) !== DENIAL.test(evidence)) return false
  const known = quantitiesIn(evidence)
  return quantitiesIn(statement).some((quantity) => {
    const bound = boundOf(statement, quantity.start)
    if (bound === null) return false
    const same = known.filter((other) => isSameQuantity(quantity, other))
    return (
      same.length > 0 &&
      same.every(({ start }) => {
        const other = boundOf(evidence, start)
        return other !== null && other !== bound
      })
    )
  })
}

/** Whether the words before an amount make it the most there is, or the least. */
export function boundOf(text: string, start: number): 'most' | 'least' | null {
  const before = text.slice(Math.max(0, start - LOOK_BACK), start)
  if (MOST.test(before)) return 'most'
  return LEAST.test(before) ? 'least' : null
}
