import type { Passage } from '@shared/models'
import type { WritableDb } from '../db/open-database'

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
}

export interface AnswerCache {
  /** Null when there is none or it is older than that. Remembers the use. */
  find(exactKey: string, maxAgeDays: number): CachedAnswer | null
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
const DAY_MS = 24 * 60 * 60 * 1000

interface CachedRow extends Omit<CachedAnswer, 'passages'> {
  readonly passages: string
}

/** Answers by key. Rows whose documents change or go are removed by triggers, in the transaction of the change. */
export function createAnswerCache({ db, now }: { db: WritableDb; now: () => number }): AnswerCache {
  const statements = prepare(db)
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
    const row = statements.find.get(exactKey)
    if (!row) return null
    // a clock set back makes answers from the future; they are as good as new
    const createdAt = Math.min(row.createdAt, now())
    if (now() - createdAt > maxAgeDays * DAY_MS) return null
    used.set(row.id, now())
    timer ??= setTimeout(flush, FLUSH_AFTER_MS).unref()
    return { ...row, createdAt, passages: JSON.parse(row.passages) as Passage[] }
  }

  function store(answer: NewCachedAnswer): void {
    statements.remove.run(answer.exactKey)
    const row = statements.add.run({ ...answer, passages: JSON.stringify(answer.passages), at: now() })
    const documentIds = [...new Set(answer.passages.map((passage) => passage.documentId))]
    statements.addDocuments.run({ answerId: row.lastInsertRowid, documentIds: JSON.stringify(documentIds) })
    statements.dropUnused.run(MAX_ANSWERS)
  }

  return {
    find,
    confirm: (answerId, revision) => void statements.confirm.run(revision, answerId),
    store,
    count: () => statements.count.get() ?? 0,
    clear: () => statements.clear.run().changes,
    flush,
  }
}

function prepare(db: WritableDb) {
  return {
    find: db.prepare<[string], CachedRow>(
      `SELECT id, context_key AS contextKey, revision, text, model_name AS modelName, passages, created_at AS createdAt
       FROM cached_answers WHERE exact_key = ?`,
    ),
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
