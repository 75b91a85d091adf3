import type { WritableDb } from '../db/open-database'
import { dotProduct, toVector } from '../knowledge/vector-math'

/** A question that stands alone, and where its meaning lies. */
export interface AskedMeaning {
  /** Everything but the question that an answer depends on. */
  readonly settingsKey: string
  readonly question: string
  /** Row of embedding_models. */
  readonly modelId: number
  readonly vector: Float32Array
}

export interface SimilarQuestion {
  readonly answerId: number
  readonly question: string
  readonly cosine: number
}

export interface SimilarQuestions {
  /** Nearest first, none below the least cosine. */
  nearest(asked: AskedMeaning, options: { limit: number; leastCosine: number }): SimilarQuestion[]
  add(answerId: number, asked: AskedMeaning): void
}

interface QuestionRow {
  readonly answerId: number
  readonly question: string
  readonly vector: Buffer
}

interface Remembered {
  readonly question: string
  readonly vector: Float32Array
}

/** Of one setting: the cache keeps 5,000 answers, and what is more than that is gone from it. */
const MOST_REMEMBERED = 6000

/**
 * Questions of stored answers by meaning. Those of the setting asked for last are kept in memory, 7 MB for 5,000, since
 * reading them takes 20 ms and comparing them 3. Triggers drop rows at any time, so each of the nearest is looked up
 * again: memory may know too much, but says nothing that the table does not.
 */
export function createSimilarQuestions(db: WritableDb): SimilarQuestions {
  const all = db.prepare<[string, number], QuestionRow>(
    `SELECT answer_id AS answerId, question, vector FROM cached_questions
     WHERE settings_key = ? AND model_id = ?`,
  )
  const stillThere = db
    .prepare<[number, string, number], string>(
      'SELECT question FROM cached_questions WHERE answer_id = ? AND settings_key = ? AND model_id = ?',
    )
    .pluck()
  const add = db.prepare(
    `INSERT INTO cached_questions (answer_id, settings_key, question, model_id, vector)
     VALUES (@answerId, @settingsKey, @question, @modelId, @vector)`,
  )
  let keptFor = ''
  let kept = new Map<number, Remembered>()

  function questionsFor({ settingsKey, modelId }: AskedMeaning): Map<number, Remembered> {
    const key = keyOf({ settingsKey, modelId })
    if (key === keptFor && kept.size <= MOST_REMEMBERED) return kept
    keptFor = key
    kept = new Map()
    // a copy: the driver's buffer may be a part of a larger one
    for (const { answerId, question, vector } of all.iterate(settingsKey, modelId))
      kept.set(answerId, { question, vector: toVector(vector).slice() })
    return kept
  }

  return {
    nearest(asked, { limit, leastCosine }) {
      const questions = questionsFor(asked)
      const near: SimilarQuestion[] = []
      for (const [answerId, { question, vector }] of questions) {
        const cosine = dotProduct(asked.vector, vector)
        if (cosine >= leastCosine) near.push({ answerId, question, cosine })
      }
      near.sort((a, b) => b.cosine - a.cosine)
      const found: SimilarQuestion[] = []
      for (const one of near) {
        if (found.length === limit) break
        if (stillThere.get(one.answerId, asked.settingsKey, asked.modelId) === one.question) found.push(one)
        else questions.delete(one.answerId)
      }
      return found
    },
    add(answerId, { settingsKey, question, modelId, vector }) {
      const { buffer, byteOffset, byteLength } = vector
      add.run({
        answerId,
        settingsKey,
        question,
        modelId,
        vector: Buffer.from(buffer, byteOffset, byteLength),
      })
      if (keyOf({ settingsKey, modelId }) === keptFor)
        kept.set(answerId, { question, vector: vector.slice() })
    },
  }
}

function keyOf({ settingsKey, modelId }: Pick<AskedMeaning, 'settingsKey' | 'modelId'>): string {
  return `${modelId} ${settingsKey}`
}
