import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openData } from '../../../src/engine/db/open-data'
import { createKnowledge } from '../../../src/engine/knowledge/create-knowledge'
import { createKeywordReader } from '../../../src/engine/knowledge/keyword-reader'
import { SILENT_LOG } from '../../../src/shared/log'
import { sampleDocument } from '../../helpers/sample-document'
import { keywordThread } from '../../helpers/start-helper'
import { tempFolder } from '../../helpers/temp-database'

async function open({ threadFile = keywordThread(), isReady = true } = {}) {
  const { db, file } = openData(tempFolder(), SILENT_LOG, Date.now)
  const warn = vi.fn()
  const reader = createKeywordReader({ threadFile, file, log: { ...SILENT_LOG, warn } })
  const knowledge = createKnowledge({ db, log: SILENT_LOG, keywordReader: reader })
  onTestFinished(async () => {
    await reader.close()
    db.close()
  })
  knowledge.put(
    sampleDocument({
      path: 'many.txt',
      title: 'Many',
      texts: Array.from({ length: 400 }, (_, at) => `Plant number${at} wants ${'water '.repeat(at % 7)}.`),
    }),
  )
  // the first search only starts it
  const isUp = async () => expect(await reader.search({ expression: '"plant"', limit: 1 })).not.toBeNull()
  if (isReady) await vi.waitFor(isUp, { timeout: 20_000 })
  return { reader, knowledge, warn }
}

test('the thread finds what this thread finds, in its order, and what was written a moment ago', async () => {
  const { reader, knowledge, warn } = await open()
  const request = { expression: '"plant" OR "water"', limit: 50 }
  const here = knowledge.keywordSearch(request.expression, request.limit)
  expect(here).toHaveLength(50)
  expect(await reader.search(request)).toEqual(here)
  expect(await knowledge.keywordSearchApart(request.expression, request.limit)).toEqual(here)
  knowledge.put(sampleDocument({ path: 'new.txt', title: 'New', texts: ['A calathea arrived.'] }))
  expect(await reader.search({ expression: '"calathea"', limit: 5 })).toHaveLength(1)
  expect(warn).not.toHaveBeenCalled()
})

test('many searches at once each get their own answer', async () => {
  const { reader } = await open()
  const found = await Promise.all(
    Array.from({ length: 100 }, (_, at) => reader.search({ expression: `"number${at}"`, limit: 5 })),
  )
  expect(new Set(found.map((hits) => hits?.[0]?.chunkId)).size).toBe(100)
})

test('an expression that cannot be read fails where it was asked, and the thread goes on', async () => {
  const { reader, knowledge } = await open()
  expect(await reader.search({ expression: '"open', limit: 5 })).toBeNull()
  await expect(knowledge.keywordSearchApart('"open', 5)).rejects.toThrow()
  expect(await reader.search({ expression: '"plant"', limit: 5 })).toHaveLength(5)
})

test('without a thread, or after its end, the search goes on on this one', async () => {
  const missing = await open({ threadFile: join(tempFolder(), 'missing.js'), isReady: false })
  expect(await missing.knowledge.keywordSearchApart('"plant"', 5)).toHaveLength(5)
  await vi.waitFor(() => expect(missing.warn).toHaveBeenCalledOnce())
  expect(await missing.knowledge.keywordSearchApart('"plant"', 5)).toHaveLength(5)

  const threadFile = join(tempFolder(), 'dies.mjs')
  writeFileSync(
    threadFile,
    `import { parentPort } from 'node:worker_threads'
    let left = 1
    parentPort.on('message', ({ id }) => (left-- > 0 ? parentPort.postMessage({ id, hits: [] }) : process.exit(1)))
    parentPort.postMessage('ready')`,
  )
  const dying = await open({ threadFile })
  const both = [1, 2].map(() => dying.knowledge.keywordSearchApart('"plant"', 5))
  for (const hits of await Promise.all(both)) expect(hits).toHaveLength(5)
  await vi.waitFor(() => expect(dying.warn).toHaveBeenCalledOnce())
  expect(await dying.knowledge.keywordSearchApart('"plant"', 5)).toHaveLength(5)
})

test('a search that waits when the thread is closed is answered by this one', async () => {
  const { reader, knowledge } = await open()
  const waiting = knowledge.keywordSearchApart('"plant"', 5)
  await reader.close()
  expect(await waiting).toHaveLength(5)
})
