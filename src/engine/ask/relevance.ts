import type { Passage } from '@shared/models'
import { coverage, stemsOf } from './question-terms'

/**
 * Cosine with all-MiniLM-L6-v2 over the sample knowledge base, best passage of each question: 24 questions about
 * anything else reach 0.05 to 0.41 (but for two about refunds and passwords elsewhere, at 0.48), 85 natural and
 * keyword questions 0.34 to 0.9. Between the two lines the words decide.
 */
const SURELY_SIMILAR = 0.43
const PERHAPS_SIMILAR = 0.3
const PERHAPS_COVERED = 0.5
/** Without a model only words can tell, so more of them are wanted. */
const SURELY_COVERED = 0.6
/** One word in common is an accident: France is the name of a country that parcels go to. */
const TELLING_WORDS = 2

/** Names something by its number (`RET-601`, 88213): where it stands, that is what was asked about. */
const CODE = /(?=[\p{L}\p{N}\-_./#]*\p{N})[\p{L}\p{N}]+(?:[-_./#][\p{L}\p{N}]+)+|\p{N}{5,}/gu

export interface AskedFor {
  readonly question: string
  /** See questionTerms. */
  readonly terms: readonly string[]
}

/** Whether a passage speaks of what was asked, so that quoting it is an answer and not an accident. */
export function isRelevant(passage: Passage, { question, terms }: AskedFor): boolean {
  const { similarity, title, heading, text } = passage
  const whole = `${title} ${heading} ${text}`
  const codes = codesIn(question)
  if (codes.some((code) => holdsCode(whole, code))) return true
  if (codes.some((code) => holdsSibling(whole, code))) return false
  if (similarity !== null && similarity >= SURELY_SIMILAR) return true
  if (similarity !== null && similarity < PERHAPS_SIMILAR) return false
  const covered = coverage(terms, stemsOf(whole))
  const wordCount = Math.round(covered * terms.length)
  if (wordCount < Math.min(TELLING_WORDS, terms.length)) return false
  return covered >= (similarity === null ? SURELY_COVERED : PERHAPS_COVERED)
}

function codesIn(text: string): readonly string[] {
  return text.toLowerCase().match(CODE) ?? []
}

/** As a whole: `VM-AR-500` is not `VM-AR-50`. */
function holdsCode(text: string, code: string): boolean {
  const searched = text.toLowerCase()
  for (let at = searched.indexOf(code); at >= 0; at = searched.indexOf(code, at + 1)) {
    const around = [searched.slice(0, at).at(-1) ?? '', searched[at + code.length] ?? '']
    if (!around.some((character) => /[\p{L}\p{N}]/u.test(character))) return true
  }
  return false
}

/** What is said of `ORD-274` must not answer a question about `ORD-275`, however near the model finds the two. */
function holdsSibling(text: string, code: string): boolean {
  const family = /^\p{L}+/u.exec(code)?.[0]
  return family !== undefined && codesIn(text).some((other) => /^\p{L}+/u.exec(other)?.[0] === family)
}
