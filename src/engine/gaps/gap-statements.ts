import type { GapQuestion, GapReason, GapState } from '@shared/gap-models'
import type { Statement } from 'better-sqlite3'
import type { WritableDb } from '../db/open-database'

export interface GapRow {
  readonly id: number
  readonly state: GapState
  readonly closedBy: 'person' | 'knowledge' | null
  readonly closedAt: number | null
  readonly note: string
  readonly answeredBy: string | null
  readonly question: string | null
  readonly questionCount: number
  /** JSON: a reason for each question. */
  readonly reasons: string
  readonly firstAskedAt: number | null
  readonly lastAskedAt: number | null
  readonly createdAt: number
}

export interface WaitingQuestion {
  readonly messageId: number
  readonly question: string
}

export interface LeaderRow {
  readonly gapId: number
  readonly vector: Buffer
}

export interface GapToCheck {
  readonly id: number
  readonly state: GapState
  readonly question: string
  /** JSON: hashes of the passages that a model found no answer in; else empty. */
  readonly given: string
  /** JSON of what answers it, if it is closed. */
  readonly answeredBy: string | null
}

const GAP = `SELECT g.id, g.state, g.closed_by AS closedBy, g.closed_at AS closedAt, g.note,
  g.answered_by AS answeredBy, g.created_at AS createdAt,
  (SELECT question FROM gap_questions WHERE gap_id = g.id ORDER BY asked_at DESC, message_id DESC LIMIT 1) AS question,
  (SELECT count(*) FROM gap_questions WHERE gap_id = g.id) AS questionCount,
  (SELECT json_group_array(reason) FROM gap_questions WHERE gap_id = g.id) AS reasons,
  (SELECT min(asked_at) FROM gap_questions WHERE gap_id = g.id) AS firstAskedAt,
  (SELECT max(asked_at) FROM gap_questions WHERE gap_id = g.id) AS lastAskedAt
  FROM gaps AS g`

const MATCHES = `(:state IS NULL OR g.state = :state)
  AND (:reasons = '[]' OR EXISTS (SELECT 1 FROM gap_questions WHERE gap_id = g.id
    AND reason IN (SELECT value FROM json_each(:reasons))))
  AND (:text = '' OR instr(folded(g.note), :text) > 0 OR EXISTS (SELECT 1 FROM gap_questions
    WHERE gap_id = g.id AND instr(folded(question), :text) > 0))`

/** Only what nothing was found for can be answered by new articles; what somebody found wrong needs a person. */
const IS_ABOUT_NOTHING = `EXISTS (SELECT 1 FROM gap_questions WHERE gap_id = g.id)
  AND NOT EXISTS (SELECT 1 FROM gap_questions WHERE gap_id = g.id AND reason <> 'nothing')`

/** Every statement of the two tables, prepared once. */
export interface GapStatements {
  readonly list: Statement<[object], GapRow>
  readonly count: Statement<[object], number>
  readonly countOpen: Statement<[], number>
  readonly get: Statement<[number], GapRow>
  /** Gap, limit. */
  readonly questions: Statement<[number, number], GapQuestion>
  readonly note: Statement<[string, number]>
  readonly setState: Statement<[object]>
  readonly waiting: Statement<[number], WaitingQuestion>
  /** The first question of each gap, which leads it; of one model. */
  readonly leaders: Statement<[number], LeaderRow>
  readonly sameWords: Statement<[string], number>
  readonly addGap: Statement<[number]>
  readonly place: Statement<[object]>
  /** Asked again after it was closed: it comes back, and what an article answers is looked at. */
  readonly reopen: Statement<[number]>
  /** Revision, limit. */
  readonly toCheck: Statement<[number, number], GapToCheck>
  readonly checked: Statement<[number, number]>
  /** What was found out about a gap, unless a person has said something of it meanwhile. */
  readonly judged: Statement<[object]>
}

export function prepareGapStatements(db: WritableDb): GapStatements {
  return {
    list: db.prepare<[object], GapRow>(
      `${GAP} WHERE ${MATCHES} ORDER BY questionCount DESC, lastAskedAt DESC, g.id DESC LIMIT :limit OFFSET :offset`,
    ),
    count: db.prepare<[object], number>(`SELECT count(*) FROM gaps AS g WHERE ${MATCHES}`).pluck(),
    countOpen: db.prepare<[], number>("SELECT count(*) FROM gaps WHERE state = 'open'").pluck(),
    get: db.prepare<[number], GapRow>(`${GAP} WHERE g.id = ?`),
    questions: db.prepare<[number, number], GapQuestion>(`
      SELECT q.message_id AS messageId, m.conversation_id AS conversationId, q.question, q.reason, q.comment,
        q.asked_at AS askedAt
      FROM gap_questions AS q JOIN messages AS m ON m.id = q.message_id
      WHERE q.gap_id = ? ORDER BY q.asked_at DESC, q.message_id DESC LIMIT ?`),
    note: db.prepare<[string, number]>('UPDATE gaps SET note = ? WHERE id = ?'),
    setState: db.prepare<[object]>(`
      UPDATE gaps SET state = :state, closed_by = :closedBy, closed_at = :closedAt, answered_by = :answeredBy,
        checked_revision = :revision
      WHERE id = :id`),
    waiting: db.prepare<[number], WaitingQuestion>(
      'SELECT message_id AS messageId, question FROM gap_questions WHERE gap_id IS NULL ORDER BY message_id LIMIT ?',
    ),
    leaders: db.prepare<[number], LeaderRow>(`
      SELECT gap_id AS gapId, vector FROM gap_questions WHERE message_id IN
        (SELECT min(message_id) FROM gap_questions WHERE gap_id IS NOT NULL AND model_id = ? GROUP BY gap_id)`),
    sameWords: db
      .prepare<[string], number>(
        'SELECT gap_id FROM gap_questions WHERE gap_id IS NOT NULL AND lower(question) = lower(?) LIMIT 1',
      )
      .pluck(),
    addGap: db.prepare<[number]>('INSERT INTO gaps (created_at) VALUES (?)'),
    place: db.prepare<[object]>(`
      UPDATE gap_questions SET gap_id = :gapId, model_id = :modelId, vector = :vector WHERE message_id = :messageId`),
    reopen: db.prepare<[number]>(`
      UPDATE gaps SET state = 'open', closed_by = NULL, closed_at = NULL, answered_by = NULL, checked_revision = NULL
      WHERE id = ? AND state = 'closed'`),

    toCheck: db.prepare<[number, number], GapToCheck>(`
      SELECT g.id, g.state,
        (SELECT question FROM gap_questions WHERE gap_id = g.id ORDER BY asked_at DESC, message_id DESC LIMIT 1)
          AS question,
        (SELECT json_group_array(passage.value ->> 'textHash') FROM messages AS m, json_each(m.passages) AS passage
          WHERE m.notice ->> 'code' = 'not_covered' AND m.id =
            (SELECT message_id FROM gap_questions WHERE gap_id = g.id ORDER BY asked_at DESC, message_id DESC LIMIT 1))
          AS given,
        g.answered_by AS answeredBy
      FROM gaps AS g
      WHERE (g.checked_revision IS NULL OR g.checked_revision <> ?) AND ${IS_ABOUT_NOTHING}
        AND (g.state = 'open' OR g.closed_by = 'knowledge')
      ORDER BY g.checked_revision, g.id LIMIT ?`),
    checked: db.prepare<[number, number]>('UPDATE gaps SET checked_revision = ? WHERE id = ?'),
    judged: db.prepare<[object]>(`
      UPDATE gaps SET state = CASE WHEN :answeredBy IS NULL THEN 'open' ELSE 'closed' END,
        closed_by = CASE WHEN :answeredBy IS NULL THEN NULL ELSE 'knowledge' END,
        closed_at = CASE WHEN :answeredBy IS NULL THEN NULL ELSE coalesce(closed_at, :now) END,
        answered_by = :answeredBy, checked_revision = :revision
      WHERE id = :id AND state = :state AND closed_by IS NOT 'person'`),
  }
}

export function countReasons(json: string): Partial<Record<GapReason, number>> {
  const counts: Partial<Record<GapReason, number>> = {}
  for (const reason of JSON.parse(json) as GapReason[]) counts[reason] = (counts[reason] ?? 0) + 1
  return counts
}
