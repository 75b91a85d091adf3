import { askedFor } from '../../src/engine/ask/asked-for'
import { extractiveAnswer } from '../../src/engine/ask/extractive-answer'
import type { Passage } from '../../src/shared/models'
import type { SearchMode, SearchResult } from '../../src/shared/search-models'
import type { GoldenQuestion } from './golden-questions'
import type { Corpus } from './open-corpus'

export const MODES = ['keyword', 'semantic', 'hybrid'] as const satisfies readonly SearchMode[]
const LIMIT = 10

/** What became of one question: ranks count passages from 1, null when not among the first ten. */
export interface Outcome {
  readonly question: GoldenQuestion
  /** First passage of an expected document. */
  readonly rank: number | null
  /** First passage that holds the words of the answer. */
  readonly answerRank: number | null
  /** Whether an answer without a model says that nothing fits. */
  readonly isRefused: boolean
  /** The passages that an answer without a model cites. */
  readonly cited: readonly Passage[]
}

export interface Score {
  readonly count: number
  readonly hit1: number
  readonly hit3: number
  readonly hit10: number
  readonly mrr: number
}

/** Asks every question in one batch, as the program does it, those without an answer too. */
export async function ask(
  corpus: Pick<Corpus, 'search' | 'knowledge'>,
  questions: readonly GoldenQuestion[],
  mode: SearchMode,
): Promise<Outcome[]> {
  const texts = questions.map((question) => question.question)
  const results = await corpus.search.batch({ texts, limit: LIMIT, mode }, new AbortController().signal)
  return questions.map((question, index) => {
    const result = results[index]
    const passages = result?.passages ?? []
    return {
      question,
      rank: rankOf(passages, (passage) => isExpected(passage, question)),
      answerRank: rankOf(passages, (passage) => holdsAnswer(passage, question)),
      ...quotesOf(corpus, question.question, result),
    }
  })
}

/** As an answer without a model is made. */
function quotesOf(
  { knowledge }: Pick<Corpus, 'knowledge'>,
  question: string,
  result: SearchResult | undefined,
): Pick<Outcome, 'isRefused' | 'cited'> {
  if (!result) return { isRefused: false, cited: [] }
  const { correction, passages } = result
  const read = correction?.kind === 'searched' ? correction.text : question
  const answer = extractiveAnswer(askedFor(read, knowledge), passages)
  if (answer.kind === 'nothing') return { isRefused: true, cited: [] }
  return { isRefused: false, cited: citedIn(answer.text, passages) }
}

/** The passages whose numbers stand in a text. */
export function citedIn(text: string, passages: readonly Passage[]): Passage[] {
  const numbers = new Set([...text.matchAll(/\[(\d{1,3})\]/g)].map((match) => Number(match[1])))
  return passages.filter((_, index) => numbers.has(index + 1))
}

export function isAnswerable({ expected }: GoldenQuestion): boolean {
  return expected.length > 0
}

/** Of the questions that have an answer. */
export function score(outcomes: readonly Outcome[]): Score {
  const ranks = outcomes.filter((outcome) => isAnswerable(outcome.question)).map((outcome) => outcome.rank)
  const within = (k: number) => shareOf(ranks, (rank) => rank !== null && rank <= k)
  return {
    count: ranks.length,
    hit1: within(1),
    hit3: within(3),
    hit10: within(10),
    mrr: ranks.reduce<number>((sum, rank) => sum + (rank === null ? 0 : 1 / rank), 0) / ranks.length,
  }
}

/** Of the questions whose answer is a few known words: how often a passage with them is among the first three. */
export function answerShare(outcomes: readonly Outcome[]): number {
  const known = outcomes.filter((outcome) => outcome.question.answer.length > 0)
  return shareOf(known, ({ answerRank }) => answerRank !== null && answerRank <= 3)
}

/** Both ways to be wrong about whether there is an answer. */
export interface RefusalErrors {
  readonly answerable: number
  /** Share of the answerable questions that are told that nothing fits. */
  readonly refused: number
  readonly unanswerable: number
  /** Share of the questions without an answer that are answered with quotes. */
  readonly answered: number
}

export function refusalErrors(outcomes: readonly Outcome[]): RefusalErrors {
  const answerable = outcomes.filter((outcome) => isAnswerable(outcome.question))
  const unanswerable = outcomes.filter((outcome) => !isAnswerable(outcome.question))
  return {
    answerable: answerable.length,
    refused: shareOf(answerable, (outcome) => outcome.isRefused),
    unanswerable: unanswerable.length,
    answered: shareOf(unanswerable, (outcome) => !outcome.isRefused),
  }
}

function shareOf<T>(items: readonly T[], isGood: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(isGood).length / items.length
}

function rankOf(passages: readonly Passage[], isGood: (passage: Passage) => boolean): number | null {
  const index = passages.findIndex(isGood)
  return index === -1 ? null : index + 1
}

export function isExpected({ path, externalId }: Passage, { expected }: GoldenQuestion): boolean {
  return expected.includes(path) || expected.includes(`${path}#${externalId}`)
}

/** With the words of the answer where a few are it; else a passage of an expected document will do. */
export function holdsAnswer(passage: Passage, question: GoldenQuestion): boolean {
  const text = flat(`${passage.title}\n${passage.heading}\n${passage.text}`)
  return isExpected(passage, question) && question.answer.some((answer) => text.includes(flat(answer)))
}

function flat(text: string): string {
  return text.replace(/[\s|*_`]+/g, ' ').toLowerCase()
}
