import { expect, test } from 'vitest'
import { collect, fillKnowledge, startAsk, until } from './ask-fixture'

const QUESTION = 'How often do I water a monstera?'

test('a question is answered by the model, with its passages and its citations', async () => {
  const { knowledge, answer, server } = await startAsk()
  await fillKnowledge(knowledge)
  const message = await answer(QUESTION)
  expect(message).toMatchObject({ state: 'complete', origin: 'model', cachedAt: null, notice: null })
  expect(message.modelName).toBe('mistral-small-latest')
  expect(message.text).toContain('[1]')
  expect(message.passages[0]?.text).toContain('monstera')
  expect(server.chats).toHaveLength(1)
})

test('question and answer are on disk before the ids are given out', async () => {
  const { knowledge, ask, db } = await startAsk({ script: { hang: 'before_headers' } })
  await fillKnowledge(knowledge)
  const { questionId, answerId } = ask.start({ question: QUESTION, conversationId: null, askAnew: false })
  const rows = db.prepare('SELECT id, text, state FROM messages ORDER BY id').all()
  expect(rows).toEqual([
    { id: questionId, text: QUESTION, state: 'complete' },
    { id: answerId, text: '', state: 'streaming' },
  ])
})

test('the answer streams: a snapshot first, pieces between, the whole last', async () => {
  const { knowledge, ask } = await startAsk({ script: { chunkDelayMs: 30 } })
  await fillKnowledge(knowledge)
  const { answerId } = ask.start({ question: QUESTION, conversationId: null, askAnew: false })
  const { events, message } = await collect(ask, answerId)
  const kinds = events.map((event) => event.kind)
  expect(kinds[0]).toBe('snapshot')
  expect(kinds.at(-1)).toBe('done')
  expect(kinds).toContain('passages')
  const deltas = events.flatMap((event) => (event.kind === 'delta' ? [event.text] : []))
  expect(deltas.length).toBeGreaterThan(1)
  expect(message.text.startsWith(deltas.slice(0, -1).join(''))).toBe(true)
})

test('the answer goes on when nobody watches, and is there for those who come later', async () => {
  const { knowledge, ask, conversations } = await startAsk({ script: { chunkDelayMs: 10 } })
  await fillKnowledge(knowledge)
  const { answerId } = ask.start({ question: QUESTION, conversationId: null, askAnew: false })
  const leaving = new AbortController()
  for await (const event of ask.watch(answerId, leaving.signal)) if (event.kind === 'delta') leaving.abort()
  const during = collect(ask, answerId)
  await until(() => conversations.message(answerId).state === 'complete')
  const { message } = await during
  const after = await collect(ask, answerId)
  expect(message).toEqual(after.message)
  expect(after.events.map((event) => event.kind)).toEqual(['snapshot', 'done'])
})

test('an empty question is refused with a sentence', async () => {
  const { ask } = await startAsk()
  expect(() => ask.start({ question: ' \n\t ', conversationId: null, askAnew: false })).toThrow(
    expect.objectContaining({ code: 'bad_request', message: 'Type a question first.' }),
  )
})

test('a question of 100 kB is refused with a sentence, one at the limit is answered', async () => {
  const { ask, answer, conversations } = await startAsk()
  expect(() => ask.start({ question: 'a'.repeat(100_000), conversationId: null, askAnew: false })).toThrow(
    expect.objectContaining({ code: 'bad_request', message: expect.stringContaining('100,000 characters') }),
  )
  expect(conversations.counts().messages).toBe(0)
  expect((await answer('word '.repeat(3_999))).state).toBe('complete')
})

test('lone surrogates, control characters and search syntax in a question are answered', async () => {
  const { answer, knowledge } = await startAsk()
  await fillKnowledge(knowledge)
  for (const question of ['\ud800 water \u0000\u0002', '"water OR NOT (x*', 'a:b AND -c']) {
    expect((await answer(question)).state).toBe('complete')
  }
})

test('an unknown conversation is refused, and nothing is saved', async () => {
  const { ask, conversations } = await startAsk()
  expect(() => ask.start({ question: QUESTION, conversationId: 99, askAnew: false })).toThrow(
    expect.objectContaining({ code: 'not_found' }),
  )
  expect(conversations.counts()).toEqual({ conversations: 0, messages: 0 })
})

test('citations of passages that were not given are taken out and listed', async () => {
  const { knowledge, answer } = await startAsk({ script: { answer: 'Every 7 days [1]. Or never [9][2].' } })
  await fillKnowledge(knowledge)
  const message = await answer(QUESTION)
  expect(message.text).toBe('Every 7 days [1]. Or never [2].')
  expect(message.droppedCitations).toEqual([9])
})

test('stop keeps the part that came, closes the socket and caches nothing', async () => {
  const { knowledge, ask, conversations, server } = await startAsk({ script: { hang: 'mid_stream' } })
  await fillKnowledge(knowledge)
  const { answerId } = ask.start({ question: QUESTION, conversationId: null, askAnew: false })
  const watching = collect(ask, answerId)
  const signal = new AbortController().signal
  for await (const event of ask.watch(answerId, signal)) if (event.kind === 'delta') break
  ask.stop(answerId)
  const saved = conversations.message(answerId)
  expect(saved).toMatchObject({ state: 'stopped', origin: 'model', notice: null })
  expect(saved.text.length).toBeGreaterThan(5)
  expect((await watching).message).toEqual(saved)
  await until(() => server.chats[0]?.closedAt !== null)
  expect(ask.cachedCount()).toBe(0)
})

test('stop before the first word ends the answer, and a second stop does nothing', async () => {
  const { knowledge, ask, conversations, server } = await startAsk({ script: { hang: 'before_headers' } })
  await fillKnowledge(knowledge)
  const { answerId } = ask.start({ question: QUESTION, conversationId: null, askAnew: false })
  await until(() => server.chats.length === 1)
  ask.stop(answerId)
  ask.stop(answerId)
  expect(conversations.message(answerId)).toMatchObject({ state: 'stopped', text: '', origin: null })
  await until(() => server.chats[0]?.closedAt !== null)
})

test('removing the conversation ends its answer', async () => {
  const { knowledge, ask, conversations, server } = await startAsk({ script: { hang: 'mid_stream' } })
  await fillKnowledge(knowledge)
  const { answerId, conversationId } = ask.start({ question: QUESTION, conversationId: null, askAnew: false })
  await until(() => server.chats.length === 1)
  conversations.remove(conversationId)
  await until(() => server.chats[0]?.closedAt !== null)
  expect(() => conversations.message(answerId)).toThrow(expect.objectContaining({ code: 'not_found' }))
})

test('earlier turns are given to the model, the question once and the numbers of old citations not', async () => {
  const { knowledge, answer, server, conversations } = await startAsk()
  await fillKnowledge(knowledge)
  await answer(QUESTION)
  const [conversation] = conversations.list({ offset: 0, limit: 1 }).conversations
  await answer('And in winter?', { conversationId: conversation?.id ?? 0 })
  const messages = server.chats.at(-1)?.body?.messages ?? []
  expect(messages.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
  expect(messages[1]?.content).toBe(QUESTION)
  expect(messages[2]?.content).not.toContain('[1]')
  expect(JSON.stringify(messages).split('And in winter?')).toHaveLength(2)
})

test('creativity becomes the temperature, and the other settings reach the request', async () => {
  const { answer, settings, server } = await startAsk()
  settings.update({ creativity: 70, maxAnswerTokens: 300, modelName: 'mistral-large-latest' })
  await answer(QUESTION)
  expect(server.chats[0]?.body).toMatchObject({
    temperature: 0.7,
    max_tokens: 300,
    model: 'mistral-large-latest',
    stream: true,
  })
})

test('closing keeps the part of an answer that does not end', async () => {
  const { knowledge, ask, conversations } = await startAsk({ script: { hang: 'mid_stream' } })
  await fillKnowledge(knowledge)
  const { answerId } = ask.start({ question: QUESTION, conversationId: null, askAnew: false })
  await until(() => conversations.message(answerId).text !== '')
  await ask.close()
  const message = conversations.message(answerId)
  expect(message.state).toBe('interrupted')
  expect(message.text).not.toBe('')
})

test('counts and times of answers are measured', async () => {
  const { knowledge, answer, metrics } = await startAsk()
  await fillKnowledge(knowledge)
  await answer(QUESTION)
  await answer(QUESTION)
  expect([metrics.today('answers'), metrics.today('answers_cached')]).toEqual([2, 1])
  expect([metrics.total('answer_cache.hit'), metrics.total('answer_cache.miss')]).toEqual([1, 1])
  const steps = metrics.latencies().map(({ step }) => step)
  expect(steps).toEqual(
    expect.arrayContaining(['answer.cached', 'answer.first_token', 'answer.overhead', 'answer.total']),
  )
})
