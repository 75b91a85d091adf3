import type { ProfileFields } from '@shared/model-models'
import type { WritableDb } from '../db/open-database'

/** A profile as the table has it. Of the active one the settings know four fields better; see profiles. */
export interface StoredProfile extends ProfileFields {
  readonly id: number
  readonly isActive: boolean
  /** What its key was given for; null without one. */
  readonly keyOrigin: string | null
}

interface ProfileRow extends Omit<StoredProfile, 'isActive' | 'needsKey'> {
  readonly isActive: number
  readonly needsKey: number
}

export interface ProfileRows {
  all(): StoredProfile[]
  add(fields: ProfileFields): number
  put(id: number, fields: ProfileFields): void
  remove(id: number): void
  activate(id: number): void
  setKeyOrigin(id: number, origin: string | null): void
}

export function createProfileRows(db: WritableDb): ProfileRows {
  const statements = prepare(db)
  return {
    all: () =>
      statements.all
        .all()
        .map((row) => ({ ...row, isActive: row.isActive === 1, needsKey: row.needsKey === 1 })),
    add: (fields) => Number(statements.add.run(toColumns(fields)).lastInsertRowid),
    put: (id, fields) => void statements.put.run({ id, ...toColumns(fields) }),
    remove: (id) => void statements.remove.run(id),
    activate(id) {
      statements.rest.run()
      statements.activate.run(id)
    },
    setKeyOrigin: (id, origin) => void statements.setKeyOrigin.run(origin, id),
  }
}

function toColumns(fields: ProfileFields) {
  return { ...fields, needsKey: fields.needsKey ? 1 : 0 }
}

function prepare(db: WritableDb) {
  return {
    all: db.prepare<[], ProfileRow>(
      `SELECT id, name, is_active AS isActive, server_url AS serverUrl, model_name AS modelName, creativity,
         max_answer_tokens AS maxAnswerTokens, prompt_price AS promptPrice, answer_price AS answerPrice,
         needs_key AS needsKey, key_origin AS keyOrigin
       FROM model_profiles ORDER BY id`,
    ),
    add: db.prepare(
      `INSERT INTO model_profiles (name, server_url, model_name, creativity, max_answer_tokens, prompt_price,
         answer_price, needs_key)
       VALUES (@name, @serverUrl, @modelName, @creativity, @maxAnswerTokens, @promptPrice, @answerPrice, @needsKey)`,
    ),
    put: db.prepare(
      `UPDATE model_profiles SET name = @name, server_url = @serverUrl, model_name = @modelName,
         creativity = @creativity, max_answer_tokens = @maxAnswerTokens, prompt_price = @promptPrice,
         answer_price = @answerPrice, needs_key = @needsKey
       WHERE id = @id`,
    ),
    remove: db.prepare('DELETE FROM model_profiles WHERE id = ?'),
    rest: db.prepare('UPDATE model_profiles SET is_active = 0 WHERE is_active = 1'),
    activate: db.prepare('UPDATE model_profiles SET is_active = 1 WHERE id = ?'),
    setKeyOrigin: db.prepare('UPDATE model_profiles SET key_origin = ? WHERE id = ?'),
  }
}
