import { readFileSync } from 'node:fs'
import { QUESTION_SETS } from './question-sets'

export type QuestionKind =
  | 'natural'
  | 'keyword'
  | 'code'
  | 'quoted'
  | 'typo'
  | 'paraphrase'
  | 'negation'
  | 'two-topic'
  /** On the subject of the documents, but none of them says it. */
  | 'unanswerable'
  /** About something else altogether. */
  | 'unrelated'

export interface GoldenQuestion {
  /** A letter for the set and a number; odd numbers may be tuned on, even ones are held out. */
  readonly id: string
  readonly question: string
  readonly kind: QuestionKind
  /** Paths of the documents that answer it, any of which will do; `path#externalId` for a line of a list. */
  readonly expected: readonly string[]
  /** Words of the documents that are the answer, any of which will do; empty when no few words are. */
  readonly answer: readonly string[]
}

/** Those of one file; of the sample knowledge base when none is named. */
export function readGoldenQuestions(file = QUESTION_SETS[0]?.questionsFile ?? ''): GoldenQuestion[] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as GoldenQuestion)
}

/** Tuning looks at the odd half only; the even half says whether it holds. */
export function isTuningQuestion(question: GoldenQuestion): boolean {
  return Number(question.id.slice(1)) % 2 === 1
}
