import { isSameWord, type MatchedWords } from './match-words'
import type { QuestionWord, ReadQuestion } from './read-question'

/**
 * What speaks for and against two questions being one, where no word objects, and the greatest value that is told apart.
 * "Least" and "most" are of the two questions. The forest knows them by their place: see fit-forest before any change.
 */
export const SIGN_RANGES = {
  /** How much of the one stands in the other in the same order; 0 where all words match, for then it says nothing. */
  order: 1,
  /** Share of the telling words that have a partner: of both, of the one with fewer, of the one with more. */
  shared: 1,
  sharedLeast: 1,
  sharedMost: 1,
  /** The same of what is asked, without the story around it. */
  sharedFocus: 1,
  /** Words that have no partner; in what is asked; that carry no others; that the lists know; that turn a question. */
  looseLeast: 10,
  looseMost: 10,
  looseFocusLeast: 10,
  looseFocusMost: 10,
  heavyLeast: 10,
  heavyMost: 10,
  knownLeast: 8,
  knownMost: 8,
  turningLeast: 4,
  turningMost: 4,
  carriers: 6,
  /** Telling words at all, and words. */
  tellingLeast: 15,
  tellingMost: 15,
  lengthMost: 60,
  lengthDiffers: 1,
  /** Light words of one alone. */
  light: 8,
  /** The first and the last telling word of what is asked have a partner: what is done, and to what. */
  firstMet: 2,
  lastMet: 2,
  /** How many of the two tell a story first. */
  letters: 2,
  /** Only one of the two asks for a reason, an amount, a time, a price, a person … */
  why: 1,
  amount: 1,
  otherFacet: 1,
  facets: 1,
  facetsFocus: 1,
  /** One asks how to do something, the other what something is. */
  formDiffers: 1,
  /** One is a few words as one types them into a search box. */
  fragment: 1,
  /** Only one of the two has any of these; in what it asks, or in its story alone. */
  numbers: 1,
  times: 1,
  quantities: 1,
  quantitiesFocus: 1,
  persons: 1,
  personsFocus: 1,
  negation: 1,
  direction: 1,
  directions: 4,
} as const

export type SignName = keyof typeof SIGN_RANGES
export type Signs = Readonly<Record<SignName, number>>

/** A question, and what it asks without the story around it. */
export interface AskedQuestion {
  readonly whole: ReadQuestion
  readonly focus: ReadQuestion
}

export interface SignContext {
  readonly matched: MatchedWords
  /** 0 … 1, see SIGN_RANGES.order. */
  readonly order: number
  readonly isDirectionOther: boolean
}

/** Facets that a question may have and leave out: "do I have to", "what happens when". */
const LIGHT_FACETS: ReadonlySet<string> = new Set(['duty', 'result'])

export function signsOf(a: AskedQuestion, b: AskedQuestion, context: SignContext): Signs {
  const forms = new Set([formOf(a.whole), formOf(b.whole)])
  return {
    ...wordSigns(a, b, context),
    ...facetSigns(a, b),
    ...oneSided(a, b),
    formDiffers: Number(forms.has('do') && forms.has('what')),
    fragment: Number(forms.size > 1 && forms.has('none')),
    letters: Number(a.whole !== a.focus) + Number(b.whole !== b.focus),
    direction: Number(context.isDirectionOther),
    directions: Math.abs(a.whole.directions.size - b.whole.directions.size),
  }
}

function wordSigns(a: AskedQuestion, b: AskedQuestion, { matched, order }: SignContext) {
  const { lexicon } = a.whole
  const { onlyA, onlyB, shared } = matched
  const count = (words: readonly QuestionWord[], has: (stem: string) => boolean) =>
    words.filter(({ stem }) => has(stem)).length
  const isCarrier = (stem: string) => lexicon.carriers.has(stem)
  const isKnown = (stem: string) => lexicon.meanings.has(stem) && !isCarrier(stem)
  const isTurning = (stem: string) => lexicon.turning.has(stem)
  const looseFocus = [unmet(a.focus, b.whole), unmet(b.focus, a.whole)] as const
  const telling = [a.whole.telling.length, b.whole.telling.length] as const
  const loose = [onlyA.length, onlyB.length] as const
  const heavy = [onlyA, onlyB].map((words) => count(words, (stem) => !isCarrier(stem)))
  const known = [onlyA, onlyB].map((words) => count(words, isKnown))
  const turning = [onlyA, onlyB].map((words) => count(words, isTurning))
  const parts = [shareOf(loose[0], telling[0]), shareOf(loose[1], telling[1])]
  const lengths = [a.whole.words.length, b.whole.words.length] as const
  return {
    order: loose[0] + loose[1] === 0 ? 0 : order,
    shared: shared / Math.max(1, telling[0] + telling[1]),
    sharedLeast: Math.min(...parts),
    sharedMost: Math.max(...parts),
    sharedFocus: Math.min(
      shareOf(looseFocus[0], a.focus.telling.length),
      shareOf(looseFocus[1], b.focus.telling.length),
    ),
    looseLeast: Math.min(...loose),
    looseMost: Math.max(...loose),
    looseFocusLeast: Math.min(...looseFocus),
    looseFocusMost: Math.max(...looseFocus),
    heavyLeast: Math.min(...heavy),
    heavyMost: Math.max(...heavy),
    knownLeast: Math.min(...known),
    knownMost: Math.max(...known),
    turningLeast: Math.min(...turning),
    turningMost: Math.max(...turning),
    carriers: count([...onlyA, ...onlyB], isCarrier),
    tellingLeast: Math.min(...telling),
    tellingMost: Math.max(...telling),
    lengthMost: Math.max(...lengths),
    lengthDiffers: Math.abs(lengths[0] - lengths[1]) / Math.max(1, ...lengths),
    light: missing(a.whole.light, b.whole.light) + missing(b.whole.light, a.whole.light),
    firstMet: met(a.focus.telling[0], b.whole) + met(b.focus.telling[0], a.whole),
    lastMet: met(a.focus.telling.at(-1), b.whole) + met(b.focus.telling.at(-1), a.whole),
  }
}

function facetSigns(a: AskedQuestion, b: AskedQuestion) {
  const [one, other] = [a.whole.facets, b.whole.facets]
  const facets = [...one, ...other].filter((facet) => one.has(facet) !== other.has(facet))
  return {
    why: Number(facets.includes('why')),
    amount: Number(facets.includes('amount')),
    otherFacet: Number(
      facets.some((facet) => facet !== 'why' && facet !== 'amount' && !LIGHT_FACETS.has(facet)),
    ),
    facets: Number(facets.length > 0),
    facetsFocus: Number(isOnlyAsked('facets', a, b)),
  }
}

function oneSided(a: AskedQuestion, b: AskedQuestion) {
  return {
    numbers: Number(isOnlySaid('numbers', a, b)),
    times: Number(isOnlySaid('times', a, b)),
    quantities: Number(isOnlySaid('quantities', a, b)),
    quantitiesFocus: Number(isOnlyAsked('quantities', a, b)),
    persons: Number(isOnlySaid('persons', a, b)),
    personsFocus: Number(isOnlyAsked('persons', a, b)),
    negation: Number(a.whole.isNegated !== b.whole.isNegated),
  }
}

type SetName = 'numbers' | 'times' | 'quantities' | 'persons' | 'facets'

/** One of the two says what the other does not, and nothing in its place. */
function isOnlySaid(name: SetName, a: AskedQuestion, b: AskedQuestion): boolean {
  return missing(a.whole[name], b.whole[name]) > 0 !== missing(b.whole[name], a.whole[name]) > 0
}

/** What one of the two asks holds something that the other does not say anywhere. */
export function isOnlyAsked(name: SetName, a: AskedQuestion, b: AskedQuestion): boolean {
  return missing(a.focus[name], b.whole[name]) > 0 || missing(b.focus[name], a.whole[name]) > 0
}

/** Each of the two says something that the other does not. */
export function isInPlace(name: SetName, a: AskedQuestion, b: AskedQuestion): boolean {
  return missing(a.whole[name], b.whole[name]) > 0 && missing(b.whole[name], a.whole[name]) > 0
}

function missing(some: ReadonlySet<unknown>, others: ReadonlySet<unknown>): number {
  let count = 0
  for (const one of some) if (!others.has(one)) count += 1
  return count
}

function unmet(focus: ReadQuestion, { telling, lexicon }: ReadQuestion): number {
  return focus.telling.filter((word) => !telling.some((other) => isSameWord(word, other, lexicon))).length
}

function met(word: QuestionWord | undefined, { telling, lexicon }: ReadQuestion): number {
  return Number(word === undefined || telling.some((other) => isSameWord(word, other, lexicon)))
}

function shareOf(loose: number, telling: number): number {
  return 1 - loose / Math.max(1, telling)
}

const DO =
  / (?:how (?:do|can|should|could|would|to)|(?:can|may|could) (?:i|we)|where (?:do|can|should) (?:i|we)|what (?:do|can|should) (?:i|we) do) /
const WHAT = / (?:what|which|who|when|why|where) /
const WHETHER = / (?:is|are|do|does|did|will|must|was|were|has|have) /

/** How a question is put; `none` for a few words without a verb, and in languages whose forms are not known. */
export function formOf({ words, lexicon }: ReadQuestion): 'do' | 'what' | 'whether' | 'none' {
  if (lexicon.code !== 'en') return 'none'
  const text = ` ${words.join(' ')} `
  if (DO.test(text)) return 'do'
  if (WHAT.test(text)) return 'what'
  return WHETHER.test(text) ? 'whether' : 'none'
}
