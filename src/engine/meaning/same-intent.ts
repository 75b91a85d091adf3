import { areOpposite, haveOneMeaning, type MatchedWords, matchWords } from './match-words'
import { type QuestionWord, type ReadQuestion, readQuestion } from './read-question'
import { formOf, type Signs, signsOf } from './signs'

export type DifferenceReason =
  | 'language'
  | 'number'
  | 'code'
  | 'name'
  | 'negation'
  | 'opposite'
  | 'intent'
  | 'time'
  | 'quantity'
  | 'person'
  | 'direction'
  | 'subject'

export interface SameComparison {
  readonly kind: 'same'
  /**
   * How much of the two is said in other words that are not known to mean the same: words of one that have no
   * partner in the other, of the first and of the second question.
   */
  readonly loose: readonly [number, number]
  /** What makes them differ unless much else speaks for them; null where nothing does. */
  readonly doubt: DifferenceReason | null
  readonly signs: Signs
}

export type Comparison = SameComparison | { readonly kind: 'different'; readonly reason: DifferenceReason }

/**
 * Whether an answer to the one question may stand for the other, as far as words can tell. "same" is a lack of
 * objections and no proof: how near the two lie in meaning is for the caller to add. Well under 2 ms.
 */
export function sameIntent(a: string, b: string): Comparison {
  const [readA, readB] = [readQuestion(a), readQuestion(b)]
  if (readA.lexicon === readB.lexicon) return compareQuestions(readA, readB)
  // "Passwort zurücksetzen" has no little words: it is read as the other one is
  if (!readB.isLanguageKnown) return compareQuestions(readA, readQuestion(b, readA.lexicon))
  if (!readA.isLanguageKnown) return compareQuestions(readQuestion(a, readB.lexicon), readB)
  return { kind: 'different', reason: 'language' }
}

export function compareQuestions(a: ReadQuestion, b: ReadQuestion): Comparison {
  const matched = matchWords(a.telling, b.telling, a.lexicon)
  const reason =
    differentNumbers(a, b) ??
    (sameSet(a.codes, b.codes) ? null : 'code') ??
    differentNegation(a, b) ??
    opposites(matched, a, b) ??
    differentFacets(a, b) ??
    (sameSet(a.times, b.times) ? null : 'time') ??
    (sameSet(a.quantities, b.quantities) ? null : 'quantity') ??
    (sameSet(a.persons, b.persons) ? null : 'person') ??
    differentDoers(a, b) ??
    (a.isDoneToSpeaker === b.isDoneToSpeaker ? null : 'person') ??
    differentCounts(a, b) ??
    differentDirections(a, b) ??
    differentNames(matched) ??
    (isSwap(matched) ? null : turned(matched, a)) ??
    (matched.shared === 0 && a.codes.size === 0 ? 'subject' : null)
  if (reason) return { kind: 'different', reason }
  const order = sharedOrder(a.words, b.words)
  const doubt =
    (sameSet(a.facets, b.facets) ? null : 'intent') ?? turned(matched, a) ?? oneWordApart(matched, order)
  return { kind: 'same', loose: looseOf(matched, a), doubt, signs: signsOf(matched, [a, b], order) }
}

/** They ask for two things; or one asks how much of what the other asks which it is. */
function differentFacets(a: ReadQuestion, b: ReadQuestion): 'intent' | null {
  if (a.facets.size > 0 && b.facets.size > 0) return sameSet(a.facets, b.facets) ? null : 'intent'
  const [asking, other] = a.facets.size > 0 ? [a, b] : [b, a]
  if (asking.facets.has('amount') && formOf(other) === 'what') return 'intent'
  return asking.facets.has('duty') && formOf(other) === 'do' ? 'intent' : null
}

/** Both say something that the other does not. */
function isSwap({ onlyA, onlyB }: MatchedWords): boolean {
  return onlyA.length > 0 && onlyB.length > 0
}

/** Where only one of the two says more, words that carry others do not count. */
function looseOf(matched: MatchedWords, { lexicon }: ReadQuestion): readonly [number, number] {
  const { onlyA, onlyB } = matched
  if (isSwap(matched)) return [onlyA.length, onlyB.length]
  const weight = (words: readonly QuestionWord[]) =>
    words.filter(({ stem }) => !lexicon.carriers.has(stem)).length
  return [weight(onlyA), weight(onlyB)]
}

/** Bare amounts count as equal to the same amount with a unit: "over 50" and "over 50 euros". */
function differentNumbers(a: ReadQuestion, b: ReadQuestion): 'number' | null {
  const fits = (one: string, others: ReadonlySet<string>) =>
    [...others].some(
      (other) =>
        inSmallest(one) === inSmallest(other) ||
        (amountOf(one) === amountOf(other) && (isBare(one) || isBare(other))),
    )
  const isEqual =
    [...a.numbers].every((one) => fits(one, b.numbers)) && [...b.numbers].every((one) => fits(one, a.numbers))
  return isEqual ? null : 'number'
}

/** Each unit in the next smaller one, where that is exact. */
const SMALLER: Readonly<Record<string, readonly [number, string]>> = {
  year: [12, 'month'],
  week: [7, 'day'],
  day: [24, 'hour'],
  hour: [60, 'minute'],
  kg: [1000, 'gram'],
}

/** "2week" and "14day" are the same. */
function inSmallest(number: string): string {
  const [factor, unit] = SMALLER[/\p{L}+$/u.exec(number)?.[0] ?? ''] ?? []
  return factor === undefined ? number : inSmallest(`${Number(amountOf(number)) * factor}${unit}`)
}

function amountOf(number: string): string {
  return number.replace(/\p{L}+$/u, '')
}

function isBare(number: string): boolean {
  return !/\p{L}$/u.test(number)
}

/** Only one of them negates, or each negates something else that the other speaks of without. */
function differentNegation(a: ReadQuestion, b: ReadQuestion): 'negation' | null {
  if (a.isNegated !== b.isNegated) return 'negation'
  const isPlainThere = (stem: string, other: ReadQuestion) =>
    !other.negated.has(stem) && other.telling.some((word) => word.stem === stem)
  return [...a.negated].some((stem) => isPlainThere(stem, b)) ||
    [...b.negated].some((stem) => isPlainThere(stem, a))
    ? 'negation'
    : null
}

/** Also against words that say little elsewhere: "slow" and "so fast". */
function opposites({ onlyA, onlyB }: MatchedWords, a: ReadQuestion, b: ReadQuestion): 'opposite' | null {
  const isTurned = (some: readonly QuestionWord[], others: Iterable<string>) =>
    some.some(({ stem }) => [...others].some((other) => areOpposite(stem, other, a.lexicon)))
  const stemsB = onlyB.map(({ stem }) => stem)
  return isTurned(onlyA, [...stemsB, ...b.light]) || isTurned(onlyB, a.light) ? 'opposite' : null
}

function differentDoers(a: ReadQuestion, b: ReadQuestion): 'person' | null {
  for (const [verb, doer] of a.doers)
    for (const [other, otherDoer] of b.doers)
      if (doer !== otherDoer && (verb === other || haveOneMeaning(verb, other, a.lexicon))) return 'person'
  return null
}

/** "from A to B" against "from B to A", and "to A" against "from A". */
function differentDirections(a: ReadQuestion, b: ReadQuestion): 'direction' | null {
  const isOne = (one: string | undefined, other: string | undefined) =>
    one !== undefined && other !== undefined && (one === other || haveOneMeaning(one, other, a.lexicon))
  const [fromA, toA, fromB, toB] = [
    a.directions.get('from'),
    a.directions.get('to'),
    b.directions.get('from'),
    b.directions.get('to'),
  ]
  if (isOne(fromA, fromB) || isOne(toA, toB)) return null
  if (isOne(fromA, toB) || isOne(toA, fromB)) return 'direction'
  // "the ferry Bergen" goes there as likely as not; "from Bergen" does not
  const isLoose = (from: string | undefined, other: ReadQuestion) =>
    other.directions.size === 0 && other.telling.some(({ stem }) => isOne(from, stem))
  return isLoose(fromA, b) || isLoose(fromB, a) ? 'direction' : null
}

/** One licence on two machines against two licences on one. */
function differentCounts(a: ReadQuestion, b: ReadQuestion): 'number' | null {
  const isCountedElse = ([number, what]: [string, string]) => {
    const other = b.counted.get(number)
    return other !== undefined && other !== what && a.telling.some(({ stem }) => stem === other)
  }
  return [...a.counted].some(isCountedElse) ? 'number' : null
}

function differentNames({ onlyA, onlyB }: MatchedWords): 'name' | null {
  return onlyA.some((word) => word.isName) || onlyB.some((word) => word.isName) ? 'name' : null
}

/** A word that only one of them has, and that makes another question of any. */
function turned({ onlyA, onlyB }: MatchedWords, { lexicon }: ReadQuestion): 'intent' | null {
  const turns = ({ stem }: QuestionWord) => lexicon.turning.has(stem)
  return onlyA.some(turns) || onlyB.some(turns) ? 'intent' : null
}

/**
 * One sentence with a word put in ("when does the sale [on orchids] end") or put in the place of another: who says the
 * same in other words seldom keeps the order of all the rest.
 */
function oneWordApart({ onlyA, onlyB }: MatchedWords, order: number): 'subject' | null {
  return onlyA.length + onlyB.length > 0 && order >= SAME_ORDER ? 'subject' : null
}

const SAME_ORDER = 0.5

/** The longest list of words that both have in the same order, by the words of the longer one; 0 … 1. */
function sharedOrder(a: readonly string[], b: readonly string[]): number {
  let row = new Uint16Array(b.length + 1)
  for (const word of a) {
    const next = new Uint16Array(b.length + 1)
    for (const [place, other] of b.entries())
      next[place + 1] =
        word === other ? (row[place] ?? 0) + 1 : Math.max(row[place + 1] ?? 0, next[place] ?? 0)
    row = next
  }
  return (row[b.length] ?? 0) / Math.max(1, a.length, b.length)
}

function sameSet<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  if (a.size !== b.size) return false
  for (const one of a) if (!b.has(one)) return false
  return true
}
