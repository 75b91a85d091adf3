import type { Passage } from '@shared/models'
import type { Knowledge } from '../knowledge/knowledge'
import { withCorrections } from '../search/correct-spelling'
import type { Search } from '../search/search'
import { askedFor } from './asked-for'
import { isRelevant } from './relevance'

/** As many as decide whether anything is quoted. */
const DECIDING_PASSAGES = 3

interface FindAnswerRooms {
  readonly search: Pick<Search, 'query'>
  readonly knowledge: Pick<Knowledge, 'frequency' | 'counts'>
}

interface ToFind {
  readonly question: string
  /** Hashes of passages that are known not to answer it. */
  readonly known: readonly string[]
}

/** By the rule that says "nothing found"; undefined while the search is less than it could be. */
export async function findAnswer(
  { search, knowledge }: FindAnswerRooms,
  { question, known }: ToFind,
  signal: AbortSignal,
): Promise<Passage | null | undefined> {
  const limit = DECIDING_PASSAGES + known.length
  const result = await search.query({ text: question, limit, mode: 'hybrid' }, signal)
  if (result.degraded !== null) return undefined
  const { correction } = result
  const meant = correction?.kind === 'searched' ? withCorrections(question, correction.words) : question
  const asked = askedFor(meant, knowledge)
  const others = result.passages
    .filter(({ textHash }) => !known.includes(textHash))
    .slice(0, DECIDING_PASSAGES)
  return others.find((passage) => isRelevant(passage, asked)) ?? null
}
