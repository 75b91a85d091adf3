import { expect, onTestFinished, test } from 'vitest'
import { createKnowledge } from '../../../src/engine/knowledge/create-knowledge'
import { createVocabulary } from '../../../src/engine/knowledge/vocabulary'
import { createSearch, type SearchRequest } from '../../../src/engine/search/search'
import { SILENT_LOG } from '../../../src/shared/log'
import type { SearchMode } from '../../../src/shared/search-models'
import { createFakeEmbedder, FAKE_MODEL } from '../../helpers/fake-embedder'
import { createFakeMetrics } from '../../helpers/fake-metrics'
import { sampleDocument } from '../../helpers/sample-document'
import { tempDatabase } from '../../helpers/temp-database'

const NEVER = new AbortController().signal
const MODES: readonly SearchMode[] = ['keyword', 'semantic', 'hybrid']

async function open(
  texts: Readonly<Record<string, string | readonly string[]>>,
  ordinary: readonly string[] = [],
) {
  const db = tempDatabase()
  const knowledge = createKnowledge({ db, log: SILENT_LOG })
  const model = knowledge.registerModel(FAKE_MODEL)
  knowledge.useModel(model)
  const embedder = createFakeEmbedder(model)
  for (const [path, text] of Object.entries(texts))
    knowledge.put(sampleDocument({ path, title: path, texts: [text].flat() }))
  const chunks = knowledge.pendingChunks(model.id, 1000)
  const vectors = await embedder.embed(
    chunks.map((chunk) => chunk.embeddingText),
    { priority: 'import' },
  )
  knowledge.putVectors(model.id, chunks, vectors)
  const vocabulary = createVocabulary({ db, log: SILENT_LOG, onChange: knowledge.onChange })
  onTestFinished(() => vocabulary.close())
  const search = createSearch({
    knowledge,
    embedder,
    metrics: createFakeMetrics(),
    log: SILENT_LOG,
    spelling: { vocabulary, isOrdinaryWord: (word) => ordinary.includes(word) },
  })
  const ask = (text: string, request: Partial<SearchRequest> = {}) =>
    search.query({ text, limit: 10, mode: 'hybrid', operators: true, ...request }, NEVER)
  const paths = async (text: string, request: Partial<SearchRequest> = {}) =>
    [...new Set((await ask(text, request)).passages.map((passage) => passage.path))].sort()
  return { db, knowledge, search, ask, paths, embedder, vocabulary }
}

const SHOP = {
  'Return policy': 'Live plants can be sent back within 14 days.',
  'Gift card': 'A gift card cannot be sent back.',
  Pots: 'Pots can be sent back, live or not. Plants that live in pots too.',
}

test.each(MODES)('a quoted phrase, an excluded word and a title limit %s search', async (mode) => {
  const { paths } = await open(SHOP)
  expect(await paths('sent back', { mode })).toEqual(['Gift card', 'Pots', 'Return policy'])
  expect(await paths('"live plants" back', { mode })).toEqual(['Return policy'])
  expect(await paths('sent back -gift', { mode })).toEqual(['Pots', 'Return policy'])
  expect(await paths('back -"gift card" -plants', { mode, correct: false })).toEqual([])
  expect(await paths('title:gift back', { mode })).toEqual(['Gift card'])
  expect(await paths('title:"return policy"', { mode })).toEqual(['Return policy'])
  // the twin: as text they limit nothing
  expect(await paths('sent back -gift', { mode, operators: false })).toEqual([
    'Gift card',
    'Pots',
    'Return policy',
  ])
})

test('words that FTS5 takes for operators are words', async () => {
  const { paths, ask } = await open(SHOP)
  expect(await paths('gift NOT card', { mode: 'keyword' })).toEqual(['Gift card'])
  for (const text of ['title:"', '"a" AND', 'title:( x', '-"" y', 'tag:* z', '"x* ^y" {a b}:c'])
    expect((await ask(text)).passages.length).toBeGreaterThanOrEqual(0)
})

test('a phrase that stands nowhere gives what is near, and says that it is only near', async () => {
  const { ask } = await open(SHOP)
  const result = await ask('"gift card for ever" back')
  expect(result).toMatchObject({ isNearest: true, reading: { phrases: ['gift card for ever'] } })
  expect(result.passages.length).toBeGreaterThan(0)
  expect(await ask('"gift card" back')).toMatchObject({ isNearest: false })
})

test('a passage that only meaning would put far behind is found by its phrase among many', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 150 }, (_, index) => [`Pot ${index}`, `Pot number ${index} of clay, sent back.`]),
  )
  const { ask } = await open({ ...many, Rare: 'Glazed by hand in Delft.' })
  const { passages } = await ask('pot sent back "by hand"', { mode: 'semantic' })
  expect(passages.map(({ path }) => path)).toEqual(['Rare'])
})

test.each(MODES)('a filter limits %s search to collection, kind, tags, language and date', async (mode) => {
  const { db, paths } = await open(SHOP)
  db.exec(`INSERT INTO collections (name, created_at) VALUES ('Internal', 0)`)
  db.exec(`UPDATE documents SET collection_id = 2, folded_tags = '["billing","eu"]', language = 'en-GB', date = 1000
    WHERE path = 'Gift card'`)
  db.exec(
    `UPDATE documents SET format = 'pdf', folded_tags = '["eu"]', language = 'de', date = 2000 WHERE path = 'Pots'`,
  )
  db.exec(`UPDATE documents SET date = 3000 WHERE path = 'Return policy'`)
  const found = (filter: SearchRequest['filter'], text = 'sent back') =>
    paths(text, { mode, filter: filter ?? null })
  expect(await found({ collectionIds: [2] })).toEqual(['Gift card'])
  expect(await found({ collectionIds: [1] })).toEqual(['Pots', 'Return policy'])
  expect(await found({ formats: ['pdf'] })).toEqual(['Pots'])
  expect(await found({ tags: ['EU'] })).toEqual(['Gift card', 'Pots'])
  expect(await found({ tags: ['eu', 'billing'] })).toEqual(['Gift card'])
  expect(await found({ languages: ['en'] })).toEqual(['Gift card'])
  expect(await found({ languages: ['de', 'en-gb'] })).toEqual(['Gift card', 'Pots'])
  expect(await found({ dateFrom: 2000 })).toEqual(['Pots', 'Return policy'])
  expect(await found({ dateFrom: 1500, dateTo: 2500 })).toEqual(['Pots'])
  expect(await found({ collectionIds: [7] })).toEqual([])
  // nothing chosen limits nothing
  expect(await found({ collectionIds: [], tags: [] })).toEqual(['Gift card', 'Pots', 'Return policy'])
  // the same, typed
  expect(await found(null, 'sent back tag:eu type:pdf')).toEqual(['Pots'])
  expect(await found(null, 'sent back in:intern')).toEqual(['Gift card'])
  expect(await found(null, 'tag:billing')).toEqual(['Gift card'])
  expect(await found(null, 'lang:de back')).toEqual(['Pots'])
  // an operator that names nothing leaves the filter in force
  expect(await found({ collectionIds: [2] }, 'sent back "no such words"')).toEqual(['Gift card'])
})

test('a tag is one tag in whatever case and with whatever accents it is written', async () => {
  const { knowledge, search, paths } = await open({})
  const put = (path: string, tags: string[]) =>
    knowledge.put({
      ...sampleDocument({ path, texts: ['Sent back in winter.'] }),
      facts: { tags, language: null, dateMs: null, url: null, isInternal: false },
    })
  put('one', ['Überwinterung'])
  put('two', ['überwinterung', 'Полив'])
  put('three', ['Überwinterung', 'ПОЛИВ', 'other'])
  expect(search.facets().tags).toEqual([
    { tag: 'Überwinterung', count: 3 },
    { tag: 'ПОЛИВ', count: 2 },
    { tag: 'other', count: 1 },
  ])
  const tagged = (tags: string[]) => paths('winter', { mode: 'keyword', filter: { tags } })
  expect(await tagged(['Überwinterung'])).toEqual(['one', 'three', 'two'])
  expect(await tagged(['ПОЛИВ', 'uberwinterung'])).toEqual(['three', 'two'])
  expect(await paths('winter tag:полив', { mode: 'keyword' })).toEqual(['three', 'two'])
})

test('an unknown collection is said', async () => {
  const { ask } = await open(SHOP)
  const { degraded, passages, isNearest } = await ask('sent back in:nowhere')
  expect(degraded).toBe('There is no collection named “nowhere”.')
  expect(passages.length > 0).toBe(isNearest)
})

test('the facets count documents, and follow each change', async () => {
  const { db, knowledge, search } = await open(SHOP)
  db.exec(`UPDATE documents SET tags = '["EU"]', language = 'de', date = 5 WHERE path = 'Pots'`)
  expect(search.facets()).toMatchObject({
    collections: [{ id: 1, name: 'Knowledge base', count: 3 }],
    formats: [{ format: 'text', count: 3 }],
    tags: [{ tag: 'EU', count: 1 }],
    languages: [{ language: 'de', count: 1 }],
    dates: { from: 5, to: expect.any(Number) },
  })
  knowledge.put(sampleDocument({ path: 'New', texts: ['x'] }))
  expect(search.facets().formats).toEqual([{ format: 'text', count: 4 }])
  // a collection is made without any document being written
  db.exec(`INSERT INTO collections (name, created_at) VALUES ('Second', 0)`)
  expect(search.facets().collections.map(({ name, count }) => [name, count])).toEqual([
    ['Knowledge base', 4],
    ['Second', 0],
  ])
})

test('a misspelt word is searched for as it was meant, and that is said', async () => {
  const { ask } = await open({ Seeds: 'Germination takes ten days.', Other: 'Pots of clay.' })
  const result = await ask('Germinaton time', { mode: 'keyword' })
  expect(result.passages.map(({ path }) => path)).toEqual(['Seeds'])
  expect(result.correction).toEqual({
    kind: 'searched',
    text: 'Germination time',
    words: [{ typed: 'germinaton', corrected: 'germination' }],
  })
  // the twin: as typed
  const typed = await ask('Germinaton time', { mode: 'keyword', correct: false })
  expect(typed).toMatchObject({ passages: [], correction: null })
  // and what is spelt as it is written needs no word
  expect((await ask('germinating')).correction).toBeNull()
})

test('the model reads the corrected text too', async () => {
  const { ask, embedder } = await open({ Seeds: 'Germination takes ten days.' })
  await ask('germinaton')
  expect(embedder.calls.at(-1)).toEqual(['germination'])
})

test('a short word, a code and a word of the language are only suggested', async () => {
  const { ask } = await open({ Codes: 'Error OPS-306 after a frost at the post.' }, ['frosty', 'frest'])
  expect((await ask('OPS-307 error')).correction).toMatchObject({ kind: 'suggested', text: 'OPS-306 error' })
  expect((await ask('pist')).correction).toMatchObject({ kind: 'suggested', text: 'post' })
  expect((await ask('frest')).correction).toMatchObject({ kind: 'suggested', text: 'frost' })
  expect((await ask('froxt')).correction).toMatchObject({ kind: 'searched', text: 'frost' })
  expect((await ask('zzzzzz')).correction).toBeNull()
  // beside words that are found, a word of the language is not even suggested
  expect((await ask('error frest')).correction).toBeNull()
  expect((await ask('error froxt')).correction).toMatchObject({ kind: 'searched', text: 'error frost' })
})

test('a word of a document that is gone is suggested no more', async () => {
  const { ask, knowledge } = await open({ Seeds: 'Germination takes ten days.', Other: 'Pots.' })
  expect((await ask('germinaton')).correction).not.toBeNull()
  const id = knowledge.list({ filter: 'Seeds', offset: 0, limit: 1 }).documents[0]!.id
  knowledge.remove([id])
  expect((await ask('germinaton')).correction).toBeNull()
  knowledge.put(sampleDocument({ path: 'New', texts: ['The germinator.'] }))
  expect((await ask('germinatr')).correction).toMatchObject({ text: 'germinator' })
})

test('the numbers of a rank add up to its score', async () => {
  const { ask } = await open(SHOP)
  const { passages } = await ask('sent back within days', { details: true })
  expect(passages.length).toBeGreaterThan(1)
  for (const { score, why, keywordRank, semanticRank, similarity } of passages) {
    const sum = (why?.keyword?.contribution ?? 0) + (why?.meaning?.contribution ?? 0)
    expect(sum).toBeCloseTo(score, 10)
    expect(why?.keyword?.rank ?? null).toBe(keywordRank)
    expect(why?.meaning?.rank ?? null).toBe(semanticRank)
    if (why?.meaning) expect(why.meaning.measure).toBeCloseTo(similarity ?? 0, 5)
    if (why?.keyword) expect(why.keyword.measure).toBeGreaterThan(0)
  }
  expect((await ask('sent back')).passages[0]).not.toHaveProperty('why')
})

test('a hit comes with its best sentence and its words marked, by their stems', async () => {
  const { ask } = await open({ Care: 'Pots are heavy. Watering helps in summer. The end.' })
  const [hit] = (await ask('water in summers', { details: true })).passages
  expect(hit?.snippet).toBe(
    'Pots are heavy. \u0004\u0002Watering\u0003 helps in \u0002summer\u0003.\u0005 The end.',
  )
  const [excluded] = (await ask('summer -winter', { details: true })).passages
  expect(excluded?.snippet).toContain('\u0002summer\u0003')
})

test('of a thousand searches in one breath the last one is made, and those before cost nothing', async () => {
  const { search, knowledge, embedder } = await open(SHOP)
  let lookUps = 0
  const { keywordSearchApart } = knowledge
  Object.assign(knowledge, {
    keywordSearchApart: (...given: Parameters<typeof keywordSearchApart>) => {
      lookUps++
      return keywordSearchApart(...given)
    },
  })
  const before = embedder.calls.length
  const settled: Promise<unknown>[] = []
  let last = new AbortController()
  for (let index = 0; index < 1000; index++) {
    last.abort()
    last = new AbortController()
    const request = { text: `plants ${index}`, limit: 5, mode: 'hybrid' } as const
    settled.push(search.query(request, last.signal).catch((error: unknown) => error))
    // as messages of one batch come in: each is looked at before the next, but nothing else gets a turn
    for (let step = 0; step < 20; step++) await Promise.resolve()
  }
  const results = await Promise.all(settled)
  expect(results.at(-1)).toMatchObject({ mode: 'hybrid', passages: expect.any(Array) })
  expect(results.slice(0, -1).every((result) => result instanceof Error)).toBe(true)
  expect(lookUps).toBe(1)
  expect(embedder.calls.length - before).toBe(1)
})

test('what the words find comes first while the model takes its time', async () => {
  const { search, embedder } = await open(SHOP)
  const { embed } = embedder
  Object.assign(embedder, {
    embed: async (...given: Parameters<typeof embed>) => {
      await new Promise((resolve) => setTimeout(resolve, 200))
      return embed(...given)
    },
  })
  const request = { text: 'gift', limit: 5, mode: 'hybrid', details: true } as const
  const events = []
  for await (const event of search.live(request, NEVER)) events.push(event)
  expect(events.map(({ isFinal, result }) => [isFinal, result.mode])).toEqual([
    [false, 'keyword'],
    [true, 'hybrid'],
  ])
  expect(events[0]?.result.passages[0]).toMatchObject({
    path: 'Gift card',
    snippet: expect.stringContaining('\u0002gift\u0003'),
  })
  // the twin: a model that has read the text before is waited for
  const again = []
  for await (const event of search.live(request, NEVER)) again.push(event.isFinal)
  expect(again).toEqual([true])
})
