import { createHash } from 'node:crypto'
import type { Passage } from '@shared/models'
import type { WritableDb } from '../db/open-database'
import { normaliseQuestion } from './question'
import { type AskedMeaning, createSimilarQuestions, type SimilarQuestion } from './similar-questions'

export interface CachedAnswer {
  readonly id: number
  readonly contextKey: string
  readonly revision: number
  readonly text: string
  readonly modelName: string
  readonly passages: Passage[]
  readonly createdAt: number
}

export interface NewCachedAnswer {
  readonly exactKey: string
  readonly contextKey: string
  readonly revision: number
  readonly text: string
  readonly modelName: string
  readonly passages: readonly Passage[]
  /** Null when it is not to be given to questions in other words. */
  readonly meaning: AskedMeaning | null
}

/** A stored answer to an earlier question that may mean the same. */
export interface SimilarAnswer extends CachedAnswer, Pick<SimilarQuestion, 'question' | 'cosine'> {}

export interface AnswerCache {
  /** Null when there is none or it is older than that. Remembers the use. */
  find(exactKey: string, maxAgeDays: number): CachedAnswer | null
  /** Answers to the nearest earlier questions asked under the same settings, nearest first; whether they fit is not looked at. */
  findSimilar(asked: AskedMeaning, maxAgeDays: number, leastCosine: number): SimilarAnswer[]
  /** It was given: what is used stays. */
  markUsed(answerId: number): void
  /**
   * A person said that this answer is wrong: it goes, and where it was given to a question in other words, neither of
   * the two will get an answer of the other again. Returns how many were removed.
   */
  reportWrong(given: { text: string; question: string; cachedQuestion: string | null }): number
  /** The passages were found to be still what a search finds at this revision. */
  confirm(answerId: number, revision: number): void
  /** Takes the place of an older answer under the same key. Call it in the transaction that saves the answer. */
  store(answer: NewCachedAnswer): void
  count(): number
  clear(): number
  /** Writes when answers were used. */
  flush(): void
}

/** About 20 MB of answers and passages; those unused for longest go first. */
const MAX_ANSWERS = 5000
/** Uses are written together: a cached answer must not cost a commit of its own. */
const FLUSH_AFTER_MS = 5000
/** Of the nearest ones; who is further down lost against a nearer one on all but the cosine. */
const SIMILAR_LIMIT = 12
const DAY_MS = 24 * 60 * 60 * 1000

interface CachedRow extends Omit<CachedAnswer, 'passages'> {
  readonly passages: string
}

/** Answers by key. Rows whose documents change or go are removed by triggers, in the transaction of the change. */
export function createAnswerCache({ db, now }: { db: WritableDb; now: () => number }): AnswerCache {
  const statements = prepare(db)
  const questions = createSimilarQuestions(db)
  const used = new Map<number, number>()
  let timer: NodeJS.Timeout | undefined

  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    if (!db.open || used.size === 0) return
    const uses = JSON.stringify([...used])
    used.clear()
    statements.use.run(uses)
  }

  function find(exactKey: string, maxAgeDays: number): CachedAnswer | null {
    const found = toAnswer(statements.find.get(exactKey), maxAgeDays)
    if (found) markUsed(found.id)
    return found
  }

  function toAnswer(row: CachedRow | undefined, maxAgeDays: number): CachedAnswer | null {
    if (!row) return null
    // a clock set back makes answers from the future; they are as good as new
    const createdAt = Math.min(row.createdAt, now())
    if (now() - createdAt > maxAgeDays * DAY_MS) return null
    return { ...row, createdAt, passages: JSON.parse(row.passages) as Passage[] }
  }

  function markUsed(answerId: number): void {
    used.set(answerId, now())
    timer ??= setTimeout(flush, FLUSH_AFTER_MS).unref()
  }

  function findSimilar(asked: AskedMeaning, maxAgeDays: number, leastCosine: number): SimilarAnswer[] {
    return questions
      .nearest(asked, { limit: SIMILAR_LIMIT, leastCosine })
      .flatMap(({ answerId, question, cosine }) => {
        if (statements.isRefused.get(hashOf(asked.question), hashOf(question))) return []
        const answer = toAnswer(statements.byId.get(answerId), maxAgeDays)
        return answer ? [{ ...answer, question, cosine }] : []
      })
  }

  const reportWrong = db.transaction(
    ({ text, question, cachedQuestion }: Parameters<AnswerCache['reportWrong']>[0]): number => {
      if (cachedQuestion !== null) {
        const [a, b] = [hashOf(question), hashOf(cachedQuestion)]
        for (const pair of [
          [a, b],
          [b, a],
        ])
          statements.refuse.run(...pair, now())
      }
      return statements.removeText.run(text).changes
    },
  )

  function store(answer: NewCachedAnswer): void {
    statements.remove.run(answer.exactKey)
    const { meaning, ...fields } = answer
    const row = statements.add.run({ ...fields, passages: JSON.stringify(answer.passages), at: now() })
    const documentIds = [...new Set(answer.passages.map((passage) => passage.documentId))]
    statements.addPassages.run({
      answerId: row.lastInsertRowid,
      passages: JSON.stringify(answer.passages.map(({ documentId, textHash }) => [documentId, textHash])),
    })
    if (meaning) questions.add(Number(row.lastInsertRowid), meaning)
    statements.addDocuments.run({ answerId: row.lastInsertRowid, documentIds: JSON.stringify(documentIds) })
    statements.dropUnused.run(MAX_ANSWERS)
  }

  return {
    find,
    findSimilar,
    markUsed,
    reportWrong: (given) => reportWrong.immediate(given),
    confirm: (answerId, revision) => void statements.confirm.run(revision, answerId),
    store,
    count: () => statements.count.get() ?? 0,
    clear: () => statements.clear.run().changes,
    flush,
  }
}

/** Questions that were refused are known by what is left of them, not by their words. */
function hashOf(question: string): string {
  return createHash('sha256').update(normaliseQuestion(question)).digest('hex')
}

const ANSWER = `SELECT id, context_key AS contextKey, revision, text, model_name AS modelName, passages,
  created_at AS createdAt FROM cached_answers`

function prepare(db: WritableDb) {
  return {
    byId: db.prepare<[number], CachedRow>(`${ANSWER} WHERE id = ?`),
    isRefused: db.prepare<[string, string], number>(
      'SELECT 1 FROM cache_refusals WHERE question_hash = ? AND other_hash = ?',
    ),
    refuse: db.prepare(
      'INSERT OR REPLACE INTO cache_refusals (question_hash, other_hash, refused_at) VALUES (?, ?, ?)',
    ),
    removeText: db.prepare('DELETE FROM cached_answers WHERE text = ?'),
    addPassages: db.prepare(
      `INSERT OR IGNORE INTO cached_answer_passages (answer_id, document_id, text_hash)
       SELECT @answerId, value ->> 0, value ->> 1 FROM json_each(@passages)`,
    ),
    find: db.prepare<[string], CachedRow>(`${ANSWER} WHERE exact_key = ?`),
    use: db.prepare(
      `UPDATE cached_answers SET last_used_at = used.value ->> 1
       FROM json_each(?) AS used WHERE cached_answers.id = used.value ->> 0`,
    ),
    confirm: db.prepare('UPDATE cached_answers SET revision = ? WHERE id = ?'),
    remove: db.prepare('DELETE FROM cached_answers WHERE exact_key = ?'),
    add: db.prepare(
      `INSERT INTO cached_answers (exact_key, context_key, revision, text, model_name, passages, created_at, last_used_at)
       VALUES (@exactKey, @contextKey, @revision, @text, @modelName, @passages, @at, @at)`,
    ),
    addDocuments: db.prepare(
      `INSERT INTO cached_answer_documents (answer_id, document_id) SELECT @answerId, value FROM json_each(@documentIds)`,
    ),
    dropUnused: db.prepare(
      `DELETE FROM cached_answers WHERE id IN
         (SELECT id FROM cached_answers ORDER BY last_used_at DESC, id DESC LIMIT -1 OFFSET ?)`,
    ),
    count: db.prepare<[], number>('SELECT count(*) FROM cached_answers').pluck(),
    clear: db.prepare('DELETE FROM cached_answers'),
  }
}
