import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { followUpOf } from '../../src/engine/ask/follow-up'
import type { Corpus } from './open-corpus'

/** A question asked after others; `new-topic` ones stand alone and must not be dragged along. */
export interface FollowUpQuestion {
  readonly id: string
  readonly before: readonly string[]
  readonly question: string
  readonly expected: readonly string[]
  readonly kind: 'pronoun' | 'ellipsis' | 'chain' | 'new-topic'
}

export interface FollowUpScore {
  readonly count: number
  /** Share of questions for which the first, and one of the first three passages, is of a document that answers. */
  readonly hit1: number
  readonly hit3: number
}

const FILE = join(import.meta.dirname, 'sets/follow-ups/questions.jsonl')

export function readFollowUps(): FollowUpQuestion[] {
  return readFileSync(FILE, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as FollowUpQuestion)
}

/** As they were typed, and as the rules make them stand alone. */
export async function scoreFollowUps(
  corpus: Corpus,
  questions: readonly FollowUpQuestion[],
): Promise<{
  readonly raw: FollowUpScore
  readonly rewritten: FollowUpScore
  readonly missed: readonly string[]
}> {
  const turnsOf = ({ before }: FollowUpQuestion) => before.map((question) => ({ question, answer: '' }))
  const raw = await ranksOf(corpus, questions, ({ question }) => question)
  const rewritten = await ranksOf(
    corpus,
    questions,
    (one) => followUpOf(one.question, turnsOf(one)).standalone,
  )
  const missed = questions
    .filter((_, at) => (rewritten[at] ?? 99) > 3)
    .map(({ id, question }) => `${id} ${question}`)
  return { raw: toScore(raw), rewritten: toScore(rewritten), missed }
}

async function ranksOf(
  { search }: Corpus,
  questions: readonly FollowUpQuestion[],
  textOf: (question: FollowUpQuestion) => string,
): Promise<number[]> {
  const signal = new AbortController().signal
  const ranks: number[] = []
  for (const question of questions) {
    const { passages } = await search.query({ text: textOf(question), limit: 10, mode: 'hybrid' }, signal)
    const at = passages.findIndex(({ path }) => question.expected.includes(path))
    ranks.push(at < 0 ? Number.POSITIVE_INFINITY : at + 1)
  }
  return ranks
}

function toScore(ranks: readonly number[]): FollowUpScore {
  const share = (limit: number) => ranks.filter((rank) => rank <= limit).length / ranks.length
  return { count: ranks.length, hit1: share(1), hit3: share(3) }
}
