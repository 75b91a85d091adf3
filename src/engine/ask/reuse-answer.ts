import type { Passage } from '@shared/models'
import { isNearEnough } from '../meaning/near-enough'
import { type DifferenceReason, sameIntent } from '../meaning/same-intent'

/** Why an answer to one question is not given to another; `far`: their meanings lie too far apart. */
export type RefusalReason = DifferenceReason | 'far' | 'passages'

export type ReuseVerdict =
  | { readonly kind: 'reuse' }
  | { readonly kind: 'refuse'; readonly reason: RefusalReason }

/** An answer that was given, and what it rests on. */
export interface GivenAnswer {
  readonly question: string
  /** With its citations as [n]. */
  readonly text: string
  readonly passages: readonly Passage[]
}

/** No pair below has a chance, see isNearEnough. */
export const LOWEST_COSINE = 0.5

/**
 * Whether the answer to an earlier question may be given to this one. Each of the three may refuse alone: a cosine takes
 * opposites for paraphrases, words do not know every synonym, and passages are the same for a question and its opposite.
 *
 * 1. What the answer rests on is found for this question too, word for word.
 * 2. The words raise no objection.
 * 3. The meanings are near, the nearer the more the words leave open.
 */
export function judgeReuse(
  asked: { readonly question: string; readonly passages: readonly Passage[]; readonly cosine: number },
  given: GivenAnswer,
): ReuseVerdict {
  // 1.
  if (!restsOnFound(given, asked.passages)) return { kind: 'refuse', reason: 'passages' }

  // 2.
  return judgeByMeaning(asked, given.question, 'passages')
}

/** Steps 2 and 3 alone: where there are no passages to compare, the words have to say more. */
export function judgeByMeaning(
  asked: { readonly question: string; readonly cosine: number },
  earlier: string,
  evidence: 'words' | 'passages' = 'words',
): ReuseVerdict {
  const compared = sameIntent(asked.question, earlier)
  if (compared.kind === 'different') return { kind: 'refuse', reason: compared.reason }
  if (asked.cosine >= LOWEST_COSINE && isNearEnough(compared, { cosine: asked.cosine, evidence }))
    return { kind: 'reuse' }
  return { kind: 'refuse', reason: compared.doubt ?? 'far' }
}

/** Every passage it cites with the same text, and some passage of the document that stood first. */
function restsOnFound({ text, passages }: GivenAnswer, found: readonly Passage[]): boolean {
  const [first] = passages
  if (!first) return false
  const hashes = new Set(found.map(({ textHash }) => textHash))
  const isAllFound = citedPassages(text, passages).every(({ textHash }) => hashes.has(textHash))
  return (
    isAllFound &&
    found.some(({ documentId, textHash }) => documentId === first.documentId || textHash === first.textHash)
  )
}

function citedPassages(text: string, passages: readonly Passage[]): Passage[] {
  const numbers = new Set([...text.matchAll(/\[(\d{1,3})\]/g)].map((match) => Number(match[1])))
  return passages.filter((_, place) => numbers.has(place + 1))
}
