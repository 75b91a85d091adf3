import type { Passage } from '@shared/models'
import type { PromptMessage } from '../model/answer-model'
import type { Turn } from './history'
import { cutToTokens, estimateTokens } from './token-estimate'

/** Part of every cache key: a change of how passages and question are put together makes stored answers unreachable. */
export const PROMPT_VERSION = 2

/**
 * Tokens of the whole prompt, by an estimate on the safe side. The smallest window of Mistral's models is 32,000;
 * past 12,000 answers only become slower and dearer, since at most 12 passages of 250 tokens are given.
 */
const PROMPT_TOKENS = 12_000
/** Frame of a passage and of a message. */
const FRAME_TOKENS = 40

export interface Prompt {
  readonly messages: readonly PromptMessage[]
  /** Those that fitted, in the order of their numbers: [1] is the first. */
  readonly passages: readonly Passage[]
}

/**
 * 1. What must be there: rules, question, earlier turns. 2. Passages by rank while the budget lasts; the first one is
 * cut rather than left out. 3. Earlier turns as messages, then passages and question together, the question once.
 */
export function buildPrompt(
  question: string,
  passages: readonly Passage[],
  turns: readonly Turn[],
  system: string,
): Prompt {
  // 1.
  const fixed = [system, question, ...turns.flatMap((turn) => [turn.question, turn.answer])]
  let tokensLeft = PROMPT_TOKENS - fixed.reduce((sum, text) => sum + estimateTokens(text) + FRAME_TOKENS, 0)

  // 2.
  const given: Passage[] = []
  const blocks: string[] = []
  for (const passage of passages) {
    const tokens = estimateTokens(passage.title + passage.heading + passage.text) + FRAME_TOKENS
    if (tokens > tokensLeft && given.length > 0) break
    const text = cutToTokens(passage.text, Math.max(200, tokensLeft - FRAME_TOKENS))
    given.push(passage)
    blocks.push(formatPassage(passage, text, given.length))
    tokensLeft -= tokens
  }

  // 3.
  const quoted = blocks.length > 0 ? blocks.join('\n') : '(No passage was found.)'
  const messages: PromptMessage[] = [
    { role: 'system', content: system },
    ...turns.flatMap((turn): PromptMessage[] => [
      { role: 'user', content: turn.question },
      { role: 'assistant', content: turn.answer },
    ]),
    { role: 'user', content: `<passages>\n${quoted}\n</passages>\n\nQuestion: ${question}` },
  ]
  return { messages, passages: given }
}

function formatPassage({ title, heading }: Passage, text: string, number: number): string {
  const place = heading === '' ? title : `${title} › ${heading}`
  return `<passage number="${number}" from="${attribute(place)}">\n${fenced(text)}\n</passage>`
}

function attribute(text: string): string {
  return text.replace(/[\s"<>]+/g, ' ').trim()
}

/** A document must not be able to close its own fence and go on as if it were the program. */
function fenced(text: string): string {
  return text.replace(/<(\/?)(?=passages?\b)/gi, '‹$1')
}
