import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
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

test.skipIf(process.platform === 'win32')(
  'where not even the shared memory of a WAL can be written, everything can still be read',
  () => {
    const file = join(tempFolder(), 'data.db')
    const db = connect(file)
    db.exec("CREATE TABLE t (x TEXT) STRICT; INSERT INTO t VALUES ('still here')")
    db.close()
    const root = join(import.meta.dirname, '../../..')
    const source = pathToFileURL(join(root, 'src')).href
    const script = `
      import { registerHooks } from 'node:module'
      registerHooks({
        resolve: (name, context, next) =>
          next(name.startsWith('@shared/') ? name.replace('@shared', '${source}/shared') + '.ts' : name, context),
      })
      const { connect } = await import('${source}/engine/db/open-database.ts')
      const db = connect(${JSON.stringify(file)})
      console.log(db.prepare('SELECT x FROM t').pluck().get())
      try { db.exec("INSERT INTO t VALUES (hex(randomblob(20000)))") } catch (error) { console.log(error.code) }`
    // 16 blocks of 512 bytes, where the shared memory needs 32 kB
    const shell = `trap '' XFSZ; ulimit -f 16; exec "$0" --input-type=module -e "$1"`
    const child = spawnSync('sh', ['-c', shell, process.execPath, script], { cwd: root, encoding: 'utf8' })
    expect(child.stdout.split('\n')).toEqual(['still here', 'SQLITE_IOERR_WRITE', ''])
  },
)
