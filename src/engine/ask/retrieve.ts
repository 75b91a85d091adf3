import type { Passage } from '@shared/models'
import type { SearchResult } from '@shared/search-models'
import type { Knowledge } from '../knowledge/knowledge'
import { withCorrections } from '../search/correct-spelling'
import { fuseRanks } from '../search/fuse-ranks'
import type { Search } from '../search/search'
import type { AnswerPlan } from './answer-plan'
import { type AskedFor, askedFor } from './asked-for'
import { contextKey } from './cache-keys'
import type { FoundFor } from './extractive-draft'
import { meaningOf } from './find-by-meaning'
import type { AskedMeaning } from './similar-questions'

export interface RetrieveRooms {
  readonly search: Pick<Search, 'query' | 'meaningsOf'>
  readonly knowledge: Pick<Knowledge, 'revision' | 'frequency' | 'counts'>
}

/** What the searches found, and at which state of the knowledge. */
export interface Retrieved {
  /** One for each search, in their order; none for a summary. */
  readonly found: readonly FoundFor[]
  /** Of all searches together, best first. */
  readonly passages: Passage[]
  readonly revision: number
  readonly contextKey: string
  /** Null where the question does not stand alone, or the meaning of texts is not known now. */
  readonly meaning: AskedMeaning | null
}

/** A search that was less than it could be is checked again next time, at whatever revision. */
export const NEVER_A_REVISION = -1

/**
 * 1. Each search on its own: three questions in one text find what lies between them. 2. Their lists fused by rank, so
 * that what several ask for comes first and the best of each is there.
 */
export async function retrieve(
  { search, knowledge }: RetrieveRooms,
  plan: AnswerPlan,
  searches: readonly string[],
  signal: AbortSignal,
): Promise<Retrieved> {
  // read before the search: a change in the middle of it must not look as if it had been seen
  const revision = knowledge.revision()

  // 1.
  const results: SearchResult[] = await Promise.all(
    searches.map((text) =>
      search.query(
        {
          text,
          limit: plan.settings.passageCount,
          mode: 'hybrid',
          isPatient: true,
          filter: { collectionIds: [...plan.collectionIds] },
        },
        signal,
      ),
    ),
  )
  const found = results.map((result, at) => ({
    asked: judged(plan, searches[at] ?? '', result, knowledge),
    passages: result.passages,
  }))

  // 2.
  const passages = fuse(results).slice(0, plan.settings.passageCount)
  const isWhole = results.every(({ degraded }) => degraded === null)
  return {
    found,
    passages,
    revision: isWhole ? revision : NEVER_A_REVISION,
    contextKey: contextKey(plan.exactKey, passages),
    meaning: await meaningOf(search, plan, signal),
  }
}

/** The question as its passages are judged by: with the words that were searched for, not the ones that were misspelt. */
function judged(
  plan: AnswerPlan,
  search: string,
  { correction }: SearchResult,
  knowledge: RetrieveRooms['knowledge'],
): AskedFor {
  const text = plan.task.kind === 'answer' ? plan.question : search
  return askedFor(correction?.kind === 'searched' ? withCorrections(text, correction.words) : text, knowledge)
}

function fuse(results: readonly SearchResult[]): Passage[] {
  const [only] = results
  if (only && results.length === 1) return only.passages
  const byId = new Map(
    results.flatMap(({ passages }) => passages).map((passage) => [passage.chunkId, passage]),
  )
  const lists = results.map(({ passages }) => ({
    chunkIds: passages.map(({ chunkId }) => chunkId),
    weight: 1,
  }))
  return fuseRanks(lists).flatMap(({ chunkId }) => byId.get(chunkId) ?? [])
}
