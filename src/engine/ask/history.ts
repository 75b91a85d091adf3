import type { Message } from '@shared/models'
import { normaliseQuestion } from './question'
import { estimateTokens } from './token-estimate'

export interface Turn {
  readonly question: string
  readonly answer: string
}

/** About three answers of usual length: enough to know what "it" is, cheap enough to send each time. */
const HISTORY_TOKENS = 1500
/** Each turn beyond costs more than it explains. */
const MAX_TURNS = 6
/** Past answers are one token budget each, so that one long answer does not push out all others. */
const MAX_ANSWER_CHARS = 1800

/**
 * Earlier turns for the model, oldest first; the newest that fit the budget. The same question asked before is left
 * out: asking again is not a follow-up, and the stored answer must be found again. Of a question that was asked twice
 * the newer answer is told.
 */
export function selectTurns(messages: readonly Message[], question: string): Turn[] {
  const asked = normaliseQuestion(question)
  const turns: Turn[] = []
  const told = new Set([asked])
  let tokensLeft = HISTORY_TOKENS
  for (let at = messages.length - 1; at > 0 && turns.length < MAX_TURNS; at--) {
    const answer = messages[at]
    const before = messages[at - 1]
    if (answer?.role !== 'assistant' || before?.role !== 'user' || !isWorthTelling(answer)) continue
    const normalised = normaliseQuestion(before.text)
    if (told.has(normalised)) continue
    told.add(normalised)
    const turn = { question: before.text, answer: withoutCitations(answer.text).slice(0, MAX_ANSWER_CHARS) }
    tokensLeft -= estimateTokens(turn.question) + estimateTokens(turn.answer)
    if (tokensLeft < 0) break
    turns.push(turn)
  }
  return turns.reverse()
}

function isWorthTelling(answer: Message): boolean {
  return (
    answer.text !== '' &&
    answer.origin !== 'none' &&
    answer.state !== 'streaming' &&
    answer.state !== 'failed'
  )
}

/** The numbers meant the passages of another answer; in this one they would point to the wrong ones. */
function withoutCitations(text: string): string {
  return text.replace(/ ?\[\d{1,3}(?:\s*[,;]\s*\d{1,3})*\]/g, '')
}
