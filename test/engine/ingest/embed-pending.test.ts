import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startEmbedPending } from '../../../src/engine/ingest/embed-pending'
import { createKnowledge } from '../../../src/engine/knowledge/create-knowledge'
import { SILENT_LOG } from '../../../src/shared/log'
import { createFakeEmbedder, FAKE_MODEL } from '../../helpers/fake-embedder'
import { sampleDocument } from '../../helpers/sample-document'
import { tempDatabase } from '../../helpers/temp-database'

function start(isReading: () => boolean) {
  const knowledge = createKnowledge({ db: tempDatabase(), log: SILENT_LOG })
  const model = knowledge.registerModel(FAKE_MODEL)
  knowledge.useModel(model)
  const embedder = createFakeEmbedder(model)
  const embedding = startEmbedPending({ knowledge, embedder, log: SILENT_LOG, isReading })
  onTestFinished(() => embedding.close())
  return { knowledge, embedder, embedding }
}

test('embedding waits while files are read, and begins when they are', async () => {
  let isReading = true
  const { knowledge, embedder } = start(() => isReading)
  knowledge.put(sampleDocument({ path: 'a.txt', texts: ['Mint wants shade.'] }))
  await wait(250)
  expect(embedder.calls).toEqual([])
  isReading = false
  await vi.waitFor(() => expect(knowledge.counts().embedded).toBe(1))
})

test('closing does not wait for the reading to end', async () => {
  const { knowledge, embedding, embedder } = start(() => true)
  knowledge.put(sampleDocument({ path: 'a.txt', texts: ['Mint wants shade.'] }))
  await embedding.close()
  expect(embedder.calls).toEqual([])
})

test('a text that was embedded for another passage meanwhile needs no model', async () => {
  const { knowledge, embedder } = start(() => false)
  // more copies than one batch holds
  for (let copy = 0; copy < 40; copy++)
    knowledge.put(sampleDocument({ path: `${copy}.txt`, title: 'Mint', texts: ['Mint wants shade.'] }))
  await vi.waitFor(() => expect(knowledge.counts().embedded).toBe(40))
  expect(embedder.calls).toHaveLength(1)
})
