import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface GoldenQuestion {
  /** g001 …; odd numbers may be tuned on, even ones are held out. */
  readonly id: string
  readonly question: string
  readonly kind: 'natural' | 'keyword' | 'code' | 'typo' | 'paraphrase' | 'unanswerable'
  /** Paths of the documents that answer it; `path#externalId` for a line of a list. */
  readonly expected: readonly string[]
  /** Words of the documents that are the answer. */
  readonly answer: readonly string[]
}

export function readGoldenQuestions(): GoldenQuestion[] {
  return readFileSync(join(import.meta.dirname, 'golden-questions.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as GoldenQuestion)
}
