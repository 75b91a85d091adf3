import type { Passage } from '@shared/models'
import type { AnswerContent } from '../conversations/conversations'
import type { Search } from '../search/search'
import type { AnswerCache } from './answer-cache'
import { cachedContent } from './answer-contents'
import type { AnswerPlan } from './answer-plan'
import { hasPersonalData } from './personal-data'
import { judgeReuse, LOWEST_COSINE } from './reuse-answer'
import type { AskedMeaning } from './similar-questions'

/** What the question means, from the vector its search was made with; null where that is not to be known or used. */
export async function meaningOf(
  search: Pick<Search, 'meaningsOf'>,
  { meaningKey, question }: AnswerPlan,
  signal: AbortSignal,
): Promise<AskedMeaning | null> {
  // after the exact level, which would otherwise wait for it with every question
  if (meaningKey === null || hasPersonalData(question)) return null
  const meanings = await search.meaningsOf([question], signal)
  const vector = meanings?.vectors[0]
  return meanings && vector ? { settingsKey: meaningKey, question, modelId: meanings.modelId, vector } : null
}

/** The stored answer to the nearest earlier question that may stand for this one. */
export function findByMeaning(
  cache: AnswerCache,
  plan: AnswerPlan,
  { meaning, passages }: { readonly meaning: AskedMeaning | null; readonly passages: readonly Passage[] },
): AnswerContent | null {
  if (!plan.readsCache || meaning === null) return null
  const { question } = plan
  const near = cache.findSimilar(meaning, plan.settings.answerCacheMaxAgeDays, LOWEST_COSINE)
  const fitting = near.find(
    (given) => judgeReuse({ question, passages, cosine: given.cosine }, given).kind === 'reuse',
  )
  if (!fitting) return null
  cache.markUsed(fitting.id)
  return { ...cachedContent(fitting, plan.target.obstacle, plan.task.kind), cachedQuestion: fitting.question }
}
