import { expect, onTestFinished, test } from 'vitest'
import { createKnowledge } from '../../../src/engine/knowledge/create-knowledge'
import { createVocabulary } from '../../../src/engine/knowledge/vocabulary'
import { createSearch } from '../../../src/engine/search/search'
import { SILENT_LOG } from '../../../src/shared/log'
import type { SearchMode } from '../../../src/shared/search-models'
import { createFakeEmbedder, FAKE_MODEL } from '../../helpers/fake-embedder'
import { createFakeMetrics } from '../../helpers/fake-metrics'
import { sampleDocument } from '../../helpers/sample-document'
import { tempDatabase } from '../../helpers/temp-database'

const NEVER = new AbortController().signal

/** The whole search as the page asks it: with operators, spelling and details. */
async function open(texts: Readonly<Record<string, string>>) {
  const db = tempDatabase()
  const knowledge = createKnowledge({ db, log: SILENT_LOG })
  const model = knowledge.registerModel(FAKE_MODEL)
  knowledge.useModel(model)
  const embedder = createFakeEmbedder(model)
  for (const [path, text] of Object.entries(texts))
    knowledge.put(sampleDocument({ path, title: 'x', texts: [text] }))
  const chunks = knowledge.pendingChunks(model.id, 100)
  const all = chunks.map((chunk) => chunk.embeddingText)
  knowledge.putVectors(model.id, chunks, await embedder.embed(all, { priority: 'import' }))
  const vocabulary = createVocabulary({ db, log: SILENT_LOG, onChange: knowledge.onChange })
  onTestFinished(() => vocabulary.close())
  const search = createSearch({
    knowledge,
    embedder,
    metrics: createFakeMetrics(),
    log: SILENT_LOG,
    spelling: { vocabulary, isOrdinaryWord: () => false },
  })
  const query = (text: string, mode: SearchMode = 'hybrid') =>
    search.query({ text, limit: 10, mode, operators: true, details: true }, NEVER)
  const paths = async (text: string, mode: SearchMode = 'keyword') =>
    (await query(text, mode)).passages.map(({ path }) => path)
  return { db, knowledge, embedder, search, query, paths }
}

const MARKS = {
  code: 'The order shows OPS-306.',
  apostrophe: "We think it's a leaf.",
  dotted: 'Import hello.world first.',
  slash: 'Choose AND/B here.',
  percent: 'Made of 100% coir.',
  colon: 'The ratio x:y is two.',
  comma: 'Sizes a,b and c.',
}

test.each([
  '"',
  '*',
  'hello AND',
  'NOT x',
  '(x',
  'a/b',
  "it's",
  'x:y',
  'a.b',
  '100%',
  'a,b',
  '-x',
  '^x',
  'NEAR(a b)',
  '{title}: x',
  'x*',
  '"x" + "y"',
  "'; DROP TABLE documents; --",
  'a\0b',
  '\u202Eabc',
  '\ud800 x \udc00',
  '🌱🌿',
  '-🌱',
  'title:🌱',
  '"🌱"',
  'tag:*',
  'lang:"',
  'in:%',
])('%j is answered in every mode', async (text) => {
  const { query } = await open(MARKS)
  for (const mode of ['keyword', 'semantic', 'hybrid'] as const)
    expect((await query(text, mode)).passages.length).toBeGreaterThanOrEqual(0)
})

test.each([
  ['OPS-306', 'code'],
  ["it's", 'apostrophe'],
  ['hello.world', 'dotted'],
  ['AND/B', 'slash'],
  ['100%', 'percent'],
  ['x:y', 'colon'],
  ['"100% coir"', 'percent'],
  ['"hello.world"', 'dotted'],
])('%s finds its document, and not merely nothing bad', async (text, path) => {
  const { paths } = await open(MARKS)
  expect((await paths(text))[0]).toBe(path)
})

test('punctuation alone is an empty result and asks nobody', async () => {
  const { query, embedder } = await open(MARKS)
  const before = embedder.calls.length
  for (const text of ['', '  ', '...', '?!', '---', '" "', '""'])
    expect((await query(text)).passages).toEqual([])
  expect(embedder.calls.length).toBe(before)
})

test('a text of 100 kB, 2,000 brackets and 3,000 words are cut, with a word about it', async () => {
  const { query } = await open(MARKS)
  const long = await query('leaf '.repeat(20_000))
  expect(long.degraded).toContain('only its beginning')
  expect(long.passages[0]).toMatchObject({ path: 'apostrophe' })
  expect((await query('('.repeat(2000))).passages).toEqual([])
  const words = Array.from({ length: 3000 }, (_, index) => `w${index}`).join(' OR ')
  expect((await query(words)).degraded).toContain('only its beginning')
  // the twin: what is short is not cut
  expect((await query('leaf')).degraded).toBeNull()
})

test('10,000 times one word is that word', async () => {
  const { paths } = await open(MARKS)
  expect(await paths('leaf '.repeat(10_000))).toEqual(await paths('leaf'))
})

test('a question in capitals or with NOT in it is words', async () => {
  const { paths } = await open({ refund: 'A refund is possible.', not: 'Refunds are not possible.' })
  expect((await paths('refund NOT possible?')).sort()).toEqual(['not', 'refund'])
})

test('SQL in a query is text: nothing is gone afterwards', async () => {
  const { query, knowledge } = await open(MARKS)
  for (const text of ["'; DROP TABLE documents; --", `tag:"'); DELETE FROM documents"`, 'in:"x\') --"'])
    await query(text)
  expect(knowledge.counts().documents).toBe(Object.keys(MARKS).length)
})

test('emoji and writing without spaces are answered by meaning', async () => {
  const { query } = await open({ chinese: '植物需要水', plain: 'Pots.' })
  expect((await query('植物需要水', 'semantic')).passages[0]).toMatchObject({ path: 'chinese' })
  expect((await query('🌱')).passages.length).toBeGreaterThan(0)
})

test('a search in the middle of an import finds what is whole already', async () => {
  const { knowledge, paths } = await open({ first: 'A barrel of rain.' })
  const texts = Array.from({ length: 250 }, (_, index) => `barrel ${index}`)
  const steps = knowledge.putInSteps(sampleDocument({ path: 'second', texts }))
  steps.next()
  expect(await paths('barrel of rain')).toContain('first')
  steps.return(undefined as never)
  expect(await paths('barrel')).toEqual(['first'])
})

test('of 1,000 searches of which each takes the place of the one before, the last answers and the others ask nobody', async () => {
  const { search, embedder } = await open(MARKS)
  const before = embedder.calls.length
  let typing = new AbortController()
  const outcomes = Array.from({ length: 1000 }, (_, index) => {
    typing.abort()
    typing = new AbortController()
    const query = {
      text: `leaf ${index}`,
      limit: 10,
      mode: 'hybrid',
      operators: true,
      details: true,
    } as const
    return search.query(query, typing.signal)
  })
  const settled = await Promise.allSettled(outcomes)
  const found = expect.arrayContaining([expect.objectContaining({ path: 'apostrophe' })])
  expect(settled.pop()).toMatchObject({ status: 'fulfilled', value: { passages: found } })
  for (const one of settled) expect(one).toMatchObject({ reason: { code: 'cancelled' } })
  expect(embedder.calls.length - before).toBeLessThanOrEqual(2)
})
