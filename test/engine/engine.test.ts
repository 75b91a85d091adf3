import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { askAndWait, importAndWait, startTempEngine, type TempEngine } from '../helpers/temp-engine'

let engine: TempEngine
let folder: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'verdemuse-files-'))
  engine = await startTempEngine()
})
afterEach(async () => {
  await engine.stop()
  rmSync(folder, { recursive: true, force: true })
})

function write(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const FERN = '# Boston fern\n\nMist the Boston fern every second morning. It wants 60 % humidity.\n'
const REFUND =
  '# Refunds\n\nA refund reaches the card within 9 business days. Error OPS-306 means the bank refused it.\n'

test('a file is searchable by keyword at once, and its passage is exactly what stands in the document', async () => {
  const { files } = await importAndWait(engine.host, [write('fern.md', FERN)])
  expect(files).toMatchObject([{ state: 'done', refusal: null }])
  const { passages } = await engine.page.call('search.query', { text: 'humidity', mode: 'keyword' })
  const [passage] = passages
  expect(passage).toMatchObject({ title: 'Boston fern' })
  if (!passage) return
  const { text } = await engine.page.call('documents.text', {
    documentId: passage.documentId,
    start: passage.start,
    end: passage.end,
  })
  expect(text).toBe(passage.text)
})

test('meaning finds what shares no word with the question', async () => {
  await importAndWait(engine.host, [write('fern.md', FERN), write('refund.md', REFUND)], 'embedded')
  const found = await engine.page.call('search.query', {
    text: 'when will I get my money back',
    mode: 'semantic',
  })
  expect(found.mode).toBe('semantic')
  expect(found.passages[0]?.title).toBe('Refunds')
})

test('without a key an answer is quoted, cited, marked as such, and cached for the second time', async () => {
  await importAndWait(engine.host, [write('refund.md', REFUND)], 'embedded')
  const first = await askAndWait(engine.page, 'How long does a refund take to reach my card?')
  expect(first.message).toMatchObject({ state: 'complete', origin: 'extractive', cachedAt: null })
  expect(first.message.text).toMatch(/9 business days.*\[1\]/s)
  expect(first.message.notice?.message).toMatch(/key/i)
  const second = await askAndWait(engine.page, '  how long does a REFUND take to reach my card ')
  expect(second.message.cachedAt).not.toBeNull()
  expect(second.message.text).toBe(first.message.text)
})

test('a change in a cited document makes its cached answer vanish', async () => {
  const path = write('refund.md', REFUND)
  await importAndWait(engine.host, [path], 'embedded')
  const question = 'How long does a refund take to reach my card?'
  await askAndWait(engine.page, question)
  expect((await engine.page.call('status.get', {})).cachedAnswerCount).toBe(1)
  write('refund.md', REFUND.replace('9 business', '4 business'))
  await importAndWait(engine.host, [path], 'embedded')
  expect((await engine.page.call('status.get', {})).cachedAnswerCount).toBe(0)
  const again = await askAndWait(engine.page, question)
  expect(again.message.cachedAt).toBeNull()
  expect(again.message.text).toContain('4 business days')
})

test('a removed document is gone from search, its cached answers too, but an old answer can still be checked', async () => {
  await importAndWait(engine.host, [write('refund.md', REFUND)], 'embedded')
  const asked = await askAndWait(engine.page, 'How long does a refund take to reach my card?')
  const documentId = asked.message.passages[0]?.documentId as number
  await engine.page.call('documents.remove', { documentIds: [documentId] })
  expect((await engine.page.call('search.query', { text: 'refund' })).passages).toEqual([])
  expect((await engine.page.call('status.get', {})).cachedAnswerCount).toBe(0)
  const { messages } = await engine.page.call('conversations.messages', {
    conversationId: asked.conversationId,
  })
  expect(messages.at(-1)?.passages[0]?.text).toContain('9 business days')
})

test('everything is there after a restart', async () => {
  await importAndWait(engine.host, [write('refund.md', REFUND)], 'embedded')
  const asked = await askAndWait(engine.page, 'How long does a refund take to reach my card?')
  await engine.page.call('settings.update', { creativity: 77 })
  engine = await engine.restart()
  expect((await engine.page.call('settings.get', {})).creativity).toBe(77)
  expect((await engine.page.call('documents.list', {})).total).toBe(1)
  const { messages } = await engine.page.call('conversations.messages', {
    conversationId: asked.conversationId,
  })
  expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant'])
  const { hits } = await engine.page.call('conversations.search', { text: 'refund' })
  expect(hits[0]?.conversation.id).toBe(asked.conversationId)
  const again = await askAndWait(engine.page, 'How long does a refund take to reach my card?')
  expect(again.message.cachedAt).not.toBeNull()
})

test('the same text is never embedded twice, under whatever name it comes back', async () => {
  const path = write('fern.md', FERN)
  await importAndWait(engine.host, [path], 'embedded')
  const { documents } = await engine.page.call('documents.list', {})
  await engine.page.call('documents.remove', { documentIds: documents.map(({ id }) => id) })
  await importAndWait(engine.host, [write('fern-again.md', FERN)])
  const status = await engine.page.call('status.get', {})
  expect(status).toMatchObject({ documentCount: 1, embeddedCount: status.chunkCount })
})

test('a missing model leaves keyword search and quoted answers, and one notice says so', async () => {
  await engine.page.call('settings.update', { embeddingModelFolder: join(folder, 'no-model') })
  await importAndWait(engine.host, [write('refund.md', REFUND)])
  const found = await engine.page.call('search.query', { text: 'OPS-306' })
  expect(found).toMatchObject({ mode: 'keyword' })
  expect(found.degraded).not.toBeNull()
  expect(found.passages[0]?.title).toBe('Refunds')
  expect((await askAndWait(engine.page, 'What does OPS-306 mean?')).message.origin).toBe('extractive')
  const { notices } = await engine.page.call('status.get', {})
  expect(notices.filter(({ code }) => code.startsWith('model_'))).toHaveLength(1)
})

test('a second engine on the same folder is refused by name, and the first goes on', async () => {
  await expect(startTempEngine({ dataDir: engine.dataDir })).rejects.toMatchObject({
    code: 'data_dir_in_use',
  })
  expect((await engine.page.call('status.get', {})).documentCount).toBe(0)
})

test('the first start shows the sample, searchable, and it can be removed and brought back', async () => {
  await engine.stop()
  engine = await startTempEngine({ installSample: true })
  const { jobs } = await engine.page.call('import.jobs', {})
  expect(jobs[0]?.source).toBe('sample')
  for await (const event of engine.page.stream('import.watch', {})) if (event.jobs[0]?.state === 'done') break
  const before = await engine.page.call('status.get', {})
  expect(before.sampleDocumentCount).toBeGreaterThan(60)
  expect((await engine.page.call('import.files', { states: ['refused'] })).files).toEqual([])
  const { passages } = await engine.page.call('search.query', { text: 'PAY-104', mode: 'keyword' })
  expect(passages[0]?.text).toContain('PAY-104')

  await engine.page.call('documents.removeSample', {})
  expect((await engine.page.call('status.get', {})).documentCount).toBe(0)
  engine = await engine.restart()
  expect((await engine.page.call('status.get', {})).documentCount).toBe(0)
})
