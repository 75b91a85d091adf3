import { expect, test } from 'vitest'
import type { Knowledge } from '../../../src/engine/knowledge/knowledge'
import { sampleDocument } from '../../helpers/sample-document'
import { type AskFixture, embedAll, type FixtureOptions, startAsk } from './ask-fixture'

const QUESTION = 'How often should I water a monstera?'
const PARAPHRASE = 'A monstera, how often should I water it?'
const DAY_MS = 24 * 60 * 60 * 1000

async function startFilled(options: FixtureOptions = {}): Promise<AskFixture> {
  const fixture = await startAsk({ script: { answer: 'Every 7 days [1].' }, ...options })
  await fill(fixture.knowledge)
  return fixture
}

async function fill(knowledge: Knowledge): Promise<void> {
  const documents = [
    [
      'monstera.md',
      'Watering a monstera',
      'Water a monstera every 7 to 10 days. How often depends on the season.',
    ],
    ['fern.md', 'Ferns', 'Ferns like half shade and never the midday sun.'],
  ] as const
  for (const [path, title, text] of documents) knowledge.put(sampleDocument({ path, title, texts: [text] }))
  await embedAll(knowledge)
}

test('a question that means the same is answered from the store, with the question it was asked as before', async () => {
  const { answer, server, clock, metrics } = await startFilled()
  const first = await answer(QUESTION)
  const writtenAt = clock.now
  clock.now += 60_000
  const second = await answer(PARAPHRASE)
  expect(second).toMatchObject({
    text: first.text,
    cachedAt: writtenAt,
    cachedQuestion: QUESTION,
    origin: 'model',
    state: 'complete',
  })
  expect(second.passages).toEqual(first.passages)
  expect(server.chats).toHaveLength(1)
  expect(metrics.total('answer_cache.meaning')).toBe(1)
})

test('the very same question is no other question', async () => {
  const { answer, metrics } = await startFilled()
  await answer(QUESTION)
  expect(await answer(`${QUESTION} `)).toMatchObject({ cachedQuestion: null })
  expect(metrics.total('answer_cache.meaning')).toBe(0)
})

test.each([
  ['a negation', 'How often should I not water a monstera?'],
  ['another intent', 'When should I water a monstera?'],
  ['another name', 'How often should I water a calathea?'],
  ['a number', 'How often should I water 12 monstera?'],
  ['a season', 'How often should I water a monstera in winter?'],
])('%s makes another question of it', async (_, other) => {
  const { answer, server } = await startFilled()
  await answer(QUESTION)
  expect((await answer(other)).cachedAt).toBeNull()
  expect(server.chats).toHaveLength(2)
})

test.each([
  ['creativity', { creativity: 90 }],
  ['the model', { modelName: 'mistral-large-latest' }],
  ['the number of passages', { passageCount: 2 }],
] as const)('another setting of %s is another answer', async (_, patch) => {
  const { answer, settings } = await startFilled()
  await answer(QUESTION)
  settings.update(patch)
  expect((await answer(PARAPHRASE)).cachedAt).toBeNull()
})

test('a choice of collections is another answer', async () => {
  const { answer } = await startFilled()
  await answer(QUESTION)
  expect((await answer(PARAPHRASE, { collectionIds: [1] })).cachedAt).toBeNull()
})

test('switched off, answers are given to the very same question only', async () => {
  const { answer, settings } = await startFilled()
  settings.update({ useSimilarAnswers: false })
  await answer(QUESTION)
  expect((await answer(PARAPHRASE)).cachedAt).toBeNull()
  expect((await answer(QUESTION)).cachedAt).not.toBeNull()
})

test('a question that leans on an earlier turn neither takes nor leaves an answer by meaning', async () => {
  const { answer, server } = await startFilled()
  const { conversationId } = await answer('What light do ferns like?')
  await answer(QUESTION, { conversationId })
  expect((await answer(PARAPHRASE)).cachedAt).toBeNull()
  const other = await answer('What shade do ferns like?')
  expect((await answer(PARAPHRASE, { conversationId: other.conversationId })).cachedAt).toBeNull()
  expect(server.chats).toHaveLength(5)
})

test('asking anew skips it', async () => {
  const { answer, server } = await startFilled()
  await answer(QUESTION)
  expect((await answer(PARAPHRASE, { askAnew: true })).cachedAt).toBeNull()
  expect(server.chats).toHaveLength(2)
})

test('past its age an answer is not given', async () => {
  const { answer, clock, settings } = await startFilled()
  await answer(QUESTION)
  clock.now += settings.get().answerCacheMaxAgeDays * DAY_MS + 1
  expect((await answer(PARAPHRASE)).cachedAt).toBeNull()
})

test('a passage that is gone takes its answers along, though its document stays the same file', async () => {
  const { answer, ask, db } = await startFilled()
  const { passages } = await answer(QUESTION)
  expect(ask.cachedCount()).toBe(1)
  db.prepare('DELETE FROM chunks WHERE id = ?').run(passages.at(-1)?.chunkId)
  expect(ask.cachedCount()).toBe(0)
  expect(db.prepare('SELECT count(*) FROM cached_questions').pluck().get()).toBe(0)
})

test('a passage it does not rest on may go', async () => {
  const { answer, ask, db, knowledge, settings } = await startFilled()
  settings.update({ passageCount: 1 })
  await answer(QUESTION)
  knowledge.put(
    sampleDocument({ path: 'gift.md', title: 'Gift cards', texts: ['Gift cards come by e-mail.'] }),
  )
  db.prepare("DELETE FROM chunks WHERE text LIKE 'Gift cards%'").run()
  expect(ask.cachedCount()).toBe(1)
})

test('where the cited passage is not found again, the answer is made anew', async () => {
  const { answer, knowledge, settings, server } = await startFilled()
  settings.update({ passageCount: 1 })
  await answer(QUESTION)
  knowledge.put(
    sampleDocument({
      path: 'new.md',
      title: PARAPHRASE,
      texts: [`${PARAPHRASE} Water it how often? Monstera.`],
    }),
  )
  await embedAll(knowledge)
  expect((await answer(PARAPHRASE)).cachedAt).toBeNull()
  expect(server.chats).toHaveLength(2)
})

test('an answer that a person called wrong is gone, and is not given to that question again', async () => {
  const { answer, ask, server } = await startFilled()
  await answer(QUESTION)
  const given = await answer(PARAPHRASE)
  expect(ask.reportWrong(given.id)).toBe(1)
  expect(ask.cachedCount()).toBe(0)
  await answer(QUESTION)
  expect((await answer(PARAPHRASE)).cachedAt).toBeNull()
  expect((await answer(QUESTION)).cachedAt).not.toBeNull()
  expect(server.chats).toHaveLength(3)
})

test('a wrong answer to the very same question is removed and may be made anew', async () => {
  const { answer, ask, server } = await startFilled()
  await answer(QUESTION)
  expect(ask.reportWrong((await answer(QUESTION)).id)).toBe(1)
  expect((await answer(QUESTION)).cachedAt).toBeNull()
  expect(server.chats).toHaveLength(2)
})

test.each([
  'How often should I water a monstera? My name is Anna Miller.',
  'How often should I water the monstera of order 4711-0815?',
  'How often should I water a monstera? Write to anna@example.org',
])('a question with personal data is never stored: %s', async (question) => {
  const { answer, ask } = await startFilled()
  await answer(question)
  expect(ask.cachedCount()).toBe(0)
})

test('an answer with personal data is never stored, one with what the knowledge base says is', async () => {
  const { answer, ask, knowledge, server } = await startFilled()
  server.script({ answer: 'Call Anna at +49 30 1234567 [1].' })
  await answer(QUESTION)
  expect(ask.cachedCount()).toBe(0)
  knowledge.put(
    sampleDocument({
      path: 'help.md',
      title: 'Monstera help',
      texts: ['Questions about a monstera: help@example.org'],
    }),
  )
  await embedAll(knowledge)
  server.script({ answer: 'Write to help@example.org [1].' })
  await answer('Whom do I write about a monstera?')
  expect(ask.cachedCount()).toBe(1)
})

test('without a key, quotes are made anew where there are any', async () => {
  const { answer } = await startFilled({ apiKey: null })
  await answer(QUESTION)
  expect(await answer(PARAPHRASE)).toMatchObject({ cachedAt: null, origin: 'extractive' })
})

test('without the server, what means the same is still answered', async () => {
  const { answer, server } = await startFilled()
  await answer(QUESTION)
  await server.stop()
  expect(await answer(PARAPHRASE)).toMatchObject({ cachedQuestion: QUESTION, origin: 'model', notice: null })
})

test('thirty-two equal questions at once make one request', async () => {
  const { answer, server } = await startFilled()
  const answers = await Promise.all(Array.from({ length: 32 }, () => answer(QUESTION)))
  expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
  expect(server.chats).toHaveLength(1)
})
