import { expect, test } from 'vitest'
import { startFakeMistral } from '../../helpers/fake-mistral'
import { API_KEY, collect, fillKnowledge, startAsk, until } from './ask-fixture'

const QUESTION = 'How often do I water a monstera?'
const LONG = 'Water it every 7 to 10 days in summer [1]. '.repeat(5)

test('without a key the passages are quoted at once, and the notice says why', async () => {
  const { knowledge, answer, server } = await startAsk({ apiKey: null })
  await fillKnowledge(knowledge)
  const message = await answer(QUESTION)
  expect(message).toMatchObject({ state: 'complete', origin: 'extractive', modelName: null })
  expect(message.notice?.message).toBe(
    'Answered from the knowledge base without a model. Add a Mistral API key in Settings to get written answers.',
  )
  expect(message.text).toContain('7 to 10 days')
  expect(message.text).toMatch(/\[1\]/)
  expect(server.requests).toHaveLength(0)
})

test('without a key and without anything that fits, it says so and shows the nearest passages', async () => {
  const { knowledge, answer, ask } = await startAsk({ apiKey: null })
  await fillKnowledge(knowledge)
  const message = await answer('Who was the first president of Portugal?')
  expect(message).toMatchObject({ state: 'complete', origin: 'none' })
  expect(message.text).not.toMatch(/\[\d\]/)
  expect(message.passages.length).toBeGreaterThan(0)
  expect(ask.cachedCount()).toBe(0)
})

test.each([
  [401, {}, 'api_key_refused', 1],
  [403, {}, 'api_key_refused', 1],
  [404, {}, 'api_model_unknown', 1],
  [400, {}, 'api_refused', 1],
  [422, {}, 'api_refused', 1],
  [429, {}, 'api_rate_limited', 3],
  [500, {}, 'api_unavailable', 3],
  [503, {}, 'api_unavailable', 3],
] as const)('status %i: quoted instead, with the reason', async (status, headers, code, requests) => {
  const { knowledge, answer, server, ask, model } = await startAsk({ script: { status, headers } })
  await fillKnowledge(knowledge)
  const message = await answer(QUESTION)
  expect(message).toMatchObject({
    state: 'complete',
    origin: 'extractive',
    notice: { code, level: 'warning' },
  })
  expect(message.notice?.message).toContain('This answer quotes the knowledge base instead.')
  expect(server.chats).toHaveLength(requests)
  expect(ask.cachedCount()).toBe(0)
  expect(model.lastRequest()).toMatchObject({ ok: false })
})

test('a wrong model name is told apart from a wrong request', async () => {
  const body = '{"object":"error","message":"Invalid model: x","type":"invalid_model","code":"1500"}'
  const { answer } = await startAsk({ script: { status: 400, body } })
  expect((await answer(QUESTION)).notice?.code).toBe('api_model_unknown')
})

test('a short trouble of the server is not seen by the person', async () => {
  const { knowledge, answer, server, waits } = await startAsk()
  await fillKnowledge(knowledge)
  server.next({ status: 503 }, { status: 429, headers: { 'retry-after': '7' } })
  expect(await answer(QUESTION)).toMatchObject({ origin: 'model', notice: null })
  expect(server.chats).toHaveLength(3)
  expect(waits).toEqual([500, 7000])
})

test('Retry-After as a date is honoured', async () => {
  const { answer, server, waits, clock } = await startAsk()
  server.next({ status: 429, headers: { 'retry-after': new Date(clock.now + 12_000).toUTCString() } })
  expect((await answer(QUESTION)).origin).toBe('model')
  expect(waits).toEqual([12_000])
})

test('a server that asks to wait a day is not waited for', async () => {
  const { answer, server, waits } = await startAsk()
  server.next({ status: 429, headers: { 'retry-after': '86400' } })
  const message = await answer(QUESTION)
  expect(message.notice?.code).toBe('api_rate_limited')
  expect(message.notice?.message).toContain('1440 minutes')
  expect(waits).toEqual([])
  expect(server.chats).toHaveLength(1)
})

test('a connection that breaks before the first byte is tried again', async () => {
  const { answer, server } = await startAsk()
  server.next({ hang: 'before_headers' })
  const answering = answer(QUESTION)
  await until(() => server.chats.length === 1)
  server.dropConnections()
  expect(await answering).toMatchObject({ origin: 'model', notice: null })
})

test('nothing listening: quoted at once, without a second try', async () => {
  const { knowledge, answer, server, waits } = await startAsk()
  await fillKnowledge(knowledge)
  await server.stop()
  const message = await answer(QUESTION)
  expect(message).toMatchObject({ origin: 'extractive', notice: { code: 'api_unreachable' } })
  expect(waits).toEqual([])
})

test('a server name that does not exist is said to be unreachable', async () => {
  const { answer, settings, setApiKey } = await startAsk()
  settings.update({ serverUrl: 'https://verdemuse-test.invalid' })
  setApiKey(API_KEY)
  expect((await answer(QUESTION)).notice?.code).toBe('api_unreachable')
})

test.each(['fin', 'reset'] as const)(
  'cut by %s in mid-answer: the part is kept and not cached',
  async (cut) => {
    const { knowledge, answer, ask, server } = await startAsk({
      script: { answer: LONG, cut, chunkDelayMs: 10 },
    })
    await fillKnowledge(knowledge)
    const message = await answer(QUESTION)
    expect(message).toMatchObject({ state: 'interrupted', origin: 'model', notice: { code: 'api_cut_off' } })
    expect(LONG.startsWith(message.text)).toBe(true)
    expect(message.text).not.toBe('')
    expect(ask.cachedCount()).toBe(0)
    expect(server.chats).toHaveLength(1)
  },
)

test('a stream that ends without its last word was cut', async () => {
  const { answer, ask } = await startAsk({ script: { finishReason: null } })
  expect(await answer(QUESTION)).toMatchObject({ state: 'interrupted', notice: { code: 'api_cut_off' } })
  expect(ask.cachedCount()).toBe(0)
})

test('an answer that reached its length is whole enough to show, but is not stored', async () => {
  const { answer, ask } = await startAsk({ script: { finishReason: 'length' } })
  expect(await answer(QUESTION)).toMatchObject({ state: 'complete', notice: { code: 'answer_length' } })
  expect(ask.cachedCount()).toBe(0)
})

test.each(['json', 'shape', 'html'] as const)(
  'malformed %s in the stream: the part is kept',
  async (malformed) => {
    const { answer, ask } = await startAsk({ script: { answer: LONG, malformed } })
    const message = await answer(QUESTION)
    expect(message).toMatchObject({ state: 'interrupted', notice: { code: 'api_malformed' } })
    expect(message.text).not.toBe('')
    expect(ask.cachedCount()).toBe(0)
  },
)

test('the sign-in page of a network is not an answer', async () => {
  const { answer } = await startAsk({
    script: { body: '<html>Sign in</html>', headers: { 'content-type': 'text/html' } },
  })
  expect((await answer(QUESTION)).notice?.code).toBe('api_malformed')
})

test('a redirect is not followed, so the key reaches no other host', async () => {
  const other = await startFakeMistral()
  const headers = { location: `${other.url}/v1/chat/completions` }
  for (const status of [301, 302, 307, 308]) {
    const { answer } = await startAsk({ script: { status, headers } })
    expect((await answer(QUESTION)).notice?.code).toBe('api_malformed')
  }
  expect(other.requests).toHaveLength(0)
  await other.stop()
})

test('silence before the first byte ends after the time that is set, and the passages are quoted', async () => {
  const { knowledge, answer, settings, server } = await startAsk({ script: { hang: 'before_headers' } })
  await fillKnowledge(knowledge)
  settings.update({ firstByteTimeoutS: 5 })
  const message = await answer(QUESTION)
  expect(message).toMatchObject({ origin: 'extractive', notice: { code: 'api_timed_out' } })
  expect(message.notice?.message).toContain('within 5 seconds')
  await until(() => server.chats[0]?.closedAt !== null)
  expect(server.chats).toHaveLength(1)
})

test('headers alone are no first byte of an answer', async () => {
  const { answer, settings } = await startAsk({ script: { hang: 'after_headers' } })
  settings.update({ firstByteTimeoutS: 5, idleTimeoutS: 120 })
  expect((await answer(QUESTION)).notice?.code).toBe('api_timed_out')
})

test('silence in the middle ends after the time that is set, and the part is kept', async () => {
  const { answer, settings, server } = await startAsk({ script: { answer: LONG, hang: 'mid_stream' } })
  settings.update({ idleTimeoutS: 5, firstByteTimeoutS: 120 })
  expect(await answer(QUESTION)).toMatchObject({ state: 'interrupted', notice: { code: 'api_timed_out' } })
  await until(() => server.chats[0]?.closedAt !== null)
})

test('an answer without end is cut at a megabyte, kept and not stored', async () => {
  const { answer, ask } = await startAsk({ script: { answer: 'x'.repeat(1_500_000), chunkSize: 60_000 } })
  const message = await answer(QUESTION)
  expect(message).toMatchObject({ state: 'interrupted', notice: { code: 'answer_too_long' } })
  expect(message.text.length).toBeLessThan(1_200_000)
  expect(ask.cachedCount()).toBe(0)
})

test('the limit a minute holds requests back instead of sending them', async () => {
  const { ask, settings, server } = await startAsk()
  settings.update({ requestsPerMinute: 1 })
  const first = ask.start({ question: 'one', conversationId: null, askAnew: false })
  await collect(ask, first.answerId)
  const second = ask.start({ question: 'two', conversationId: null, askAnew: false })
  const step = await nextStep(ask.watch(second.answerId, new AbortController().signal))
  expect(step).toBe('waiting')
  expect(server.chats).toHaveLength(1)
  ask.stop(second.answerId)
})

async function nextStep(
  events: AsyncGenerator<{ kind: string; step?: string }>,
): Promise<string | undefined> {
  for await (const event of events) if (event.kind === 'step' && event.step !== 'searching') return event.step
  return undefined
}

test('the key is in the request and in no log line, whatever goes wrong', async () => {
  const { answer, server, logLines, model } = await startAsk()
  server.next(
    { status: 401, body: `{"message":"bad key ${API_KEY}"}` },
    { malformed: 'json' },
    { cut: 'reset' },
  )
  for (const question of ['one', 'two', 'three', 'four']) await answer(question)
  await model.test(null, new AbortController().signal)
  expect(server.chats[0]?.headers.authorization).toBe(`Bearer ${API_KEY}`)
  expect(logLines.join('\n')).not.toContain(API_KEY)
  expect(logLines.length).toBeGreaterThan(0)
})

test('a cut-off search is said and leaves no half answer', async () => {
  const { answer, db, logLines } = await startAsk()
  db.exec('DROP TABLE chunks_fts')
  expect(await answer(QUESTION)).toMatchObject({
    state: 'failed',
    notice: { code: 'internal', level: 'error' },
  })
  expect(logLines.join()).not.toContain(QUESTION)
})

test('the connection test asks for one token, and tells what is wrong', async () => {
  const { model, setApiKey, server } = await startAsk()
  const signal = new AbortController().signal
  expect(await model.test(null, signal)).toMatchObject({ kind: 'ok', modelName: 'mistral-small-latest' })
  expect(server.chats[0]?.body?.['max_tokens']).toBe(1)
  server.script({ status: 401 })
  expect(await model.test(null, signal)).toMatchObject({
    kind: 'failed',
    notice: { code: 'api_key_refused' },
  })
  server.script({ status: 503 })
  await model.test(null, signal)
  expect(server.chats).toHaveLength(3)
  setApiKey(null)
  expect(await model.test(null, signal)).toMatchObject({
    kind: 'failed',
    notice: { code: 'api_key_missing' },
  })
})

test('connections are kept between questions', async () => {
  const { answer, server } = await startAsk()
  for (let asked = 0; asked < 5; asked++) await answer(`question ${asked}`)
  expect(server.chats).toHaveLength(5)
  expect(server.connectionCount).toBeLessThanOrEqual(2)
})

test('an answer begun by a run that was killed is marked, with the part that was saved', async () => {
  const first = await startAsk({ script: { answer: LONG, hang: 'mid_stream' } })
  await fillKnowledge(first.knowledge)
  const { answerId } = first.ask.start({ question: QUESTION, conversationId: null, askAnew: false })
  await until(() => first.conversations.message(answerId).text !== '')
  const part = first.conversations.message(answerId).text
  // the same file, opened anew as after a kill: nothing was closed
  const second = await startAsk({ db: first.db })
  expect(second.conversations.message(answerId)).toMatchObject({
    state: 'interrupted',
    text: part,
    origin: 'model',
    passages: first.conversations.message(answerId).passages,
    notice: { code: 'interrupted' },
  })
  expect(second.conversations.message(answerId).passages.length).toBeGreaterThan(0)
  expect((await collect(second.ask, answerId)).events.map(({ kind }) => kind)).toEqual(['snapshot', 'done'])
})

test('a full disk ends no answer: it is shown, and said not to be saved', async () => {
  const { knowledge, ask, db } = await startAsk({
    script: { answer: 'y'.repeat(300_000), chunkSize: 30_000, chunkDelayMs: 10 },
  })
  await fillKnowledge(knowledge)
  const { answerId } = ask.start({ question: QUESTION, conversationId: null, askAnew: false })
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`)
  const { message } = await collect(ask, answerId)
  expect(message).toMatchObject({ state: 'complete', notice: { code: 'storage_full', level: 'error' } })
  expect(message.text).toHaveLength(300_000)
  expect((await collect(ask, answerId)).message).toEqual(message)
  db.pragma('max_page_count = 1000000')
})
