import type { SupportFault } from '@shared/support-models'
import { boundOf, hasOtherBound } from './bounds'
import { contradicts } from './contradiction'
import { makesDuty } from './duties'
import type { Evidence } from './evidence'
import { hasOtherTime } from './named-times'
import { holdsName, namesIn } from './names'
import { isSameQuantity, type Quantity, quantitiesIn } from './quantities'
import { hasOtherDoer, namesOtherThing } from './word-sense'

/** Points to what was said before: then a number may stand there too. */
const POINTING_BACK =
  /(?<!\p{L})(?:those|these|that|this|the same|diese\p{L}*|ces?|cette|es[ae]s?|est[aeo]s?)(?!\p{L})/iu

/**
 * What keeps this evidence from bearing a statement out, however alike the two are; null when nothing does. What the
 * customer has said, their name or the number of their order, needs no evidence: `asked` is the question.
 */
export function findFault(statement: string, evidence: Evidence, asked = ''): SupportFault | null {
  if (hasOtherName(statement, evidence, asked)) return 'name'
  if (hasOtherNumber(statement, evidence, asked)) return 'number'
  if (hasOtherTime(statement, `${asked} ${evidence.context}`)) return 'number'
  if (contradicts(statement, evidence.text)) return 'opposite'
  const { text } = evidence
  const isTurned =
    hasOtherBound(statement, text) ||
    makesDuty(statement, text) ||
    namesOtherThing(statement, evidence) ||
    hasOtherDoer(statement, text)
  if (isTurned) return 'opposite'
  return null
}

/** A name that the evidence does not speak of; the sentence before may have named it, when this one names no other. */
function hasOtherName(statement: string, evidence: Evidence, asked: string): boolean {
  const missing = namesIn(statement).filter(
    ({ name }) => !holdsName(evidence.text, name) && !holdsName(asked, name),
  )
  if (missing.length === 0) return false
  if (missing.some(({ name, isExact }) => isExact || !holdsName(evidence.context, name))) return true
  return namesIn(evidence.text).some(({ name }) => !holdsName(statement, name))
}

function hasOtherNumber(statement: string, evidence: Evidence, asked: string): boolean {
  const known = POINTING_BACK.test(statement) ? quantitiesIn(evidence.context) : evidence.quantities
  const words = evidence.text.toLowerCase()
  return quantitiesIn(statement).some(
    (quantity) =>
      !known.some((other) => isSameQuantity(quantity, other)) &&
      !isLoneOne(quantity, known) &&
      !isAgeWithin(quantity, statement, evidence) &&
      !isTheirs(statement.slice(quantity.start, quantity.end), asked) &&
      // "a day ahead" and "the day before" count nothing
      !(quantity.unitWord !== null && words.includes(quantity.unitWord)),
  )
}

/** "one box" and "a box" are the same; one of something that the evidence counts otherwise is not. */
function isLoneOne({ value, unit }: Quantity, known: readonly Quantity[]): boolean {
  return value === 1 && unit === 'count' && !known.some((other) => other.unit === 'count')
}

/** "a five-year-old" where "children under 6" are spoken of. */
function isAgeWithin({ value, end }: Quantity, statement: string, { text, quantities }: Evidence): boolean {
  if (!/^[- ]years?[- ]olds?(?!\p{L})/iu.test(statement.slice(end))) return false
  return quantities.some((limit) => {
    const bound = boundOf(text, limit.start)
    const years = limit.unit === 'hours' ? limit.value / limit.factor : limit.value
    return (bound === 'most' && value < years) || (bound === 'least' && value >= years)
  })
}

/** Long enough to be somebody's number, and no amount that the articles would know. */
function isTheirs(number: string, asked: string): boolean {
  return /^\d{4,}$/.test(number) && holdsName(asked, number)
}
