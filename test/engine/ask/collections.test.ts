import { expect, test } from 'vitest'
import { fillKnowledge, startAsk } from './ask-fixture'

const QUESTION = 'How often do I water a monstera?'

async function start() {
  const fixture = await startAsk()
  await fillKnowledge(fixture.knowledge)
  fixture.db.exec(`INSERT INTO collections (name, created_at) VALUES ('Second', 0)`)
  fixture.db.exec(`UPDATE documents SET collection_id = 2 WHERE path = 'drying.md'`)
  return fixture
}

test('an answer rests on the chosen collections only', async () => {
  const { answer, server } = await start()
  const { passages } = await answer(QUESTION, { collectionIds: [2] })
  expect(passages.map(({ path }) => path)).toEqual(['drying.md'])
  expect(JSON.stringify(server.chats)).not.toContain('every 7 to 10 days')
  // the twin: with nothing chosen it rests on all
  const { passages: all } = await answer(QUESTION)
  expect(all.map(({ path }) => path)).toContain('monstera.md')
})

test('a stored answer is given again for the same choice only', async () => {
  const { answer } = await start()
  expect((await answer(QUESTION, { collectionIds: [1, 2] })).cachedAt).toBeNull()
  expect((await answer(QUESTION, { collectionIds: [2, 1, 1] })).cachedAt).not.toBeNull()
  expect((await answer(QUESTION, { collectionIds: [2] })).cachedAt).toBeNull()
  expect((await answer(QUESTION)).cachedAt).toBeNull()
  expect((await answer(QUESTION, { collectionIds: [2] })).cachedAt).not.toBeNull()
})

test('a collection that is gone gives nothing, and says so instead of answering from elsewhere', async () => {
  const { answer } = await start()
  expect(await answer(QUESTION, { collectionIds: [99] })).toMatchObject({ passages: [] })
})
