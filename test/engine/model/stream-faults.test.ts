import { expect, test } from 'vitest'
import { startModels } from './model-fixture'

const chunk = (content: string, finish: string | null = null, usage = '') =>
  `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"content":${JSON.stringify(content)}},"finish_reason":${finish === null ? 'null' : `"${finish}"`}}]${usage}}\n\n`
const DONE = 'data: [DONE]\n\n'

test('lines that end in CRLF are read as those that end in LF', async () => {
  const { ask } = await startModels({
    script: { raw: [`${chunk('Water ')}${chunk('it.', 'stop')}${DONE}`.replaceAll('\n', '\r\n')] },
  })
  expect(await ask()).toMatchObject({ text: 'Water it.', end: 'complete', error: null })
})

test('a letter of several bytes that is cut between two packets comes whole', async () => {
  const bytes = Buffer.from(`${chunk('Grüße aus Köln 🌱', 'stop')}${DONE}`)
  const raw = Array.from(bytes, (byte) => Uint8Array.of(byte))
  const { ask } = await startModels({ script: { raw, chunkDelayMs: 1 } })
  expect((await ask()).text).toBe('Grüße aus Köln 🌱')
})

test('an answer without [DONE] is whole when its last word came', async () => {
  const { ask } = await startModels({ script: { raw: [chunk('Water it.', 'stop')] } })
  expect(await ask()).toMatchObject({ text: 'Water it.', end: 'complete' })
})

test('an answer that stops without its last word was cut off, and what came stays', async () => {
  const { ask } = await startModels({ script: { raw: [chunk('Water it')] } })
  expect(await ask()).toMatchObject({ text: 'Water it', error: { code: 'api_cut_off' } })
})

test('comments, empty events and fields nobody knows are passed over', async () => {
  const raw = [`: ping\n\nretry: 5\n\nevent: message\nid: 7\n${chunk('Water it.', 'stop', ',"x":1')}${DONE}`]
  const { ask } = await startModels({ script: { raw } })
  expect(await ask()).toMatchObject({ text: 'Water it.', end: 'complete' })
})

test('a line of ten megabytes is not read to its end', async () => {
  const line = Buffer.alloc(1024 * 1024, 'x')
  const { ask, server } = await startModels({
    script: { raw: [chunk('Water '), 'data: ', ...Array.from({ length: 10 }, () => line), '\n\n'] },
  })
  const { text, error } = await ask()
  expect(text).toBe('Water ')
  expect(error?.code).toBe('api_malformed')
  await expect.poll(() => server.chats[0]?.closedAt).not.toBeNull()
})

test('an answer of ten megabytes is ended after one, and its socket closed', async () => {
  const raw = [...Array.from({ length: 160 }, () => chunk('y'.repeat(64 * 1024))), chunk('', 'stop'), DONE]
  const { ask, server } = await startModels({ script: { raw, chunkDelayMs: 1 } })
  const { text, end } = await ask()
  expect(end).toBe('too_long')
  expect(text.length).toBeLessThan(1.2 * 1024 * 1024)
  await expect.poll(() => server.chats[0]?.closedAt).not.toBeNull()
})

test('an error page of ten megabytes is not read to its end', async () => {
  const { ask } = await startModels({ script: { status: 500, body: 'x'.repeat(10 * 1024 * 1024) } })
  expect((await ask()).error?.code).toBe('api_unavailable')
})

test('a slow drip is read as long as it drips: silence counts, not length', async () => {
  const { ask } = await startModels({
    script: { answer: 'Water it weekly.', chunkSize: 1, chunkDelayMs: 20 },
    settings: { idleTimeoutS: 5 },
  })
  expect(await ask()).toMatchObject({ text: 'Water it weekly.', end: 'complete' })
})

test('a drip of line feeds that never says anything is silence', async () => {
  const { ask } = await startModels({
    script: { raw: Array.from({ length: 700 }, () => ':\n\n'), chunkDelayMs: 10 },
    settings: { firstByteTimeoutS: 5, idleTimeoutS: 120 },
  })
  expect((await ask()).error?.code).toBe('api_timed_out')
})

test('the tokens the server counted come with the end; of a server that does not count they are unknown', async () => {
  const { ask, server } = await startModels({ script: { answer: 'Water it weekly.' } })
  expect((await ask()).usage).toEqual({ promptTokens: 100, answerTokens: 2 })
  server.script({ usage: false })
  expect((await ask()).usage).toBeNull()
})

test('a count that comes alone, after the last word, is taken', async () => {
  const usage =
    'data: {"id":"c","model":"m","choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3,"total_tokens":10}}\n\n'
  const { ask } = await startModels({ script: { raw: [chunk('Water it.', 'stop'), usage, DONE] } })
  expect(await ask()).toMatchObject({ end: 'complete', usage: { promptTokens: 7, answerTokens: 3 } })
})
