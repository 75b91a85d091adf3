import { closeSync, openSync, statSync, writeSync } from 'node:fs'
import { SILENT_LOG } from '@shared/log'
import { expect, test } from 'vitest'
import { createChecker } from '../../../src/engine/check/create-checker'
import { createKnowledge } from '../../../src/engine/knowledge/create-knowledge'
import type { HelperProcess } from '../../../src/engine/processes/helper-process'
import { sampleDocument } from '../../helpers/sample-document'
import { startTestHelper } from '../../helpers/start-helper'
import { tempDatabase } from '../../helpers/temp-database'

const NEVER = new AbortController().signal
const TEXTS = Array.from({ length: 40 }, (_, number) =>
  `Water fern number ${number} twice, and cut it in March. `.repeat(40),
)

function open() {
  const db = tempDatabase()
  const knowledge = createKnowledge({ db, log: SILENT_LOG })
  for (const path of ['a.md', 'b.md', 'c.md']) knowledge.put(sampleDocument({ path, texts: TEXTS }))
  const started: HelperProcess[] = []
  const checker = createChecker({
    startHelper: (name) => {
      const helper = startTestHelper(name)
      started.push(helper)
      return helper
    },
    file: db.name,
    log: SILENT_LOG,
  })
  return { db, knowledge, checker, started }
}

const exitOf = (helper: HelperProcess | undefined) => new Promise((resolve) => helper?.onExit(resolve))

test('a whole file is found whole while others write to it, and the process is gone afterwards', async () => {
  const { knowledge, checker, started } = open()
  const checking = checker.check(NEVER)
  knowledge.put(sampleDocument({ path: 'd.md', texts: TEXTS }))
  expect(await checking).toEqual([
    { name: 'database', ok: true, detail: 'ok' },
    { name: 'keyword index', ok: true, detail: 'ok' },
  ])
  await exitOf(started[0])
})

test('words that are other than those of the index are found, and as many of them as well', async () => {
  const { db, knowledge, checker } = open()
  const detailOf = async () => (await checker.check(NEVER)).map(({ ok, detail }) => (ok ? 'ok' : detail))
  db.exec("UPDATE chunks SET text = replace(text, 'cut', 'cup') WHERE id = 7")
  expect(await detailOf()).toEqual(['ok', 'the words of the index are not those of the texts'])
  knowledge.rebuildIndexes()
  expect(await detailOf()).toEqual(['ok', 'ok'])
  db.exec("UPDATE chunks SET text = 'Water.' WHERE id = 7")
  expect((await detailOf())[1]).toMatch(/^[\d]+ words in the index, [\d]+ in the texts$/)
})

test('pages that were overwritten are found', async () => {
  const { db, checker } = open()
  db.pragma('wal_checkpoint(TRUNCATE)')
  const file = openSync(db.name, 'r+')
  for (let at = 40 * 4096; at < statSync(db.name).size; at += 5 * 4096)
    writeSync(file, Buffer.alloc(4096, 'x'), 0, 4096, at)
  closeSync(file)
  const [database] = await checker.check(NEVER)
  expect(database).toMatchObject({ name: 'database', ok: false })
})

test('who stops it waits no longer, and the process ends with it', async () => {
  const { checker, started } = open()
  const controller = new AbortController()
  const checking = checker.check(controller.signal)
  controller.abort()
  await expect(checking).rejects.toMatchObject({ code: 'cancelled' })
  await exitOf(started[0])
})

test('a process that dies is told as a check that failed', async () => {
  const { checker, started } = open()
  const checking = checker.check(NEVER)
  process.kill(started[0]?.pid as number, 'SIGKILL')
  expect(await checking).toEqual([
    { name: 'database', ok: false, detail: expect.stringContaining('could not be examined') },
  ])
})
