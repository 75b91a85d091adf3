import type { Passage } from '@shared/models'
import { coverage, stemsOf } from './question-terms'

/** See the measurement in test/engine/ask/relevance.test.ts for where these lines lie. */
const SURELY_SIMILAR = 0.45
const PERHAPS_SIMILAR = 0.3
const PERHAPS_COVERED = 0.5
/** Without a model only words can tell, so more of them are wanted. */
const SURELY_COVERED = 0.6

/** Whether a passage speaks of what was asked, so that quoting it is an answer and not an accident. */
export function isRelevant(passage: Passage, terms: readonly string[]): boolean {
  const { similarity, title, heading, text } = passage
  if (similarity !== null && similarity >= SURELY_SIMILAR) return true
  if (similarity !== null && similarity < PERHAPS_SIMILAR) return false
  const covered = coverage(terms, stemsOf(`${title} ${heading} ${text}`))
  return covered >= (similarity === null ? SURELY_COVERED : PERHAPS_COVERED)
}
