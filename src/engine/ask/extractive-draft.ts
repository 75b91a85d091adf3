import type { Passage } from '@shared/models'
import type { AskedFor } from './asked-for'
import { quotePassage } from './quote-passage'
import { isRelevant } from './relevance'
import { framedReply, type Reply } from './reply'

/** Part of the key of stored drafts without a model. */
export const EXTRACTIVE_DRAFT_VERSION = 1

/** What one question of the customer's found, best first. */
export interface FoundFor {
  readonly asked: AskedFor
  readonly passages: readonly Passage[]
}

export type ExtractiveDraft =
  | { readonly kind: 'quoted'; readonly text: string }
  | { readonly kind: 'nothing'; readonly text: string }

/** What none of the first ones answers, the later ones answer by accident. */
const DECIDING_PASSAGES = 3
const QUOTE_CHARS: Readonly<Record<Reply['length'], number>> = { short: 220, medium: 420, long: 700 }

const ASKED_FIELD = /^(?:-\s+)?(?:question|frage|title|topic)\s*:/i
const ANSWER_FIELD = /^(?:-\s+)?(?:answer|antwort|body|text)\s*:\s*/i
const NOTHING =
  'Nothing in the knowledge base answers this message, so there is nothing to draft a reply from. The nearest passages are listed under Sources.'

/**
 * A reply put together from the best sentences, one stretch for each question, between greeting and signature. `given`
 * are the passages as they are numbered.
 */
export function extractiveDraft(
  found: readonly FoundFor[],
  given: readonly Passage[],
  reply: Reply,
): ExtractiveDraft {
  const quoted = new Set<number>()
  const stretches: string[] = []
  for (const { asked, passages } of found) {
    const passage = passages
      .slice(0, DECIDING_PASSAGES)
      .find((candidate) => !quoted.has(candidate.chunkId) && isRelevant(candidate, asked))
    const number = given.findIndex(({ chunkId }) => chunkId === passage?.chunkId) + 1
    if (!passage || number === 0) continue
    const lines = quotePassage(passage.text, asked.terms, QUOTE_CHARS[reply.length]).flatMap(asStatement)
    if (lines.length === 0) continue
    quoted.add(passage.chunkId)
    stretches.push(lines.map((line) => cited(line, number)).join('\n'))
  }
  if (stretches.length === 0) return { kind: 'nothing', text: NOTHING }
  // without a model the greeting is English where no other is known
  return {
    kind: 'quoted',
    text: framedReply(stretches.join('\n\n'), { ...reply, greeting: reply.greeting ?? 'Hello,' }),
  }
}

/** A row of questions and answers says what was asked and where the answer begins; a reply says the answer. */
function asStatement(line: string): readonly string[] {
  if (ASKED_FIELD.test(line)) return []
  return [line.replace(ANSWER_FIELD, '')]
}

/** Each line is a statement of its own in a reply, so each names its source. */
function cited(line: string, number: number): string {
  return line.trim() === '' ? line : `${line} [${number}]`
}
