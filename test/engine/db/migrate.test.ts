import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { type Migration, migrate } from '../../../src/engine/db/migrate'
import { MIGRATIONS } from '../../../src/engine/db/migrations'
import { APPLICATION_ID, connect } from '../../../src/engine/db/open-database'
import { SILENT_LOG } from '../../../src/shared/log'
import { tempFolder } from '../../helpers/temp-database'

const step = (version: number, sql: string): Migration => ({
  version,
  name: `step-${version}`,
  up: (db) => void db.exec(sql),
})
const ONE = step(10, 'CREATE TABLE one (x INTEGER) STRICT')
const TWO = step(20, 'CREATE TABLE two (x INTEGER) STRICT')

function open() {
  const file = join(tempFolder(), 'data.db')
  return { file, db: connect(file) }
}

test('the shipped migrations grow, and lead a new file to the newest version under our id', () => {
  const { db } = open()
  migrate(db, MIGRATIONS, SILENT_LOG)
  expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.at(-1)?.version)
  expect(db.pragma('application_id', { simple: true })).toBe(APPLICATION_ID)
  db.close()
})

test('each step runs once', () => {
  const { db } = open()
  migrate(db, [ONE], SILENT_LOG)
  migrate(db, [ONE, TWO], SILENT_LOG)
  migrate(db, [ONE, TWO], SILENT_LOG)
  expect(db.pragma('user_version', { simple: true })).toBe(20)
  db.close()
})

test('steps out of order are a mistake of ours and nothing is run', () => {
  const { db } = open()
  expect(() => migrate(db, [TWO, ONE], SILENT_LOG)).toThrow(/does not come after/)
  expect(() => migrate(db, [ONE, { ...TWO, version: 10 }], SILENT_LOG)).toThrow(/does not come after/)
  expect(db.pragma('user_version', { simple: true })).toBe(0)
  db.close()
})

test('a database of a newer VerdeMuse is refused and not one byte changes', () => {
  const { db, file } = open()
  migrate(db, [ONE, TWO], SILENT_LOG)
  db.pragma('wal_checkpoint(TRUNCATE)')
  const before = readFileSync(file)
  expect(() => migrate(db, [ONE], SILENT_LOG)).toThrow(expect.objectContaining({ code: 'database_newer' }))
  expect(readFileSync(file).equals(before)).toBe(true)
  db.close()
})

test("another program's database is refused, whether it has a version or only tables", () => {
  for (const sql of ['CREATE TABLE theirs (x)', 'PRAGMA user_version = 3']) {
    const { db } = open()
    db.exec(sql)
    expect(() => migrate(db, [ONE], SILENT_LOG)).toThrow(
      expect.objectContaining({ code: 'database_damaged' }),
    )
    expect(db.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'one'").pluck().get()).toBe(0)
    db.close()
  }
})

test('a step that fails leaves the schema and the version before it', () => {
  const { db } = open()
  const broken = step(20, 'CREATE TABLE half (x INTEGER) STRICT; CREATE TABLE one (x INTEGER)')
  expect(() => migrate(db, [ONE, broken], SILENT_LOG)).toThrow(/already exists/)
  expect(db.pragma('user_version', { simple: true })).toBe(10)
  expect(db.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'half'").pluck().get()).toBe(0)
  db.close()
})

test('a process killed in the middle of a step leaves the old schema, and the next start goes on from there', () => {
  const { db, file } = open()
  migrate(db, [ONE], SILENT_LOG)
  db.close()
  // a second process does what migrate does for step 20 and is killed before its commit
  const script = `
    const db = new (require('better-sqlite3'))(${JSON.stringify(file)})
    db.pragma('synchronous = FULL')
    db.exec('BEGIN IMMEDIATE; CREATE TABLE two (x INTEGER) STRICT; PRAGMA user_version = 20')
    for (let row = 0; row < 50000; row++) db.exec('INSERT INTO two VALUES (' + row + ')')
    process.kill(process.pid, 'SIGKILL')`
  const child = spawnSync(process.execPath, ['-e', script], { cwd: join(import.meta.dirname, '../../..') })
  expect(child.signal).toBe('SIGKILL')
  const again = connect(file)
  expect(again.pragma('user_version', { simple: true })).toBe(10)
  expect(again.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'two'").pluck().get()).toBe(0)
  migrate(again, [ONE, TWO], SILENT_LOG)
  expect(again.pragma('user_version', { simple: true })).toBe(20)
  again.close()
})

test('every table of our own is STRICT', () => {
  const { db, file } = open()
  migrate(db, MIGRATIONS, SILENT_LOG)
  db.close()
  const plain = new Database(file, { readonly: true })
  const tables = plain.prepare('PRAGMA table_list').all() as { name: string; type: string; strict: number }[]
  const loose = tables.filter(
    (table) => table.type === 'table' && table.strict === 0 && !table.name.startsWith('sqlite_'),
  )
  expect(loose).toEqual([])
  expect(tables.filter((table) => table.strict === 1).length).toBeGreaterThan(10)
  plain.close()
})
