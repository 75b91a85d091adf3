import type { Correction } from '@shared/search-models'
import type { Knowledge } from '../knowledge/knowledge'
import type { Quiet } from '../knowledge/quiet'
import type { Vocabulary } from '../knowledge/vocabulary'
import { quoteTerm } from './match-expression'
import { isStopWord } from './stop-words'
import type { QueryTerm } from './understand-query'

export interface SpellingOptions {
  readonly knowledge: Pick<Knowledge, 'frequency'>
  /** In how many passages a term stands. */
  readonly frequencyOf: (text: string) => number
  readonly vocabulary: Vocabulary
  /** Words of the language at large: what is spelt right and merely not written about. */
  readonly isOrdinaryWord: (word: string) => boolean
  readonly quiet: Quiet
}

export interface Spelling {
  /** Null when each word is known, or nothing known is near. Waits for the list of words no longer than for a blink. */
  correct(terms: readonly QueryTerm[]): Promise<WordCorrection[]>
}

export interface WordCorrection {
  readonly typed: string
  readonly corrected: string
  /** Sure enough to search for it unasked. */
  readonly isSure: boolean
}

/** While the list is read anew a search does not wait longer; the next one has it. */
const WAIT_MS = 250
/** More passages than this are not read in that time: after a large import a search would wait in vain. */
const WORTH_WAITING_CHUNKS = 2000
const MIN_LETTERS = 4
/** Four letters with one changed are too often another word: `pest`, `post`. */
const MIN_SURE_LETTERS = 5
/** From so many letters on two changes still leave the word recognisable. */
const TWO_CHANGES_LETTERS = 7
/** Nobody misspells more words than this and means to be understood. */
const MAX_CORRECTED = 4
const CANDIDATES_LOOKED_AT = 6
const HAS_DIGIT = /\p{N}/u
const PLAIN_WORD = /^[\p{L}\p{M}]+$/u

/** Finds words the index does not know, and the nearest ones it does. */
export function createSpelling(options: SpellingOptions): Spelling {
  const { knowledge, frequencyOf, vocabulary, isOrdinaryWord, quiet } = options
  const occurs = (word: string) => knowledge.frequency(quoteTerm(word), 1) > 0

  function correctionOf(typed: string): WordCorrection | null {
    const isCode = HAS_DIGIT.test(typed)
    const maxChanges = !isCode && typed.length >= TWO_CHANGES_LETTERS ? 2 : 1
    const near = vocabulary
      .near(typed, maxChanges)
      .filter(({ word }) => HAS_DIGIT.test(word) === isCode)
      .slice(0, CANDIDATES_LOOKED_AT)
      // the list may be older than the index
      .filter(({ word }) => occurs(word))
    const best = preferSameStart(typed, near)
    if (!best) return null
    const isSure =
      !isCode &&
      typed.length >= MIN_SURE_LETTERS &&
      (best.changes === 1 || best.word[0] === typed[0]) &&
      !isOrdinaryWord(typed)
    return { typed, corrected: best.word, isSure }
  }

  async function catchUp(): Promise<void> {
    const unread = vocabulary.unread()
    if (unread === 0) return
    const reading = vocabulary.refresh()
    if (unread <= WORTH_WAITING_CHUNKS) await quiet.waitFor('words', Promise.race([reading, blink()]))
  }

  return {
    async correct(terms) {
      const isUnknown = new Map(terms.map((term) => [term, frequencyOf(term.text) === 0]))
      const isAllUnknown = [...isUnknown.values()].every(Boolean)
      // a word of the language beside words that are found is no slip: the knowledge base does not speak of it
      const unknown = terms.filter(
        (term) =>
          isUnknown.get(term) && isWorthCorrecting(term) && (isAllUnknown || !isOrdinaryWord(term.text)),
      )
      if (unknown.length === 0) return []
      await catchUp()
      return unknown.flatMap((term) => correctionOf(term.text) ?? []).slice(0, MAX_CORRECTED)
    },
  }
}

function isWorthCorrecting({ text, kind }: QueryTerm): boolean {
  if (kind === 'phrase' || text.length < MIN_LETTERS || isStopWord(text)) return false
  return kind === 'code' || PLAIN_WORD.test(text)
}

/** Of equally near words the one that begins as what was typed: first letters are seldom wrong. */
function preferSameStart<T extends { readonly word: string; readonly changes: number }>(
  typed: string,
  near: readonly T[],
): T | undefined {
  const [nearest] = near
  if (!nearest) return undefined
  const equallyNear = near.filter(({ changes }) => changes === nearest.changes)
  return equallyNear.find(({ word }) => word[0] === typed[0]) ?? nearest
}

/** The text with the corrected words in the place and in the case of the typed ones. */
export function withCorrections(
  text: string,
  corrections: readonly Pick<WordCorrection, 'typed' | 'corrected'>[],
): string {
  let corrected = text
  for (const { typed, corrected: word } of corrections) {
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped(typed)}(?![\\p{L}\\p{N}])`, 'giu')
    corrected = corrected.replace(pattern, (found) => inCaseOf(found, word))
  }
  return corrected
}

/** What the result says of its spelling; null when there is nothing to say. */
export function toCorrection(
  text: string,
  corrections: readonly WordCorrection[],
  isUsed: boolean,
): Correction | null {
  const said = corrections.filter(({ isSure }) => isSure === isUsed)
  if (said.length === 0) return null
  return {
    kind: isUsed ? 'searched' : 'suggested',
    text: withCorrections(text, said),
    words: said.map(({ typed, corrected }) => ({ typed, corrected })),
  }
}

function inCaseOf(found: string, word: string): string {
  if (found === found.toUpperCase()) return word.toUpperCase()
  const [first = ''] = found
  return first === first.toUpperCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word
}

function escaped(text: string): string {
  // a hyphen needs no escape outside of brackets, and may have none in a pattern of whole characters
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

function blink(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, WAIT_MS))
}
