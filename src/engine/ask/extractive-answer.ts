import type { Passage } from '@shared/models'
import type { AskedFor } from './asked-for'
import { quotePassage } from './quote-passage'
import { isRelevant } from './relevance'

/** Part of the key of stored answers without a model. */
export const EXTRACTIVE_VERSION = 3

/** What nobody of the first ones answers, the later ones answer by accident. */
const DECIDING_PASSAGES = 3
/** The first passage holds the answer most of the time; the others are there for what it leaves out. */
const QUOTE_CHARS = [600, 320, 320] as const

export type ExtractiveAnswer =
  | { readonly kind: 'quoted'; readonly text: string }
  /** Nothing found that speaks of the question; `text` says so. */
  | { readonly kind: 'nothing'; readonly text: string }

/** The best passages quoted in whole sentences, each with its number; honest where none of them fits. */
export function extractiveAnswer(asked: AskedFor, passages: readonly Passage[]): ExtractiveAnswer {
  const quotes: string[] = []
  for (const [index, passage] of passages.entries()) {
    const maxChars = QUOTE_CHARS[quotes.length]
    if (maxChars === undefined || (quotes.length === 0 && index >= DECIDING_PASSAGES)) break
    if (!isRelevant(passage, asked)) continue
    const lines = quotePassage(passage.text, asked.terms, maxChars)
    if (lines.length > 0) quotes.push(formatQuote(passage, lines, index + 1))
  }
  if (quotes.length === 0) return { kind: 'nothing', text: nothingText(passages.length) }
  return { kind: 'quoted', text: `From the knowledge base, word for word:\n\n${quotes.join('\n\n')}` }
}

function formatQuote(passage: Passage, lines: readonly string[], number: number): string {
  const cited = lines.map((line, at) => (at === lines.length - 1 ? `${line} [${number}]` : line))
  return `**${placeOf(passage)}**\n\n${cited.map((line) => `> ${line}`.trimEnd()).join('\n')}`
}

function placeOf({ title, heading }: Passage): string {
  const place = [title, heading].filter(Boolean).join(' › ')
  return place.replace(/[*_[\]<>`\n]+/g, ' ').trim()
}

function nothingText(passageCount: number): string {
  if (passageCount === 0) return 'Nothing in the knowledge base fits this question.'
  return 'The knowledge base does not seem to answer this. The nearest passages are listed under Sources; they may be about something else.'
}
