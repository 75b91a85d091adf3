import { join } from 'node:path'
import { expect, test } from 'vitest'
import { connect, connectReader, sqliteVersion } from '../../../src/engine/db/open-database'
import { tempFolder } from '../../helpers/temp-database'

test('a writing connection keeps every promise: WAL, each commit on disk, foreign keys, vectors', () => {
  const db = connect(join(tempFolder(), 'data.db'))
  const pragma = (name: string) => db.pragma(name, { simple: true })
  expect(pragma('journal_mode')).toBe('wal')
  expect(pragma('synchronous')).toBe(2)
  expect(pragma('foreign_keys')).toBe(1)
  expect(pragma('busy_timeout')).toBe(5000)
  expect(db.prepare('SELECT vec_version()').pluck().get()).toMatch(/^v0\.1\./)
  db.close()
})

test('foreign keys are enforced, not only declared', () => {
  const db = connect(join(tempFolder(), 'data.db'))
  db.exec(
    'CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE child (parent REFERENCES parent (id)) ',
  )
  expect(() => db.exec('INSERT INTO child VALUES (7)')).toThrow(/FOREIGN KEY/)
  db.close()
})

test('SQLite is new enough to reset a WAL safely: 3.51.3 or later', () => {
  const db = connect(join(tempFolder(), 'data.db'))
  const [major = 0, minor = 0, patch = 0] = sqliteVersion(db).split('.').map(Number)
  expect(major * 1e6 + minor * 1e3 + patch).toBeGreaterThanOrEqual(3_051_003)
  db.close()
})

test('a reading connection sees what was written and cannot write', () => {
  const file = join(tempFolder(), 'data.db')
  const db = connect(file)
  db.exec('CREATE TABLE t (x INTEGER) STRICT; INSERT INTO t VALUES (1)')
  const reader = connectReader(file)
  expect(reader.prepare('SELECT x FROM t').pluck().get()).toBe(1)
  expect(() => reader.exec('INSERT INTO t VALUES (2)')).toThrow(/readonly|read-only|query_only/)
  reader.close()
  db.close()
})
