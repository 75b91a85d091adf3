import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createCheckpoints, NO_CHECKPOINTS } from '../../../src/engine/db/checkpoints'
import { connectReader } from '../../../src/engine/db/open-database'
import { writeSoon } from '../../../src/engine/db/write-soon'
import { SILENT_LOG } from '../../../src/shared/log'
import { checkpointThread } from '../../helpers/start-helper'
import { tempDatabase, tempFolder } from '../../helpers/temp-database'

const LIMITS = { copiedFrom: 20, waitedFrom: 60, usual: 30 }

/** A real database and its log; work is rows of one page each. */
function room(threadFile = checkpointThread()) {
  const db = tempDatabase()
  const warn = vi.fn()
  const checkpoints = createCheckpoints({
    db,
    file: db.name,
    threadFile,
    limits: LIMITS,
    log: { ...SILENT_LOG, warn },
  })
  onTestFinished(checkpoints.close)
  db.exec('CREATE TABLE work (text TEXT)')
  db.pragma('wal_checkpoint(TRUNCATE)')
  const insert = db.prepare('INSERT INTO work VALUES (?)')
  return {
    db,
    warn,
    checkpoints,
    write: () => writeSoon(db, () => insert.run('x'.repeat(3_500))),
    logPages: () => (db.pragma('wal_checkpoint(NOOP)') as { log: number }[])[0]?.log ?? 0,
    sqliteLooksAt: () => db.pragma('wal_autocheckpoint', { simple: true }),
  }
}

/** A thread that answers as the test wants. */
function thread(code: string): string {
  const file = join(tempFolder(), 'thread.mjs')
  writeFileSync(file, `import { parentPort } from 'node:worker_threads'\n${code}`)
  return file
}

test('through long work the log is copied beside it and begins anew, and SQLite keeps away', async () => {
  const { db, warn, checkpoints, write, logPages, sqliteLooksAt } = room()
  const work = checkpoints.begin()
  expect(sqliteLooksAt()).toBeGreaterThan(LIMITS.waitedFrom)
  let longest = 0
  for (let at = 0; at < 600; at++) {
    write()
    await work.turn()
    longest = Math.max(longest, logPages())
  }
  // a step of one page writes two or three
  expect(longest).toBeLessThan(LIMITS.waitedFrom + 10)
  work.end()
  await vi.waitFor(() => expect(sqliteLooksAt()).toBe(LIMITS.usual))
  expect(db.prepare('SELECT count(*) FROM work').pluck().get()).toBe(600)
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
  expect(warn).not.toHaveBeenCalled()
})

test('without it the log would have grown: the limit is of use', async () => {
  const { write, checkpoints, logPages } = room()
  checkpoints.begin()
  for (let at = 0; at < 50; at++) write()
  expect(logPages()).toBeGreaterThan(LIMITS.waitedFrom + 10)
})

test('two works at once: SQLite comes back with the end of the second, and an end counts once', async () => {
  const { checkpoints, sqliteLooksAt } = room()
  const [first, second] = [checkpoints.begin(), checkpoints.begin()]
  first.end()
  first.end()
  await Promise.resolve()
  expect(sqliteLooksAt()).toBeGreaterThan(LIMITS.waitedFrom)
  second.end()
  await vi.waitFor(() => expect(sqliteLooksAt()).toBe(LIMITS.usual))
})

test('someone who still reads an old state keeps the log from beginning anew, and nobody waits for that', async () => {
  const { db, checkpoints, write, logPages } = room()
  const reader = connectReader(db.name)
  onTestFinished(() => void reader.close())
  write()
  const rows = reader.prepare('SELECT text FROM work').iterate()
  rows.next()
  const work = checkpoints.begin()
  for (let at = 0; at < 200; at++) {
    write()
    await work.turn()
  }
  expect(logPages()).toBeGreaterThan(2 * LIMITS.waitedFrom)
  rows.return?.()
  for (let at = 0; at < 200; at++) {
    write()
    await work.turn()
  }
  expect(logPages()).toBeLessThan(2 * LIMITS.waitedFrom)
})

test.each([
  { what: 'a thread that is not there', threadFile: () => join(tempFolder(), 'missing.js') },
  { what: 'a thread that ends', threadFile: () => thread("parentPort.on('message', () => process.exit(1))") },
  {
    what: 'a log that cannot be copied',
    threadFile: () => thread("parentPort.on('message', () => parentPort.postMessage({ isDone: false }))"),
  },
])('$what: SQLite copies by itself again, said once', async ({ threadFile }) => {
  const { warn, checkpoints, write, logPages, sqliteLooksAt } = room(threadFile())
  const work = checkpoints.begin()
  for (let at = 0; at < 60; at++) {
    write()
    await work.turn()
  }
  await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce())
  expect(sqliteLooksAt()).toBe(LIMITS.usual)
  for (let at = 0; at < 200; at++) {
    write()
    await work.turn()
  }
  expect(logPages()).toBeLessThan(LIMITS.usual + 10)
  work.end()
  expect(warn).toHaveBeenCalledOnce()
})

test('work that waits for a copy goes on when the thread is closed', async () => {
  const { checkpoints, write } = room(thread("parentPort.on('message', () => {})"))
  const work = checkpoints.begin()
  for (let at = 0; at < 60; at++) write()
  const turn = work.turn()
  await checkpoints.close()
  await turn
  work.end()
})

test('an engine without threads leaves everything to SQLite', async () => {
  const work = NO_CHECKPOINTS.begin()
  await work.turn()
  work.end()
  await NO_CHECKPOINTS.close()
})
