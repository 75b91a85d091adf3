import type { Search } from '../../src/engine/search/search'
import type { Passage } from '../../src/shared/models'
import type { SearchMode } from '../../src/shared/search-models'
import type { GoldenQuestion } from './golden-questions'

export const MODES = ['keyword', 'semantic', 'hybrid'] as const satisfies readonly SearchMode[]
const LIMIT = 10

/** What became of one question: ranks count passages from 1, null when not among the first ten. */
export interface Outcome {
  readonly question: GoldenQuestion
  /** First passage of an expected document. */
  readonly rank: number | null
  /** First passage that holds the words of the answer. */
  readonly answerRank: number | null
}

export interface Score {
  readonly count: number
  readonly hit1: number
  readonly hit3: number
  readonly hit10: number
  readonly mrr: number
  readonly answer3: number
}

/** Asks every question that has an answer, in one batch. */
export async function ask(
  search: Search,
  questions: readonly GoldenQuestion[],
  mode: SearchMode,
): Promise<Outcome[]> {
  const answerable = questions.filter((question) => question.expected.length > 0)
  const texts = answerable.map((question) => question.question)
  const results = await search.batch({ texts, limit: LIMIT, mode }, new AbortController().signal)
  return answerable.map((question, index) => {
    const passages = results[index]?.passages ?? []
    return {
      question,
      rank: rankOf(passages, (passage) => isExpected(passage, question)),
      answerRank: rankOf(passages, (passage) => holdsAnswer(passage, question)),
    }
  })
}

export function score(outcomes: readonly Outcome[]): Score {
  const share = (isGood: (outcome: Outcome) => boolean) => outcomes.filter(isGood).length / outcomes.length
  const within = (rank: number | null, k: number) => rank !== null && rank <= k
  return {
    count: outcomes.length,
    hit1: share(({ rank }) => within(rank, 1)),
    hit3: share(({ rank }) => within(rank, 3)),
    hit10: share(({ rank }) => within(rank, 10)),
    mrr: outcomes.reduce((sum, { rank }) => sum + (rank === null ? 0 : 1 / rank), 0) / outcomes.length,
    answer3: share(({ answerRank }) => within(answerRank, 3)),
  }
}

/** Tuning looks at the odd half only; the even half says whether it holds. */
export function isTuningQuestion(question: GoldenQuestion): boolean {
  return Number(question.id.slice(1)) % 2 === 1
}

function rankOf(passages: readonly Passage[], isGood: (passage: Passage) => boolean): number | null {
  const index = passages.findIndex(isGood)
  return index === -1 ? null : index + 1
}

function isExpected({ path, externalId }: Passage, { expected }: GoldenQuestion): boolean {
  return expected.includes(path) || expected.includes(`${path}#${externalId}`)
}

function holdsAnswer(passage: Passage, question: GoldenQuestion): boolean {
  const text = flat(`${passage.heading}\n${passage.text}`)
  return isExpected(passage, question) && question.answer.some((answer) => text.includes(flat(answer)))
}

function flat(text: string): string {
  return text.replace(/[\s|*_`]+/g, ' ').toLowerCase()
}
