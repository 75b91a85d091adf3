import type { WritableDb } from '../db/open-database'
import { createByteCodes } from '../knowledge/byte-codes'
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

/** Of one setting: the cache keeps 5,000 answers, and what is more than that is gone from it. */
const MOST_REMEMBERED = 6000
/** By how much the product of byte codes may be off. */
const CODE_ERROR = 0.01

/**
 * Questions of stored answers by meaning. Those of the setting asked for last are kept in memory, 9 MB for 5,000, since
 * reading them takes 20 ms. Triggers drop rows at any time, so each of the nearest is looked up again: memory may know
 * too much, but says nothing that the table does not.
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
  let kept: Remembered | null = null

  function questionsFor({ settingsKey, modelId, vector: { length } }: AskedMeaning): Remembered {
    const key = keyOf({ settingsKey, modelId })
    if (kept && key === keptFor && kept.size <= MOST_REMEMBERED) return kept
    keptFor = key
    const read = createRemembered(length)
    for (const { answerId, question, vector } of all.iterate(settingsKey, modelId))
      read.add({ answerId, question, vector: toVector(vector) })
    kept = read
    return read
  }

  return {
    nearest(asked, { limit, leastCosine }) {
      const questions = questionsFor(asked)
      const near = questions.near(asked.vector, leastCosine)
      const found: SimilarQuestion[] = []
      for (const one of near) {
        if (found.length === limit) break
        if (stillThere.get(one.answerId, asked.settingsKey, asked.modelId) === one.question) found.push(one)
        else questions.remove(one.answerId)
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
      if (keyOf({ settingsKey, modelId }) === keptFor) kept?.add({ answerId, question, vector })
    },
  }
}

interface RememberedQuestion {
  readonly answerId: number
  readonly question: string
  readonly vector: Float32Array
}

interface Remembered {
  readonly size: number
  add(question: RememberedQuestion): void
  remove(answerId: number): void
  /** Nearest first. */
  near(vector: Float32Array, leastCosine: number): SimilarQuestion[]
}

/** All are compared by their byte codes, 0.5 ms for 5,000, and those that may be near enough once more exactly. */
function createRemembered(dimension: number): Remembered {
  const questions: RememberedQuestion[] = []
  const slots: number[] = []
  const places = new Map<number, number>()
  const codes = createByteCodes(dimension)
  return {
    get size() {
      return questions.length
    },
    add({ vector, ...question }) {
      // the number of one that is gone is given again
      const slot = places.get(question.answerId) ?? questions.length
      places.set(question.answerId, slot)
      codes.write(slot, vector)
      slots[slot] = slot
      // a copy: the driver's buffer may be a part of a larger one
      questions[slot] = { ...question, vector: vector.slice() }
    },
    remove(answerId) {
      const slot = places.get(answerId)
      const last = slot === undefined ? undefined : questions.pop()
      if (slot === undefined || !last) return
      slots.pop()
      places.delete(answerId)
      if (slot === questions.length) return
      places.set(last.answerId, slot)
      questions[slot] = last
      codes.move(questions.length, slot)
    },
    near(vector, leastCosine) {
      const near: SimilarQuestion[] = []
      const products = codes.products(slots, vector)
      for (let slot = 0; slot < products.length; slot++) {
        if ((products[slot] as number) < leastCosine - CODE_ERROR) continue
        const { answerId, question, vector: known } = questions[slot] as RememberedQuestion
        const cosine = dotProduct(vector, known)
        if (cosine >= leastCosine) near.push({ answerId, question, cosine })
      }
      return near.sort((a, b) => b.cosine - a.cosine)
    },
  }
}

function keyOf({ settingsKey, modelId }: Pick<AskedMeaning, 'settingsKey' | 'modelId'>): string {
  return `${modelId} ${settingsKey}`
}
