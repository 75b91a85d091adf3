import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { toStorageError, withStorageErrors } from '../../../src/engine/db/storage-error'
import { tempFolder } from '../../helpers/temp-database'

test.each([
  ['SQLITE_FULL', 'storage_full'],
  ['SQLITE_IOERR_WRITE', 'storage_full'],
  ['SQLITE_READONLY', 'storage_read_only'],
  ['SQLITE_READONLY_DIRECTORY', 'storage_read_only'],
  ['SQLITE_CORRUPT_VTAB', 'database_damaged'],
])('%s becomes %s and keeps its cause', (code, expected) => {
  const cause = new Database.SqliteError('words of SQLite', code)
  expect(toStorageError(cause)).toMatchObject({ code: expected, cause })
})

test('anything else stays what it was', () => {
  for (const thrown of [new Database.SqliteError('x', 'SQLITE_CONSTRAINT'), new Error('other'), 'text', null])
    expect(toStorageError(thrown)).toBe(thrown)
})

test('work that succeeds gives its result', () => {
  expect(withStorageErrors(() => 7)).toBe(7)
})

test.skipIf(process.platform === 'win32')(
  'a limit on file size shows as the code we take for a full disk',
  () => {
    const file = join(tempFolder(), 'limited.db')
    const script = `
    process.on('SIGXFSZ', () => {})
    const db = new (require('better-sqlite3'))(${JSON.stringify(file)})
    db.exec('CREATE TABLE t (x BLOB)')
    try { for (let row = 0; row < 1000; row++) db.exec('INSERT INTO t VALUES (randomblob(10000))') }
    catch (error) { console.log(error.code) }`
    const shell = `trap '' XFSZ; ulimit -f 512; exec "$0" -e "$1"`
    const child = spawnSync('sh', ['-c', shell, process.execPath, script], {
      cwd: join(import.meta.dirname, '../../..'),
      encoding: 'utf8',
    })
    expect(['SQLITE_IOERR_WRITE', 'SQLITE_FULL']).toContain(child.stdout.trim())
  },
)
