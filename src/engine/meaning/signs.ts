import type { MatchedWords } from './match-words'
import type { ReadQuestion } from './read-question'

/** What speaks for and against two questions being one, where no word objects; each 0 … 1 unless said otherwise. */
export interface Signs {
  /** Every telling word has its partner. */
  readonly allMatched: number
  /** Share of the telling words that have one. */
  readonly shared: number
  /** How much of the one stands in the other in the same order; 0 where all words match, for then it says nothing. */
  readonly order: number
  /** Words that turn a question, 0 … 2. */
  readonly turning: number
  /** Only one of the two asks for a reason, an amount, or a time, a price, a person … */
  readonly why: number
  readonly amount: number
  readonly otherFacet: number
  /** One asks how to do something, the other what something is. */
  readonly formDiffers: number
  /** One is a few words as one types them into a search box. */
  readonly fragment: number
  /** Both say something that the other does not. */
  readonly swap: number
  /** One says more than the other, which has hardly any telling words. */
  readonly fewWords: number
}

const FEW_WORDS = 2
const MOST_TURNING = 2
/** Facets that a question may have and leave out: "do I have to", "what happens when". */
const LIGHT_FACETS: ReadonlySet<string> = new Set(['duty', 'result'])

export function signsOf(
  { onlyA, onlyB, shared }: MatchedWords,
  [a, b]: readonly [ReadQuestion, ReadQuestion],
  sharedOrder: number,
): Signs {
  const loose = onlyA.length + onlyB.length
  const isSwap = onlyA.length > 0 && onlyB.length > 0
  const facets = [...a.facets, ...b.facets].filter((facet) => a.facets.has(facet) !== b.facets.has(facet))
  const forms = new Set([formOf(a), formOf(b)])
  const turning = [...onlyA, ...onlyB].filter(({ stem }) => a.lexicon.turning.has(stem)).length
  const fewest = Math.min(a.telling.length, b.telling.length)
  return {
    allMatched: Number(loose === 0),
    shared: shared / Math.max(1, a.telling.length + b.telling.length),
    order: loose === 0 ? 0 : sharedOrder,
    turning: Math.min(turning, MOST_TURNING),
    why: Number(facets.includes('why')),
    amount: Number(facets.includes('amount')),
    otherFacet: Number(
      facets.some((facet) => facet !== 'why' && facet !== 'amount' && !LIGHT_FACETS.has(facet)),
    ),
    formDiffers: Number(forms.has('do') && forms.has('what')),
    fragment: Number(forms.size > 1 && forms.has('none')),
    swap: Number(isSwap),
    fewWords: Number(fewest <= FEW_WORDS && !isSwap && loose > 0),
  }
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
