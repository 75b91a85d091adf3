import type { Macro, MacroPassage, MacroSummary } from '@shared/macro-models'
import { macroKey } from '@shared/macro-rules'
import type { WritableDb } from '../db/open-database'

interface SummaryRow extends Omit<MacroSummary, 'isInternal'> {
  readonly isInternal: number
}

type MacroRow = Omit<Macro, 'passages' | 'passageCount' | 'changedCount' | 'isInternal'>

interface PassageRow extends Omit<MacroPassage, 'isInternal' | 'now'> {
  readonly isInternal: number
  readonly nowStart: number | null
  readonly nowText: string | null
}

/** A macro with all that is kept of it but its passages. */
export interface NewMacroRow {
  readonly name: string
  readonly shortcut: string
  readonly folder: string
  readonly body: string
}

/** The statements over both tables, prepared once. */
export interface MacroRows {
  list(): MacroSummary[]
  get(id: number): Macro | null
  count(): number
  findByShortcut(shortcut: string): { readonly id: number; readonly name: string } | null
  findByKey(key: string): { readonly id: number; readonly name: string } | null
  add(row: NewMacroRow, at: number): number
  update(id: number, row: NewMacroRow, at: number): void
  remove(ids: readonly number[]): number
  countUse(id: number, at: number): boolean
}

const SNIPPET_CHARS = 160
/** Of a body more than the snippet is cut from, so that a list of thousands stays small. */
const SNIPPET_SOURCE_CHARS = 500

export function createMacroRows(db: WritableDb): MacroRows {
  const statements = prepare(db)
  return {
    list: () =>
      statements.list.all(SNIPPET_SOURCE_CHARS).map((row) => ({
        ...row,
        snippet: row.snippet.replace(/\s+/g, ' ').trim().slice(0, SNIPPET_CHARS),
        isInternal: row.isInternal === 1,
      })),
    get(id) {
      const row = statements.get.get(id)
      if (!row) return null
      const passages = statements.passages.all(id).map(toPassage)
      return {
        ...row,
        passages,
        passageCount: passages.length,
        changedCount: passages.filter(({ state }) => state !== 'same').length,
        isInternal: passages.some(({ isInternal }) => isInternal),
      }
    },
    count: () => statements.count.get() ?? 0,
    findByShortcut: (shortcut) => (shortcut === '' ? null : (statements.byShortcut.get(shortcut) ?? null)),
    findByKey: (key) => statements.byKey.get(key) ?? null,
    add: (row, at) => Number(statements.add.run({ ...row, key: macroKey(row), at }).lastInsertRowid),
    update: (id, row, at) => void statements.update.run({ ...row, id, key: macroKey(row), at }),
    remove: (ids) => statements.remove.run(JSON.stringify(ids)).changes,
    countUse: (id, at) => statements.countUse.run({ id, at }).changes > 0,
  }
}

function toPassage({ nowStart, nowText, isInternal, ...row }: PassageRow): MacroPassage {
  const now =
    nowStart === null || nowText === null
      ? null
      : { start: nowStart, end: nowStart + nowText.length, text: nowText }
  return { ...row, isInternal: isInternal === 1, now }
}

function prepare(db: WritableDb) {
  return {
    list: db.prepare<[number], SummaryRow>(`
      SELECT macros.id, macros.name, shortcut, folder, substr(body, 1, ?) AS snippet, use_count AS useCount,
        last_used_at AS lastUsedAt, updated_at AS updatedAt, count(macro_passages.id) AS passageCount,
        count(CASE WHEN state <> 'same' THEN 1 END) AS changedCount, coalesce(max(is_internal), 0) AS isInternal
      FROM macros LEFT JOIN macro_passages ON macro_id = macros.id
      GROUP BY macros.id ORDER BY key`),
    get: db.prepare<[number], MacroRow>(`
      SELECT id, name, shortcut, folder, body, use_count AS useCount, last_used_at AS lastUsedAt,
        created_at AS createdAt, updated_at AS updatedAt
      FROM macros WHERE id = ?`),
    passages: db.prepare<[number], PassageRow>(`
      SELECT id, document_id AS documentId, title, heading, page, start, text, is_internal AS isInternal, state,
        now_start AS nowStart, now_text AS nowText
      FROM macro_passages WHERE macro_id = ? ORDER BY id`),
    count: db.prepare<[], number>('SELECT count(*) FROM macros').pluck(),
    byShortcut: db.prepare<[string], { id: number; name: string }>(
      'SELECT id, name FROM macros WHERE shortcut = ?',
    ),
    byKey: db.prepare<[string], { id: number; name: string }>('SELECT id, name FROM macros WHERE key = ?'),
    add: db.prepare<[object]>(`
      INSERT INTO macros (name, shortcut, folder, key, body, created_at, updated_at)
      VALUES (:name, :shortcut, :folder, :key, :body, :at, :at)`),
    update: db.prepare<[object]>(`
      UPDATE macros SET name = :name, shortcut = :shortcut, folder = :folder, key = :key, body = :body,
        updated_at = :at
      WHERE id = :id`),
    remove: db.prepare<[string]>('DELETE FROM macros WHERE id IN (SELECT value FROM json_each(?))'),
    countUse: db.prepare<[object]>(
      'UPDATE macros SET use_count = use_count + 1, last_used_at = :at WHERE id = :id',
    ),
  }
}
