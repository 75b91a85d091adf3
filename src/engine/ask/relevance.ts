import type { Passage } from '@shared/models'
import { stemsOf } from '../search/question-terms'
import { type AskedFor, heldShare } from './asked-for'

/**
 * A passage is quoted when what it holds of the question's words, by their rarity, and half of its cosine reach this.
 * Chosen on the odd questions of three sets (all-MiniLM-L6-v2): at 0.4 a tenth of those with an answer is refused, as
 * by the cosine alone, but of those that look answerable and are not every second is answered instead of four in five.
 */
const ENOUGH = 0.4
const SIMILARITY_WEIGHT = 0.5
/** Without a model only words can tell. */
const ENOUGH_WORDS = 0.3
/** Where words cannot tell: questions about anything else reach 0.05 to 0.41. */
const ENOUGH_SIMILARITY = 0.43

/** Names something by its number (`RET-601`, 88213): where it stands, that is what was asked about. */
const CODE = /(?=[\p{L}\p{N}\-_./#]*\p{N})[\p{L}\p{N}]+(?:[-_./#][\p{L}\p{N}]+)+|\p{N}{5,}/gu

/** Whether a passage speaks of what was asked, so that quoting it is an answer and not an accident. */
export function isRelevant(passage: Passage, asked: AskedFor): boolean {
  const { similarity, title, heading, text } = passage
  const whole = `${title} ${heading} ${text}`
  const codes = codesIn(asked.question)
  if (codes.some((code) => holdsCode(whole, code))) return true
  if (codes.some((code) => holdsSibling(whole, code))) return false
  const held = heldShare(asked, stemsOf(whole))
  if (held === null) return similarity !== null && similarity >= ENOUGH_SIMILARITY
  if (similarity === null) return held >= ENOUGH_WORDS
  return held + SIMILARITY_WEIGHT * similarity >= ENOUGH
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
