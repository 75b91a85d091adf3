import { type Lexicon, lexiconOf } from '../meaning/lexicon'
import { areOpposite, haveOneMeaning } from '../meaning/match-words'
import { readQuestion } from '../meaning/read-question'
import { stemOf } from '../meaning/stem'

const NOT_WORD = /[^\p{L}\p{N}]+/u

/** The words of the language a text is in. */
export function languageOf(text: string): Lexicon {
  return lexiconOf(wordsOf(text)).lexicon
}

/** Whether one of the words means the same: "send" and "dispatch". */
export function hasSynonym(word: string, others: readonly string[], lexicon: Lexicon): boolean {
  const stem = stemOf(word, lexicon)
  return others.some((other) => {
    const known = stemOf(other, lexicon)
    return stem === known || haveOneMeaning(stem, known, lexicon)
  })
}

/** A word that only the statement has, whose opposite only the evidence has: "front" and "rear", "keep" and "delete". */
export function hasOppositeWord(statement: string, evidence: string): boolean {
  const lexicon = languageOf(statement)
  const telling = (text: string) =>
    wordsOf(text)
      .filter((word) => word.length > 1 && !lexicon.functionWords.has(word))
      .map((word) => stemOf(word, lexicon))
  const [stated, known] = [telling(statement), telling(evidence)]
  const isOnly = (stem: string, others: readonly string[]) =>
    !others.some((other) => other === stem || haveOneMeaning(stem, other, lexicon))
  const onlyKnown = known.filter((stem) => isOnly(stem, stated))
  return stated.some(
    (stem) => isOnly(stem, known) && onlyKnown.some((other) => areOpposite(stem, other, lexicon)),
  )
}

/** Who writes does what the evidence has the reader do, or the other way round: "we send" and "you send". */
export function hasOtherDoer(statement: string, evidence: string): boolean {
  const [stated, known] = [readQuestion(statement), readQuestion(evidence)]
  if (stated.lexicon !== known.lexicon) return false
  return [...stated.doers].some(([verb, doer]) => {
    const other = known.doers.get(verb)
    return other !== undefined && other !== doer
  })
}

/** Something that the evidence does not speak of, in the place of one of its kind: the aloe for the monstera. */
export function namesOtherThing(
  statement: string,
  { text, context }: { readonly text: string; readonly context: string },
): boolean {
  const lexicon = languageOf(statement)
  const stemsIn = (words: string) => wordsOf(words).map((word) => stemOf(word, lexicon))
  const [stated, known, around] = [stemsIn(statement), stemsIn(text), stemsIn(context)]
  const isAmong = (stem: string, others: readonly string[]) =>
    others.some((other) => other === stem || haveOneMeaning(stem, other, lexicon))
  const kindsOf = (stem: string) => [...(lexicon.kinds.get(stem) ?? [])]
  const gone = known.filter((stem) => lexicon.kinds.has(stem) && !isAmong(stem, stated))
  return stated.some(
    (stem) =>
      lexicon.kinds.has(stem) &&
      !isAmong(stem, around) &&
      gone.some((other) => kindsOf(other).some((kind) => lexicon.kinds.get(stem)?.has(kind))),
  )
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(NOT_WORD).filter(Boolean)
}
