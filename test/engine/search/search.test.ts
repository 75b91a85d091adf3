import { expect, test } from 'vitest'
import { createKnowledge } from '../../../src/engine/knowledge/create-knowledge'
import { createSearch } from '../../../src/engine/search/search'
import { AppError } from '../../../src/shared/errors'
import { SILENT_LOG } from '../../../src/shared/log'
import type { SearchMode } from '../../../src/shared/search-models'
import { createFakeEmbedder, FAKE_MODEL } from '../../helpers/fake-embedder'
import { createFakeMetrics } from '../../helpers/fake-metrics'
import { sampleDocument } from '../../helpers/sample-document'
import { tempDatabase } from '../../helpers/temp-database'

const NEVER = new AbortController().signal

function open() {
  const knowledge = createKnowledge({ db: tempDatabase(), log: SILENT_LOG })
  const model = knowledge.registerModel(FAKE_MODEL)
  knowledge.useModel(model)
  const embedder = createFakeEmbedder(model)
  const metrics = createFakeMetrics()
  const search = createSearch({ knowledge, embedder, metrics, log: SILENT_LOG })
  const embedPending = async (limit = 1000) => {
    const chunks = knowledge.pendingChunks(model.id, limit)
    const texts = chunks.map((chunk) => chunk.embeddingText)
    knowledge.putVectors(model.id, chunks, await embedder.embed(texts, { priority: 'import' }))
  }
  const paths = async (text: string, mode: SearchMode = 'keyword') => {
    const { passages } = await search.query({ text, limit: 10, mode }, NEVER)
    return passages.map((passage) => passage.path)
  }
  return { knowledge, embedder, metrics, search, embedPending, paths }
}

test('texts with marks in them are found as they are written, and by their parts', async () => {
  const { knowledge, paths } = open()
  const texts = {
    'code.txt': 'The order shows OPS-306 when the weight differs.',
    'near-code.txt': 'The order shows OPS-311 and weighs 306 grams.',
    'apostrophe.txt': "We think it's a leaf.",
    'dotted.txt': 'Import hello.world first.',
    'slash.txt': 'Choose AND/B here.',
    'percent.txt': 'Made of 100% coir.',
  }
  for (const [path, text] of Object.entries(texts))
    knowledge.put(sampleDocument({ path, title: 'x', texts: [text] }))
  expect((await paths('OPS-306'))[0]).toBe('code.txt')
  expect(await paths('what does ops-306 mean?')).toEqual(['code.txt', 'near-code.txt'])
  expect(await paths('306')).toHaveLength(2)
  expect(await paths("it's")).toEqual(['apostrophe.txt'])
  expect((await paths('hello.world'))[0]).toBe('dotted.txt')
  expect(await paths('world')).toEqual(['dotted.txt'])
  expect((await paths('AND/B'))[0]).toBe('slash.txt')
  expect(await paths('100%')).toEqual(['percent.txt'])
})

test('a query of stop words alone still looks for them', async () => {
  const { knowledge, paths } = open()
  knowledge.put(sampleDocument({ path: 'a.txt', title: 'x', texts: ['How to be here'] }))
  expect(await paths('how to')).toEqual(['a.txt'])
  expect(await paths('how to elephants')).toEqual([])
})

test('nothing to look for gives an empty result and asks nobody', async () => {
  const { embedder, search } = open()
  for (const text of ['', '   ', '\0', '\n\t'])
    expect(await search.query({ text, limit: 10, mode: 'keyword' }, NEVER)).toMatchObject({ passages: [] })
  expect(embedder.calls).toEqual([])
})

test('passages carry what a citation needs: place, page, heading, text, ranks and similarity', async () => {
  const { knowledge, search, embedPending } = open()
  const document = sampleDocument({
    path: 'a.txt',
    title: 'Ficus',
    heading: 'Water',
    externalId: 'x1',
    texts: ['Weekly.'],
  })
  const { documentId } = knowledge.put({ ...document, chunks: [{ ...document.chunks[0]!, page: 3 }] })
  await embedPending()
  const { passages, mode, degraded } = await search.query({ text: 'ficus', limit: 5, mode: 'hybrid' }, NEVER)
  expect({ mode, degraded }).toEqual({ mode: 'hybrid', degraded: null })
  expect(passages).toEqual([
    {
      chunkId: expect.any(Number),
      documentId,
      externalId: 'x1',
      path: 'a.txt',
      title: 'Ficus',
      heading: 'Water',
      page: 3,
      start: 0,
      end: 7,
      text: 'Weekly.',
      textHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      score: expect.any(Number),
      keywordRank: 1,
      semanticRank: 1,
      similarity: expect.any(Number),
      isInternal: false,
    },
  ])
})

test('without a model every mode gives keyword results and says why', async () => {
  const { knowledge, embedder, search } = open()
  knowledge.put(sampleDocument({ path: 'a.txt', texts: ['Roses need water'] }))
  embedder.takeModelAway()
  for (const mode of ['semantic', 'hybrid'] as const) {
    const result = await search.query({ text: 'roses', limit: 5, mode }, NEVER)
    expect(result.passages).toHaveLength(1)
    expect(result.mode).toBe('keyword')
    expect(result.degraded).toContain('The search model is missing.')
  }
  const asked = await search.query({ text: 'roses', limit: 5, mode: 'keyword' }, NEVER)
  expect(asked).toMatchObject({ mode: 'keyword', degraded: null })
})

test('a model that fails in mid-search gives keyword results and says why; the next search tries it again', async () => {
  const { knowledge, embedder, search, embedPending } = open()
  knowledge.put(sampleDocument({ path: 'a.txt', texts: ['Roses need water'] }))
  await embedPending()
  embedder.failWith(new AppError('embedder_failed', 'The search model stopped.'))
  const failed = await search.query({ text: 'roses', limit: 5, mode: 'hybrid' }, NEVER)
  expect(failed).toMatchObject({ mode: 'keyword', passages: [{ path: 'a.txt', semanticRank: null }] })
  expect(failed.degraded).toContain('The search model stopped.')
  embedder.failWith(null)
  expect(await search.query({ text: 'roses', limit: 5, mode: 'hybrid' }, NEVER)).toMatchObject({
    mode: 'hybrid',
  })
})

test('while embeddings arrive the result says how far they are', async () => {
  const { knowledge, search, embedPending } = open()
  knowledge.put(sampleDocument({ path: 'a.txt', texts: ['one rose', 'two mint', 'three fern'] }))
  await embedPending(1)
  const result = await search.query({ text: 'rose', limit: 5, mode: 'semantic' }, NEVER)
  expect(result).toMatchObject({
    mode: 'semantic',
    passages: [{ text: 'one rose' }],
    degraded: 'Meaning-based search has read 1 of 3 passages.',
  })
  await embedPending()
  expect(await search.query({ text: 'rose', limit: 5, mode: 'semantic' }, NEVER)).toMatchObject({
    degraded: null,
  })
})

test('semantic search alone does not look at words', async () => {
  const { knowledge, search, embedPending } = open()
  knowledge.put(sampleDocument({ path: 'a.txt', texts: ['one rose'] }))
  await embedPending()
  const { passages } = await search.query({ text: 'rose', limit: 5, mode: 'semantic' }, NEVER)
  expect(passages[0]).toMatchObject({ keywordRank: null, semanticRank: 1 })
})

test('one long document does not push the others out', async () => {
  const { knowledge, paths } = open()
  const texts = Array.from({ length: 12 }, (_, index) => `mould mould mould on soil, part ${index}`)
  knowledge.put(sampleDocument({ path: 'long.txt', title: 'Mould', texts }))
  knowledge.put(sampleDocument({ path: 'short.txt', title: 'Other', texts: ['A word on mould.'] }))
  const found = await paths('mould')
  expect(found.slice(0, 3)).toEqual(['long.txt', 'long.txt', 'short.txt'])
  expect(found).toHaveLength(10)
})

test('the same question is embedded once, and a batch in one call', async () => {
  const { knowledge, embedder, metrics, search, embedPending } = open()
  knowledge.put(sampleDocument({ path: 'a.txt', texts: ['one rose', 'two mint'] }))
  await embedPending()
  const before = embedder.calls.length
  await search.query({ text: 'rose', limit: 5, mode: 'hybrid' }, NEVER)
  await search.query({ text: ' rose ', limit: 5, mode: 'hybrid' }, NEVER)
  expect(embedder.calls.slice(before)).toEqual([['rose']])
  const results = await search.batch({ texts: ['mint', 'rose', 'mint'], limit: 1, mode: 'hybrid' }, NEVER)
  expect(embedder.calls.slice(before)).toEqual([['rose'], ['mint']])
  expect(results.map((result) => result.passages[0]?.text)).toEqual(['two mint', 'one rose', 'two mint'])
  expect(metrics.total('embedding_cache.hit')).toBe(3)
  expect(metrics.total('embedding_cache.miss')).toBe(2)
})

test('a batch gives the same results as its queries one by one, also for empty ones', async () => {
  const { knowledge, search, embedPending } = open()
  for (let index = 0; index < 20; index++)
    knowledge.put(sampleDocument({ path: `${index}.txt`, texts: [`plant ${index} in pot ${index % 3}`] }))
  await embedPending()
  const texts = ['plant 3', '', 'pot 2?', 'where is plant 7']
  const batch = await search.batch({ texts, limit: 4, mode: 'hybrid' }, NEVER)
  for (const [index, text] of texts.entries())
    expect(batch[index]?.passages).toEqual(
      (await search.query({ text, limit: 4, mode: 'hybrid' }, NEVER)).passages,
    )
  expect(batch[1]?.passages).toEqual([])
  expect(await search.batch({ texts: [], limit: 4, mode: 'hybrid' }, NEVER)).toEqual([])
})

test('a stop is a stop: before the embedding and between the queries of a batch', async () => {
  const { knowledge, search } = open()
  knowledge.put(sampleDocument({ path: 'a.txt', texts: ['one rose'] }))
  const cancelled = expect.objectContaining({ code: 'cancelled' })
  await expect(search.query({ text: 'rose', limit: 5, mode: 'hybrid' }, AbortSignal.abort())).rejects.toEqual(
    cancelled,
  )
  const stop = new AbortController()
  const texts = Array.from({ length: 500 }, (_, index) => `rose ${index}`)
  const running = search.batch({ texts, limit: 5, mode: 'keyword' }, stop.signal)
  setImmediate(() => stop.abort())
  await expect(running).rejects.toEqual(cancelled)
})

test('a letter of 100 kB is searched by its beginning, and the result says so', async () => {
  const { knowledge, search } = open()
  knowledge.put(sampleDocument({ path: 'a.txt', texts: ['one rose'] }))
  const result = await search.query(
    { text: `rose ${'lorem ipsum '.repeat(9000)}`, limit: 5, mode: 'keyword' },
    NEVER,
  )
  expect(result.passages).toHaveLength(1)
  expect(result.degraded).toContain('only its beginning')
})

test('each step of a search is measured', async () => {
  const { knowledge, metrics, search, embedPending } = open()
  knowledge.put(sampleDocument({ path: 'a.txt', texts: ['one rose'] }))
  await embedPending()
  await search.query({ text: 'rose', limit: 5, mode: 'hybrid' }, NEVER)
  // the words are looked up while the model reads the query
  expect(metrics.steps).toEqual(['search.keyword', 'search.embed_query', 'search.semantic', 'search'])
})

test('a model that fails while the words are looked up leaves the keyword results, each looked up once', async () => {
  const { knowledge, embedder, metrics, search } = open()
  knowledge.put(sampleDocument({ path: 'a.txt', title: 'x', texts: ['rose'] }))
  embedder.failWith(new AppError('embedder_failed', 'It stopped.'))
  const results = await search.batch({ texts: ['rose', 'roses'], limit: 5, mode: 'hybrid' }, NEVER)
  expect(results.map(({ mode, passages }) => [mode, passages.length])).toEqual([
    ['keyword', 1],
    ['keyword', 1],
  ])
  expect(metrics.steps.filter((step) => step === 'search.keyword')).toHaveLength(2)
})

test('a heading that is the title again is left out of what is found', async () => {
  const { knowledge, search } = open()
  const document = sampleDocument({ path: 'a.txt', title: 'Cactus', texts: ['Water it rarely.'] })
  const chunks = document.chunks.map((chunk) => ({ ...chunk, heading: 'Cactus (Mammillaria) › Summer' }))
  knowledge.put({ ...document, chunks })
  const { passages } = await search.query({ text: 'Mammillaria', limit: 5, mode: 'keyword' }, NEVER)
  expect(passages.map(({ heading }) => heading)).toEqual(['Summer'])
})
