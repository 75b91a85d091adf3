import type { Passage } from '@shared/models'
import type { Settings } from '@shared/settings'
import type { Knowledge } from '../knowledge/knowledge'
import { dotProduct } from '../knowledge/vector-math'
import type { Search } from '../search/search'
import { askedFor } from './asked-for'
import { extractiveAnswer } from './extractive-answer'
import { hasPersonalData } from './personal-data'
import { acceptQuestion, normaliseQuestion } from './question'
import { judgeByMeaning, judgeReuse, type RefusalReason } from './reuse-answer'

export interface QuestionPair {
  readonly a: string
  readonly b: string
}

export interface PairVerdict {
  readonly hit: boolean
  readonly reason: 'exact' | 'meaning' | 'personal_data' | 'no_meaning' | RefusalReason
}

export interface PairJudgeRooms {
  readonly search: Pick<Search, 'query' | 'meaningsOf'>
  readonly knowledge: Pick<Knowledge, 'frequency' | 'counts'>
  readonly settings: { get(): Pick<Settings, 'passageCount' | 'useAnswerCache' | 'useSimilarAnswers'> }
}

/** What the answer to a question would rest on. */
interface Found {
  readonly passages: readonly Passage[]
  /** The first citation of the quotes that answer it; '' where nothing does. */
  readonly text: string
}

/**
 * Whether the second question of a pair would be given the answer stored for the first, asked one after the other in
 * conversations of their own. The model is not asked: in the place of what it cites stands the passage that is quoted
 * first.
 *
 * 1. The very same question is found before any search; one with personal data is never stored.
 * 2. Both are searched for, and their meanings are known from that.
 * 3. The product's own decision, with what both searches found. Where the knowledge base says nothing on either of the
 *    two there is no answer that could rest on anything, so the questions alone decide.
 */
export function createPairJudge({ search, knowledge, settings }: PairJudgeRooms) {
  async function find(question: string, signal: AbortSignal): Promise<Found> {
    const limit = settings.get().passageCount
    const { passages } = await search.query({ text: question, limit, mode: 'hybrid' }, signal)
    const answer = extractiveAnswer(askedFor(question, knowledge), passages)
    return { passages, text: answer.kind === 'quoted' ? (/\[\d+\]/.exec(answer.text)?.[0] ?? '') : '' }
  }

  async function judge(pair: QuestionPair, cosine: number | null, signal: AbortSignal): Promise<PairVerdict> {
    // 1.
    const [a, b] = [pair.a, pair.b].map((text) => acceptQuestion(text)) as [string, string]
    if (hasPersonalData(a) || hasPersonalData(b)) return { hit: false, reason: 'personal_data' }
    if (normaliseQuestion(a) === normaliseQuestion(b)) return { hit: true, reason: 'exact' }

    // 2.
    if (cosine === null) return { hit: false, reason: 'no_meaning' }
    const given = await find(a, signal)
    const asked = await find(b, signal)

    // 3.
    const isKnown = given.text !== '' || asked.text !== ''
    const verdict = isKnown
      ? judgeReuse({ question: b, passages: asked.passages, cosine }, { question: a, ...given })
      : judgeByMeaning({ question: b, cosine }, a)
    return verdict.kind === 'reuse'
      ? { hit: true, reason: 'meaning' }
      : { hit: false, reason: verdict.reason }
  }

  /** Throws bad_request for an empty or too long question, and cancelled. */
  return async (pairs: readonly QuestionPair[], signal: AbortSignal): Promise<PairVerdict[]> => {
    const texts = [...new Set(pairs.flatMap(({ a, b }) => [acceptQuestion(a), acceptQuestion(b)]))]
    const meanings = await search.meaningsOf(texts, signal)
    const vectors = new Map(texts.map((text, place) => [text, meanings?.vectors[place]]))
    const verdicts: PairVerdict[] = []
    for (const pair of pairs) {
      const [a, b] = [vectors.get(acceptQuestion(pair.a)), vectors.get(acceptQuestion(pair.b))]
      verdicts.push(await judge(pair, a && b ? dotProduct(a, b) : null, signal))
    }
    return verdicts
  }
}
