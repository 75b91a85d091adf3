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

/**
 * Questions of stored answers by meaning. All of one setting are measured: 5,000 of them, 7 MB read from SQLite's own
 * memory, take less than the search before them, and nothing has to be kept in step with the triggers that drop rows.
 */
export function createSimilarQuestions(db: WritableDb): SimilarQuestions {
  const all = db.prepare<[string, number], QuestionRow>(
    `SELECT answer_id AS answerId, question, vector FROM cached_questions
     WHERE settings_key = ? AND model_id = ?`,
  )
  const add = db.prepare(
    `INSERT INTO cached_questions (answer_id, settings_key, question, model_id, vector)
     VALUES (@answerId, @settingsKey, @question, @modelId, @vector)`,
  )
  return {
    nearest({ settingsKey, modelId, vector }, { limit, leastCosine }) {
      const near: SimilarQuestion[] = []
      for (const row of all.iterate(settingsKey, modelId)) {
        const cosine = dotProduct(vector, toVector(row.vector))
        if (cosine >= leastCosine) near.push({ answerId: row.answerId, question: row.question, cosine })
      }
      return near.sort((a, b) => b.cosine - a.cosine).slice(0, limit)
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
    },
  }
}
