import type { Lexicon } from '../meaning/lexicon'
import { isSameWord } from '../meaning/match-words'
import { stemOf } from '../meaning/stem'
import { isNumberWord } from './quantities'
import { languageOf } from './word-sense'

const WORD = /[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu
const MAX_WORDS = 80
/** Of the statement's words, so many stand in the evidence in the same order: it was copied and a word put in the place of another. */
const COPIED = 0.6
/** Words that hold a statement together: one in the place of another of its line says something else. Equal ones are joined by "=". */
const HINGES: readonly (readonly string[])[] = [
  ['must=shall', 'may=can=could=might', 'should', 'cannot'],
  ['only=just=solely', 'also=even=too'],
  ['all=every=each=any=both', 'some=several=few', 'no=none=neither', 'only', 'most=many'],
  ['before', 'after', 'until=till=by', 'from=since', 'within', 'during=while'],
  ['if=when=once', 'unless', 'although=though', 'until'],
  ['with', 'without'],
  ['above=over', 'below=under', 'up'],
  ['we=us=our', 'you=your'],
  ['always', 'never', 'sometimes=often', 'seldom=rarely'],
  ['once', 'twice', 'often'],
  ['to=into', 'from=out'],
  ['first', 'last', 'second', 'third'],
  ['minute=minutes', 'hour=hours', 'day=days', 'week=weeks', 'month=months', 'year=years'],
  ['muss=müssen', 'kann=können=darf=dürfen', 'sollte=sollten'],
  ['vor', 'nach', 'bis=spätestens', 'ab=seit', 'innerhalb', 'während'],
  ['alle=jede=jeder=jedes', 'einige=manche', 'keine=kein', 'nur'],
  ['mit', 'ohne'],
  ['über', 'unter'],
  ['immer', 'nie=niemals', 'manchmal=oft'],
  ['doit=doivent=devez', 'peut=peuvent=pouvez'],
  ['avant', 'après', 'pendant', 'depuis'],
  ['tous=toutes=chaque', 'certains=certaines=quelques', 'aucun=aucune'],
  ['avec', 'sans'],
  ['debe=deben', 'puede=pueden'],
  ['antes', 'después', 'hasta', 'desde', 'durante'],
  ['todos=todas=cada', 'algunos=algunas', 'ningún=ninguna'],
  ['con', 'sin'],
  ['morning', 'noon=midday', 'afternoon', 'evening', 'night'],
  ['spring', 'summer', 'autumn=fall', 'winter'],
  'monday tuesday wednesday thursday friday saturday sunday'.split(' '),
  'january february march april may june july august september october november december'.split(' '),
]

/** Stems of words that say little beside what they go with: one may stand for another. */
const EMPTY: ReadonlySet<string> = new Set(
  'need use us take requir have hold last run get receiv come go make do giv show stay keep start begin put plac mean tell say next follow com offer provid contain includ'.split(
    ' ',
  ),
)

/**
 * Whether a statement says the evidence word for word but for one that stands in the place of another: "must" for "may", the
 * shop for the warehouse. In sentences of one's own such words are weighed by likeness; in a copy they are what was changed.
 */
export function hasSwappedWord(statement: string, evidence: string): boolean {
  const [stated, known] = [wordsOf(statement), wordsOf(evidence)]
  const pairs = alignedPairs(stated, known)
  if (pairs.length < COPIED * stated.length) return false
  const lexicon = languageOf(statement)
  if (hasDenialPutIn(pairs, { stated, known, lexicon })) return true
  if (leavesOutLimit(pairs, { stated, known })) return true
  const gaps = gapsOf(pairs, { stated: stated.length, known: known.length }).map(
    ([a, b]) => [stated[a] ?? '', known[b] ?? ''] as const,
  )
  return gaps.some(([one, other]) => {
    // "the left is red and the right blue": two have changed places
    if (one !== other && gaps.some(([a, b]) => a === other && b === one)) return true
    return isHingeSwap(one, other) || isThingSwap(one, other, { stated, known, lexicon })
  })
}

interface Compared {
  readonly stated: readonly string[]
  readonly known: readonly string[]
  readonly lexicon: Lexicon
}

/** Between two neighbouring words of the one, the other has a "not". */
function hasDenialPutIn(
  pairs: readonly (readonly [number, number])[],
  { stated, known, lexicon }: Compared,
): boolean {
  const isDenial = (word: string | undefined) => word !== undefined && lexicon.negations.has(word)
  return pairs.some(([a, b], place) => {
    const [nextA, nextB] = pairs[place + 1] ?? [Number.NaN, Number.NaN]
    return (
      (nextA - a === 2 && nextB - b === 1 && isDenial(stated[a + 1])) ||
      (nextA - a === 1 && nextB - b === 2 && isDenial(known[b + 1]))
    )
  })
}

const LIMIT = /^(?:only|just|solely|nur|seulement|uniquement|solo|solamente)$/
/** Says a limit in other words. */
const LIMITED =
  /^(?:only|just|solely|alone|single|nur|allein|lediglich|seulement|uniquement|solo|solamente|if|when|unless|except|not|never|cannot|no|nicht|kein\p{L}*|ne|pas|no)$/u

/** Amid the words that both have, the evidence has an "only" for which the statement has nothing. */
function leavesOutLimit(
  pairs: readonly (readonly [number, number])[],
  { stated, known }: { readonly stated: readonly string[]; readonly known: readonly string[] },
): boolean {
  const [first, last] = [pairs.at(0)?.[1] ?? 0, pairs.at(-1)?.[1] ?? 0]
  return (
    known.slice(first, last + 2).some((word) => LIMIT.test(word)) &&
    !stated.some((word) => LIMITED.test(word))
  )
}

function isHingeSwap(one: string, other: string): boolean {
  return HINGES.some((line) => {
    const [a, b] = [one, other].map((word) => line.findIndex((equal) => equal.split('=').includes(word)))
    return a !== undefined && b !== undefined && a >= 0 && b >= 0 && a !== b
  })
}

function isThingSwap(one: string, other: string, { stated, known, lexicon }: Compared): boolean {
  const isThing = (word: string) =>
    word.length > 2 &&
    !lexicon.functionWords.has(word) &&
    !isNumberWord(word) &&
    !/\p{N}/u.test(word) &&
    !lexicon.quantities.has(stemOf(word, lexicon)) &&
    !lexicon.times.has(stemOf(word, lexicon))
  if (!isThing(one) || !isThing(other)) return false
  if (EMPTY.has(stemOf(one, lexicon)) && EMPTY.has(stemOf(other, lexicon))) return false
  const toWord = (word: string) => ({ word, stem: stemOf(word, lexicon), isName: false })
  const isAmong = (word: string, words: readonly string[]) =>
    words.some((candidate) => isSameWord(toWord(word), toWord(candidate), lexicon))
  return !isAmong(one, known) && !isAmong(other, stated)
}

/** Places of the longest list of words that both have in the same order. */
function alignedPairs(a: readonly string[], b: readonly string[]): [number, number][] {
  const width = b.length + 1
  const lengths = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * width + j] ?? 0, lengths[i * width + j + 1] ?? 0)
  const pairs: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) pairs.push([i++, j++])
    else if ((lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0)) i += 1
    else j += 1
  }
  return pairs
}

/** Where one word of the one stands for one word of the other, between two that both have or at the end. */
function gapsOf(
  pairs: readonly (readonly [number, number])[],
  lengths: { readonly stated: number; readonly known: number },
): [number, number][] {
  const found: [number, number][] = []
  for (const [place, [a, b]] of pairs.entries()) {
    const [nextA, nextB] = pairs[place + 1] ?? [Number.NaN, Number.NaN]
    if (nextA - a === 2 && nextB - b === 2) found.push([a + 1, b + 1])
  }
  const last = pairs.at(-1)
  if (last && last[0] === lengths.stated - 2 && last[1] < lengths.known - 1)
    found.push([last[0] + 1, last[1] + 1])
  return found
}

function wordsOf(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replace(/\b(?:can['’]t|can not)\b/g, 'cannot')
    .replace(/n['’]t\b/g, ' not')
    .replace(/\b(?:has|have|needs?|is required|are required) to\b/g, 'must')
    .replace(/\b(?:is|are) (?:allowed|permitted|able) to\b/g, 'may')
  return (plain.match(WORD) ?? []).slice(0, MAX_WORDS)
}
