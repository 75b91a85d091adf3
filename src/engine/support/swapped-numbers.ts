import { contentWords } from './evidence'
import { isSameQuantity, type Quantity, quantitiesIn } from './quantities'

/** A part of a sentence that says one thing of its own. */
interface Clause {
  readonly stems: ReadonlySet<string>
  readonly quantities: readonly Quantity[]
}

const BETWEEN = /[;:](?!\d)|,(?!\d)|\s[–—]\s|(?<!\p{L})(?:and|but|und|aber|et|mais|y|pero)(?!\p{L})/giu

/**
 * Whether a number stands with the wrong thing: "100 ml of descaler and 900 ml of water" does not bear out "900 ml of
 * descaler". A word tells the two apart when it stands only in clauses of the other number.
 */
export function hasSwappedNumbers(statement: string, evidence: string): boolean {
  const known = quantitiesIn(evidence)
  const stated = quantitiesIn(statement)
  if (known.length < 2 || stated.length === 0) return false
  const clauses = clausesOf(evidence, known)
  const clauseOf = (quantity: Quantity) =>
    clauses.filter(({ quantities }) => quantities.some((other) => isSameQuantity(quantity, other)))
  // a range, or two numbers that the evidence says in one breath, share their words
  const isOneBreath = clauses.some((clause) =>
    stated.every((quantity) => clauseOf(quantity).includes(clause)),
  )
  return stated.some((quantity) => {
    const own = clauseOf(quantity)
    const others = clauses.filter(
      (clause) =>
        !own.includes(clause) &&
        clause.quantities.some(({ unit }) => unit === quantity.unit || quantity.unit === 'count'),
    )
    if (own.length === 0 || others.length === 0) return false
    const words = isOneBreath ? statement : behind(statement, quantity, stated)
    // the first word that tells the clauses apart says which of them is spoken of
    const isOnlyIn = (stem: string, some: readonly Clause[]) =>
      clauses.every((clause) => !clause.stems.has(stem) || some.includes(clause)) &&
      some.some(({ stems }) => stems.has(stem))
    const telling = contentWords(words).find(({ stem }) => isOnlyIn(stem, own) || isOnlyIn(stem, others))
    return telling !== undefined && isOnlyIn(telling.stem, others)
  })
}

/** What stands before the first number is said of all of them, so it belongs to a clause without any. */
function clausesOf(evidence: string, known: readonly Quantity[]): Clause[] {
  const first = known[0]?.start ?? 0
  const ends = [...evidence.matchAll(BETWEEN)].map(({ index }) => index).filter((end) => end > first)
  return [0, first, ...ends].map((from, at, starts) => {
    const to = starts[at + 1] ?? evidence.length
    return {
      stems: new Set(contentWords(evidence.slice(from, to)).map(({ stem }) => stem)),
      quantities: known.filter(({ start }) => start >= from && start < to),
    }
  })
}

/** What one number of several says: the words up to the next one. */
function behind(text: string, quantity: Quantity, all: readonly Quantity[]): string {
  return text.slice(quantity.end, all.find(({ start }) => start > quantity.start)?.start ?? text.length)
}
