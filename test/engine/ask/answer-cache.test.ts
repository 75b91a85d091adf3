import { expect, test } from 'vitest'
import { sampleDocument } from '../../helpers/sample-document'
import { collect, embedAll, fillKnowledge, startAsk, until } from './ask-fixture'

const QUESTION = 'How often do I water a monstera?'
const DAY_MS = 24 * 60 * 60 * 1000

test('the same question again is served from the cache, marked with its age, without a request', async () => {
  const { knowledge, answer, server, clock } = await startAsk()
  await fillKnowledge(knowledge)
  const first = await answer(QUESTION)
  const writtenAt = clock.now
  clock.now += 3 * 60 * 1000
  const second = await answer('  how often do I WATER a monstera ')
  expect(second).toMatchObject({ text: first.text, origin: 'model', cachedAt: writtenAt, state: 'complete' })
  expect(second.passages).toEqual(first.passages)
  expect(server.chats).toHaveLength(1)
})

test('asked again in the same conversation it is the same question', async () => {
  const { knowledge, answer, server } = await startAsk()
  await fillKnowledge(knowledge)
  const { conversationId } = await answer(QUESTION)
  expect((await answer(QUESTION, { conversationId })).cachedAt).not.toBeNull()
  expect((await answer(QUESTION, { conversationId })).cachedAt).not.toBeNull()
  expect(server.chats).toHaveLength(1)
})

test('what was said before is part of the question', async () => {
  const { knowledge, answer, server } = await startAsk()
  await fillKnowledge(knowledge)
  await answer(QUESTION)
  const { conversationId } = await answer('What light do ferns like?')
  expect((await answer(QUESTION, { conversationId })).cachedAt).toBeNull()
  expect(server.chats).toHaveLength(3)
})

test.each([
  ['creativity', { creativity: 90 }],
  ['the model', { modelName: 'mistral-large-latest' }],
  ['the number of passages', { passageCount: 2 }],
  ['the length', { maxAnswerTokens: 200 }],
] as const)('another setting of %s is another answer', async (_, patch) => {
  const { knowledge, answer, server, settings } = await startAsk()
  await fillKnowledge(knowledge)
  await answer(QUESTION)
  settings.update(patch)
  expect((await answer(QUESTION)).cachedAt).toBeNull()
  settings.update({ theme: 'dark' })
  expect((await answer(QUESTION)).cachedAt).not.toBeNull()
  expect(server.chats).toHaveLength(2)
})

test('asking anew makes a request and takes the place of the stored answer', async () => {
  const { knowledge, answer, server, ask } = await startAsk()
  await fillKnowledge(knowledge)
  await answer(QUESTION)
  server.script({ answer: 'Every 8 days [1].' })
  expect(await answer(QUESTION, { askAnew: true })).toMatchObject({
    cachedAt: null,
    text: 'Every 8 days [1].',
  })
  expect((await answer(QUESTION)).text).toBe('Every 8 days [1].')
  expect(server.chats).toHaveLength(2)
  expect(ask.cachedCount()).toBe(1)
})

test('a change of a document behind the answer drops it, whichever passage it cited', async () => {
  const { knowledge, answer, ask, server } = await startAsk({ script: { answer: 'Every 7 days [1].' } })
  await fillKnowledge(knowledge)
  const { passages } = await answer(QUESTION)
  expect(passages.length).toBeGreaterThan(1)
  const last = passages.at(-1)
  knowledge.put(sampleDocument({ path: last?.path ?? '', title: 'New', texts: ['Something else now.'] }))
  expect(ask.cachedCount()).toBe(0)
  await embedAll(knowledge)
  expect((await answer(QUESTION)).cachedAt).toBeNull()
  expect(server.chats).toHaveLength(2)
})

test('a document that has nothing to do with it leaves the stored answer in force', async () => {
  const { knowledge, answer, settings, server } = await startAsk()
  await fillKnowledge(knowledge)
  settings.update({ passageCount: 2 })
  await answer(QUESTION)
  knowledge.put(
    sampleDocument({ path: 'gift.md', title: 'Gift cards', texts: ['Gift cards come by e-mail.'] }),
  )
  await embedAll(knowledge)
  expect((await answer(QUESTION)).cachedAt).not.toBeNull()
  expect(server.chats).toHaveLength(1)
})

test('a new document among the best passages makes a new answer', async () => {
  const { knowledge, answer, settings, server } = await startAsk()
  await fillKnowledge(knowledge)
  settings.update({ passageCount: 2 })
  await answer(QUESTION)
  knowledge.put(
    sampleDocument({
      path: 'new.md',
      title: QUESTION,
      texts: ['Water a monstera often: how often is here.'],
    }),
  )
  await embedAll(knowledge)
  expect((await answer(QUESTION)).cachedAt).toBeNull()
  expect(server.chats).toHaveLength(2)
})

test('switched off, the cache is neither read nor filled', async () => {
  const { knowledge, answer, settings, ask, server } = await startAsk()
  await fillKnowledge(knowledge)
  settings.update({ useAnswerCache: false })
  await answer(QUESTION)
  await answer(QUESTION)
  expect(server.chats).toHaveLength(2)
  expect(ask.cachedCount()).toBe(0)
})

test('an answer past its age is made anew', async () => {
  const { knowledge, answer, settings, clock, server } = await startAsk()
  await fillKnowledge(knowledge)
  settings.update({ answerCacheMaxAgeDays: 2 })
  await answer(QUESTION)
  clock.now += 2 * DAY_MS
  expect((await answer(QUESTION)).cachedAt).not.toBeNull()
  clock.now += 1
  expect((await answer(QUESTION)).cachedAt).toBeNull()
  expect(server.chats).toHaveLength(2)
})

test('a clock set back makes no answer from the future', async () => {
  const { knowledge, answer, clock } = await startAsk()
  await fillKnowledge(knowledge)
  await answer(QUESTION)
  clock.now -= 365 * DAY_MS
  expect((await answer(QUESTION)).cachedAt).toBe(clock.now)
})

test('answers without a key are stored too, and a key makes new ones', async () => {
  const { knowledge, answer, setApiKey, server } = await startAsk({ apiKey: null })
  await fillKnowledge(knowledge)
  const first = await answer(QUESTION)
  expect(first).toMatchObject({ origin: 'extractive', cachedAt: null })
  const second = await answer(QUESTION)
  expect(second).toMatchObject({
    origin: 'extractive',
    text: first.text,
    notice: first.notice,
    modelName: null,
  })
  expect(second.cachedAt).not.toBeNull()
  setApiKey('sk-later')
  expect(await answer(QUESTION)).toMatchObject({ origin: 'model', cachedAt: null })
  expect(server.chats).toHaveLength(1)
})

test('an answer found by keywords alone is checked against each later search', async () => {
  const { knowledge, answer, server } = await startAsk()
  // no vectors yet: the search says that it has not read everything
  knowledge.put(sampleDocument({ path: 'a.md', title: 'Monstera', texts: ['Water a monstera often.'] }))
  await answer(QUESTION)
  expect((await answer(QUESTION)).cachedAt).not.toBeNull()
  expect(server.chats).toHaveLength(1)
})

test('conversations that are to be forgotten leave no answer behind', async () => {
  const { knowledge, answer, settings, ask } = await startAsk()
  await fillKnowledge(knowledge)
  settings.update({ keepHistory: false })
  const { conversationId } = await answer(QUESTION)
  await answer('What light do ferns like?', { conversationId })
  expect(ask.cachedCount()).toBe(0)
})

test('two equal questions at once make one request', async () => {
  const { knowledge, ask, server } = await startAsk({ script: { firstByteDelayMs: 50 } })
  await fillKnowledge(knowledge)
  const asked = [1, 2, 3].map(() => ask.start({ question: QUESTION, conversationId: null, askAnew: false }))
  const ended = await Promise.all(asked.map(({ answerId }) => collect(ask, answerId)))
  expect(ended.map(({ message }) => message.state)).toEqual(['complete', 'complete', 'complete'])
  expect(ended.map(({ message }) => message.cachedAt === null)).toEqual([true, false, false])
  expect(server.chats).toHaveLength(1)
})

test('when the first of two equal questions is stopped, the second is answered all the same', async () => {
  const { knowledge, ask, server } = await startAsk()
  await fillKnowledge(knowledge)
  server.next({ hang: 'mid_stream' })
  const first = ask.start({ question: QUESTION, conversationId: null, askAnew: false })
  await until(() => server.chats.length === 1)
  const second = ask.start({ question: QUESTION, conversationId: null, askAnew: false })
  ask.stop(first.answerId)
  expect((await collect(ask, second.answerId)).message).toMatchObject({ state: 'complete', cachedAt: null })
})

test('clearing the cache removes what it says', async () => {
  const { knowledge, answer, ask, server } = await startAsk()
  await fillKnowledge(knowledge)
  await answer(QUESTION)
  expect(ask.clearCache()).toBe(1)
  expect(ask.cachedCount()).toBe(0)
  await answer(QUESTION)
  expect(server.chats).toHaveLength(2)
})

test('a changed prompt is another answer; put back, the earlier one is found again', async () => {
  const { knowledge, answer, model, server } = await startAsk()
  await fillKnowledge(knowledge)
  await answer(QUESTION)
  model.prompts.save('answer', 'Answer in rhymes.')
  expect((await answer(QUESTION)).cachedAt).toBeNull()
  expect(server.chats[1]?.body?.messages?.[0]?.content).toMatch(
    /^Answer in rhymes\.\n\nAlways, whatever else is said:\n- Answer only from the numbered passages/,
  )
  model.prompts.reset('answer')
  expect((await answer(QUESTION)).cachedAt).not.toBeNull()
  expect(server.chats).toHaveLength(2)
})
