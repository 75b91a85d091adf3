import { questionWords, stemsOf } from '../search/question-terms'
import { SUMMARY_WORDS } from './prompts/summary-prompt'
import { sentencesOf } from './thread/find-questions'
import type { Thread } from './thread/read-thread'

/** Part of the key of stored summaries without a model. */
export const EXTRACTIVE_SUMMARY_VERSION = 1

interface Candidate {
  readonly message: number
  readonly text: string
  readonly words: number
  readonly score: number
}

/** A question and the last word of a thread say more about it than a sentence in its middle. */
const QUESTION_BONUS = 1.4
const LAST_MESSAGE_BONUS = 1.5
const FIRST_MESSAGE_BONUS = 1.2

/**
 * The most telling sentences of a thread in their order, under who said them, at most 100 words. A sentence tells much
 * when its words are those the thread keeps coming back to, and little when it is long for that.
 */
export function extractiveSummary(thread: Thread): string {
  const all = candidates(thread)
  const chosen = new Set<Candidate>()
  let wordsLeft = SUMMARY_WORDS - thread.messages.length
  for (const candidate of [...all].sort((a, b) => b.score - a.score)) {
    if (candidate.words > wordsLeft) continue
    chosen.add(candidate)
    wordsLeft -= candidate.words
  }
  const lines = thread.messages.flatMap(({ isAgent }, message) => {
    const said = all.filter((candidate) => candidate.message === message && chosen.has(candidate))
    if (said.length === 0) return []
    return `- **${isAgent ? 'Agent' : 'Customer'}:** ${said.map(({ text }) => text).join(' ')}`
  })
  return lines.join('\n')
}

function candidates({ messages }: Thread): readonly Candidate[] {
  const frequency = new Map<string, number>()
  for (const { text } of messages)
    for (const { stem } of questionWords(text)) frequency.set(stem, (frequency.get(stem) ?? 0) + 1)
  return messages.flatMap(({ text }, message) =>
    sentencesOf(text).map((sentence) => {
      const words = sentence.split(/\s+/).length
      const weight = [...stemsOf(sentence)].reduce((sum, stem) => sum + (frequency.get(stem) ?? 0), 0)
      const bonus =
        (sentence.endsWith('?') ? QUESTION_BONUS : 1) *
        (message === messages.length - 1 ? LAST_MESSAGE_BONUS : 1) *
        (message === 0 ? FIRST_MESSAGE_BONUS : 1)
      return { message, text: sentence, words, score: (weight / Math.sqrt(words)) * bonus }
    }),
  )
}

/** Whole sentences and lines of a summary while they are at most 100 words. */
export function cutSummary(text: string): string {
  const lines: string[] = []
  let words = 0
  for (const line of text.trim().split('\n')) {
    const pieces = line.match(/[^.!?]+(?:[.!?]+(?=\s|$)|[.!?]+(?=\S)|$)/gu) ?? [line]
    let kept = ''
    for (const piece of pieces) {
      words += piece.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
      if (words > SUMMARY_WORDS && (lines.length > 0 || kept !== '')) {
        if (kept !== '') lines.push(kept)
        return lines.join('\n').trim()
      }
      kept += piece
    }
    lines.push(kept)
  }
  return lines.join('\n').trim()
}
