import type { Passage } from '@shared/models'
import type { PromptMessage } from '../model/answer-model'
import { fenceAttribute, fenced } from '../model/fence'
import type { Turn } from './history'
import type { Thread } from './thread/read-thread'
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
/** What was written before the last message explains it; the newest of it explains it best. */
const EARLIER_TOKENS = 2000
const THREAD_TOKENS = 9000

export interface BuiltPrompt {
  readonly messages: readonly PromptMessage[]
  /** Those that fitted, in the order of their numbers: [1] is the first. */
  readonly passages: readonly Passage[]
}

interface PromptParts {
  readonly system: string
  /** What stands after the passages: the question, or the customer's message in its fence. */
  readonly asked: string
  readonly passages: readonly Passage[]
  readonly turns: readonly Turn[]
}

export function buildPrompt(
  question: string,
  passages: readonly Passage[],
  turns: readonly Turn[],
  system: string,
): BuiltPrompt {
  return assemble({ system, asked: `Question: ${question}`, passages, turns })
}

/** For a reply to the last message of a thread. */
export function buildDraftPrompt(
  thread: Thread,
  passages: readonly Passage[],
  turns: readonly Turn[],
  system: string,
): BuiltPrompt {
  const earlier = thread.messages.slice(0, Math.max(0, thread.messages.indexOf(thread.last)))
  const before = cutFromStart(transcript(earlier), EARLIER_TOKENS)
  const quoted = before === '' ? '' : `<thread>\n${before}\n</thread>\n\n`
  const asked = `${quoted}<message>\n${cutToTokens(fenced(thread.last.text), THREAD_TOKENS)}\n</message>\n\nWrite the reply to this message.`
  return assemble({ system, asked, passages, turns })
}

/** For a summary, which rests on nothing but the thread. */
export function buildSummaryPrompt(thread: Thread, system: string): BuiltPrompt {
  const quoted = cutFromStart(transcript(thread.messages), THREAD_TOKENS)
  return {
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: `<thread>\n${quoted}\n</thread>\n\nSummarise this thread.` },
    ],
    passages: [],
  }
}

/**
 * 1. What must be there: rules, question, earlier turns. 2. Passages by rank while the budget lasts; the first one is
 * cut rather than left out. 3. Earlier turns as messages, then passages and question together, the question once.
 */
function assemble({ system, asked, passages, turns }: PromptParts): BuiltPrompt {
  // 1.
  const fixed = [system, asked, ...turns.flatMap((turn) => [turn.question, turn.answer])]
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
    { role: 'user', content: `<passages>\n${quoted}\n</passages>\n\n${asked}` },
  ]
  return { messages, passages: given }
}

function formatPassage({ title, heading }: Passage, text: string, number: number): string {
  const place = heading === '' ? title : `${title} › ${heading}`
  return `<passage number="${number}" from="${fenceAttribute(place)}">\n${fenced(text)}\n</passage>`
}

/** Who wrote is told by side and not by name: names need not leave the machine for this. */
function transcript(messages: Thread['messages']): string {
  return messages
    .map(({ isAgent, text }) => `${isAgent ? 'Agent' : 'Customer'}: ${fenced(text)}`)
    .join('\n\n')
}

function cutFromStart(text: string, tokens: number): string {
  let cut = text
  while (estimateTokens(cut) > tokens) cut = cut.slice(Math.ceil(cut.length / 10)).replace(/^\S*\s/, '')
  return cut
}
