import { expect, test } from 'vitest'
import { createKnowledge } from '../../../src/engine/knowledge/create-knowledge'
import type { Knowledge } from '../../../src/engine/knowledge/knowledge'
import { SILENT_LOG } from '../../../src/shared/log'
import { FAKE_MODEL, fakeVector } from '../../helpers/fake-embedder'
import { sampleDocument } from '../../helpers/sample-document'
import { tempDatabase } from '../../helpers/temp-database'

function open(exactLimit?: number) {
  const db = tempDatabase()
  const knowledge = createKnowledge({
    db,
    log: SILENT_LOG,
    ...(exactLimit === undefined ? {} : { exactLimit }),
  })
  return { db, knowledge }
}

function takeFakeModel(knowledge: Knowledge, fingerprint = 'fake') {
  const model = knowledge.registerModel({ ...FAKE_MODEL, fingerprint })
  knowledge.useModel(model)
  return model
}

/** Embeds all that waits; returns the texts that had to be read. */
function embedAll(knowledge: Knowledge, modelId: number): string[] {
  const read: string[] = []
  for (;;) {
    const chunks = knowledge.pendingChunks(modelId, 16)
    if (chunks.length === 0) return read
    const vectors = new Float32Array(chunks.length * FAKE_MODEL.dimension)
    for (const [index, chunk] of chunks.entries())
      vectors.set(fakeVector(chunk.embeddingText), index * FAKE_MODEL.dimension)
    knowledge.putVectors(modelId, chunks, vectors)
    read.push(...chunks.map((chunk) => chunk.embeddingText))
  }
}

const ROSE = sampleDocument({
  path: 'rose.txt',
  title: 'Roses',
  texts: ['Water the rose twice.', 'Cut it in March.'],
})
const MINT = sampleDocument({ path: 'mint.txt', title: 'Mint', texts: ['Mint wants shade.'] })

test('a document is found by a word of its text, its heading and its title as soon as it was put', () => {
  const { knowledge } = open()
  const document = sampleDocument({
    path: 'a.txt',
    title: 'Calathea',
    heading: 'Humidity',
    texts: ['Sixty percent.'],
  })
  const { documentId, kind, chunkCount } = knowledge.put(document)
  expect({ kind, chunkCount }).toEqual({ kind: 'added', chunkCount: 1 })
  for (const word of ['calathea', 'humidity', 'sixty']) {
    const hits = knowledge.keywordSearch(`"${word}"`, 10)
    const [passage] = knowledge.loadPassages(hits.map((hit) => hit.chunkId))
    expect(passage).toMatchObject({
      documentId,
      title: 'Calathea',
      heading: 'Humidity',
      text: 'Sixty percent.',
    })
  }
})

test('a hit in the title counts more than one in the text', () => {
  const { knowledge } = open()
  knowledge.put(sampleDocument({ path: 'a.txt', title: 'Pots', texts: ['Nothing to see but refunds here.'] }))
  knowledge.put(
    sampleDocument({ path: 'b.txt', title: 'Refunds', texts: ['Nothing to see but money here.'] }),
  )
  const [best] = knowledge.loadPassages(knowledge.keywordSearch('"refunds"', 10).map((hit) => hit.chunkId))
  expect(best?.path).toBe('b.txt')
})

test('a changed document keeps its id, and its old words are not found any more', () => {
  const { db, knowledge } = open()
  const model = takeFakeModel(knowledge)
  const first = knowledge.put(ROSE)
  embedAll(knowledge, model.id)
  const changed = knowledge.put(
    sampleDocument({ path: 'rose.txt', title: 'Peonies', texts: ['Peonies like lime.'] }),
  )
  expect(changed).toMatchObject({ documentId: first.documentId, kind: 'changed' })
  expect(knowledge.keywordSearch('"rose" OR "roses" OR "march"', 10)).toEqual([])
  expect(knowledge.keywordSearch('"lime"', 10)).toHaveLength(1)
  expect(knowledge.counts()).toEqual({ documents: 1, sampleDocuments: 0, chunks: 1, embedded: 0 })
  expect(knowledge.checkIndexes().filter((check) => !check.ok)).toEqual([])
  expect(db.prepare('SELECT count(*) FROM chunk_vectors_1').pluck().get()).toBe(0)
})

test('the same content at the same place is left alone, and the revision with it', () => {
  const { knowledge } = open()
  const { documentId } = knowledge.put(ROSE)
  const revision = knowledge.revision()
  expect(knowledge.put(ROSE)).toMatchObject({ documentId, kind: 'unchanged' })
  expect(knowledge.revision()).toBe(revision)
  const here = { collectionId: 1, path: ROSE.path }
  expect(knowledge.findUnchanged(here, ROSE.contentHash)).toBe(documentId)
  expect(knowledge.findUnchanged(here, 'other')).toBeNull()
  expect(knowledge.findUnchanged({ ...here, path: 'elsewhere.txt' }, ROSE.contentHash)).toBeNull()
  expect(knowledge.findUnchanged({ ...here, collectionId: 2 }, ROSE.contentHash)).toBeNull()
})

test('the same text with a new title is read anew, because the title is searched', () => {
  const { knowledge } = open()
  knowledge.put(ROSE)
  expect(knowledge.put({ ...ROSE, title: 'Old roses' }).kind).toBe('changed')
  expect(knowledge.keywordSearch('"old"', 10)).toHaveLength(2)
})

test('two lines of one file are two documents, and those a shorter file no longer has go', () => {
  const { knowledge } = open()
  const path = 'notes.jsonl'
  knowledge.put(sampleDocument({ path, externalId: 'one', texts: ['first note'] }))
  knowledge.put(sampleDocument({ path, externalId: 'two', texts: ['second note'] }))
  expect(knowledge.counts().documents).toBe(2)
  expect(knowledge.removeOthersAt({ collectionId: 1, path }, ['two'])).toBe(1)
  expect(knowledge.keywordSearch('"first"', 10)).toEqual([])
  expect(knowledge.keywordSearch('"second"', 10)).toHaveLength(1)
})

test('a newer reader may read the same content again, an older one may not', () => {
  const { knowledge } = open()
  const { documentId } = knowledge.put({ ...ROSE, readerVersion: 2 })
  const here = { collectionId: 1, path: ROSE.path }
  expect(knowledge.findUnchanged(here, ROSE.contentHash, 2)).toBe(documentId)
  expect(knowledge.findUnchanged(here, ROSE.contentHash, 3)).toBeNull()
  expect(knowledge.put({ ...ROSE, readerVersion: 1 }).kind).toBe('unchanged')
  expect(knowledge.put({ ...ROSE, readerVersion: 3 })).toMatchObject({ documentId, kind: 'changed' })
  expect(knowledge.findUnchanged(here, ROSE.contentHash, 3)).toBe(documentId)
})

test('what a document says about itself comes back with it, and nothing when it says nothing', () => {
  const { db, knowledge } = open()
  const facts = {
    tags: ['returns', 'Überfälliges'],
    language: 'de',
    dateMs: 1_700_000_000_000,
    url: 'https://help.example/a',
    isInternal: true,
  }
  const layout = [{ kind: 'paragraph', start: 0, end: 4 } as const]
  const told = knowledge.put({ ...ROSE, facts, layout }).documentId
  const silent = knowledge.put(MINT).documentId
  const { dateMs, ...shown } = facts
  expect(knowledge.get(told)).toMatchObject({ ...shown, date: dateMs, sourceId: 1, collectionId: 1 })
  expect(knowledge.get(silent)).toMatchObject({
    tags: [],
    language: null,
    date: null,
    url: null,
    isInternal: false,
  })
  const layouts = db.prepare('SELECT layout FROM document_texts ORDER BY document_id').pluck().all()
  expect(layouts).toEqual([JSON.stringify(layout), '[]'])
  knowledge.put({ ...ROSE, texts: [], contentHash: 'new', facts: { tags: ['other'] } } as typeof ROSE)
  expect(knowledge.get(told)).toMatchObject({ tags: ['other'], language: null, url: null })
})

test('one file stands in two collections, is listed in each, and is embedded once', () => {
  const { db, knowledge } = open()
  const model = takeFakeModel(knowledge)
  db.exec(`
    INSERT INTO collections VALUES (2, 'Second', 0);
    INSERT INTO sources (id, collection_id, kind, label, location, created_at) VALUES (9, 2, 'files', 'S', '', 0)`)
  const first = knowledge.put(ROSE).documentId
  const texts = embedAll(knowledge, model.id)
  const second = knowledge.put({ ...ROSE, sourceId: 9, collectionId: 2 })
  expect(texts.length).toBe(second.chunkCount)
  expect(second).toMatchObject({ kind: 'added', knownVectorCount: second.chunkCount })
  const idsOf = (query: object) =>
    knowledge.list({ filter: '', offset: 0, limit: 10, ...query }).documents.map((document) => document.id)
  expect(idsOf({})).toEqual([second.documentId, first])
  expect(idsOf({ collectionIds: [2] })).toEqual([second.documentId])
  expect(idsOf({ collectionIds: [] })).toEqual([second.documentId, first])
  expect(idsOf({ sourceId: 1 })).toEqual([first])
  expect(idsOf({ collectionIds: [2], sourceId: 1 })).toEqual([])
})

test('removing takes a document out of both indexes and grows the revision; removing it again does neither', () => {
  const { knowledge } = open()
  const model = takeFakeModel(knowledge)
  const { documentId } = knowledge.put(ROSE)
  knowledge.put(MINT)
  embedAll(knowledge, model.id)
  const revision = knowledge.revision()
  expect(knowledge.remove([documentId])).toBe(1)
  expect(knowledge.revision()).toBe(revision + 1)
  expect(knowledge.keywordSearch('"rose"', 10)).toEqual([])
  expect(knowledge.nearest(model.id, fakeVector('Water the rose twice'), 10)).toHaveLength(1)
  expect(knowledge.remove([documentId])).toBe(0)
  expect(knowledge.revision()).toBe(revision + 1)
  expect(knowledge.checkIndexes().every((check) => check.ok)).toBe(true)
})

test('removing the sample leaves what the user imported', () => {
  const { knowledge } = open()
  knowledge.put({ ...ROSE, source: 'sample' })
  knowledge.put(MINT)
  expect(knowledge.counts()).toMatchObject({ documents: 2, sampleDocuments: 1 })
  expect(knowledge.removeSample()).toBe(1)
  expect(knowledge.counts()).toMatchObject({ documents: 1, sampleDocuments: 0 })
})

test('an answer that rests on a document goes with its change and its removal, and others stay', () => {
  const { db, knowledge } = open()
  const rose = knowledge.put(ROSE).documentId
  const mint = knowledge.put(MINT).documentId
  const cache = db.prepare("INSERT INTO cached_answers VALUES (?, ?, 'c', 1, 'text', 'model', '[]', 1, 1)")
  for (const [answerId, documentId] of [
    [1, rose],
    [2, mint],
  ] as const) {
    cache.run(answerId, `key ${answerId}`)
    db.prepare('INSERT INTO cached_answer_documents VALUES (?, ?)').run(answerId, documentId)
  }
  const answers = () => db.prepare('SELECT id FROM cached_answers').pluck().all()
  knowledge.put(sampleDocument({ path: ROSE.path, title: ROSE.title, texts: ['New words.'] }))
  expect(answers()).toEqual([2])
  knowledge.remove([mint])
  expect(answers()).toEqual([])
})

test('the list is filtered by title and path as typed, newest first, page by page', () => {
  const { knowledge } = open()
  for (const name of ['a_1', 'b%2', 'c3'])
    knowledge.put(sampleDocument({ path: `${name}.txt`, texts: [name] }))
  const titles = (filter: string, offset = 0, limit = 10) =>
    knowledge.list({ filter, offset, limit }).documents.map((document) => document.title)
  expect(titles('')).toEqual(['c3.txt', 'b%2.txt', 'a_1.txt'])
  expect(titles('', 1, 1)).toEqual(['b%2.txt'])
  expect(titles('%')).toEqual(['b%2.txt'])
  expect(titles('_')).toEqual(['a_1.txt'])
  expect(titles('C3.TXT')).toEqual(['c3.txt'])
  expect(knowledge.list({ filter: 'txt', offset: 0, limit: 1 }).total).toBe(3)
})

test('the list is filtered and ordered without regard to case and accents, of all letters', () => {
  const { knowledge } = open()
  const put = (title: string, path: string) => knowledge.put(sampleDocument({ title, path, texts: [title] }))
  put('Überwintern', 'Éte/winter.txt')
  put('Zamioculcas', 'z.txt')
  put('ПОЛИВ зимой', 'poliv.txt')
  const titles = (filter: string) =>
    knowledge
      .list({ filter, sort: 'title', offset: 0, limit: 10 })
      .documents.map((document) => document.title)
  expect(titles('')).toEqual(['Überwintern', 'Zamioculcas', 'ПОЛИВ зимой'])
  expect(titles('über')).toEqual(['Überwintern'])
  expect(titles('UBERW')).toEqual(['Überwintern'])
  expect(titles('полив')).toEqual(['ПОЛИВ зимой'])
  expect(titles('ete/')).toEqual(['Überwintern'])
  knowledge.moveFile({ collectionId: 1, path: 'Éte/winter.txt' }, 1, 'Århus/winter.txt', false)
  expect(titles('ete/')).toEqual([])
  expect(titles('ÅRHUS')).toEqual(['Überwintern'])
  put('Winterschutz', 'Århus/winter.txt')
  expect(titles('über')).toEqual([])
  expect(titles('WINTERSCH')).toEqual(['Winterschutz'])
})

test('the list is limited to kinds of files and to how far search is with them, and put in each order', () => {
  const { knowledge } = open()
  const model = takeFakeModel(knowledge)
  const facts = { tags: [], language: null, url: null }
  const put = (title: string, dateMs: number | null, isInternal: boolean, more: object) =>
    knowledge.put({
      ...sampleDocument({ path: `${title}.txt`, title, texts: [title] }),
      facts: { ...facts, dateMs, isInternal },
      ...more,
    })
  put('mint', 2_000, false, { format: 'pdf', sizeBytes: 9 })
  put('Aster', null, true, { sizeBytes: 50 })
  embedAll(knowledge, model.id)
  put('rose', 1_000, false, { sizeBytes: 20 })
  const titles = (query: object) =>
    knowledge.list({ filter: '', offset: 0, limit: 10, ...query }).documents.map(({ title }) => title)
  expect(titles({ formats: ['pdf'] })).toEqual(['mint'])
  expect(titles({ formats: [] })).toEqual(['rose', 'Aster', 'mint'])
  expect(titles({ state: 'waiting' })).toEqual(['rose'])
  expect(titles({ state: 'ready' })).toEqual(['Aster', 'mint'])
  expect(titles({ state: 'internal', formats: ['text'] })).toEqual(['Aster'])
  expect(titles({ sort: 'title' })).toEqual(['Aster', 'mint', 'rose'])
  expect(titles({ sort: 'date' })).toEqual(['mint', 'rose', 'Aster'])
  expect(titles({ sort: 'size' })).toEqual(['Aster', 'rose', 'mint'])
  expect(titles({ sort: 'title', offset: 1, limit: 1 })).toEqual(['mint'])
  expect(knowledge.list({ filter: '', state: 'ready', offset: 0, limit: 1 }).total).toBe(2)
})

test('text is cut by UTF-16 units and never beyond its end', () => {
  const { knowledge } = open()
  const { documentId } = knowledge.put(sampleDocument({ path: 'e.txt', texts: ['🌱 leaf'] }))
  expect(knowledge.text(documentId, 3, 7)).toEqual({ start: 3, end: 7, text: 'leaf' })
  expect(knowledge.text(documentId, 5, 999)).toMatchObject({ start: 5, end: 9 })
  expect(knowledge.get(documentId)).toMatchObject({ textLength: 9, chunkCount: 1, embeddedCount: 0 })
  expect(() => knowledge.get(99)).toThrow(expect.objectContaining({ code: 'not_found' }))
  expect(() => knowledge.text(99, 0, 1)).toThrow(expect.objectContaining({ code: 'not_found' }))
})

test('the same text is embedded once, in one batch, over documents and after a removal', () => {
  const { knowledge } = open()
  const model = takeFakeModel(knowledge)
  const twin = (path: string) => sampleDocument({ path, title: 'Twin', texts: ['The same words.'] })
  const { documentId } = knowledge.put(twin('a.txt'))
  knowledge.put(twin('b.txt'))
  expect(embedAll(knowledge, model.id)).toEqual(['Twin\nThe same words.'])
  expect(knowledge.counts().embedded).toBe(2)
  knowledge.remove([documentId])
  expect(knowledge.put(twin('c.txt'))).toMatchObject({ chunkCount: 1, knownVectorCount: 1 })
  expect(embedAll(knowledge, model.id)).toEqual([])
})

test('the revision grows with documents and once more when the last waiting chunk has its vector', () => {
  const { knowledge } = open()
  const model = takeFakeModel(knowledge)
  knowledge.put(ROSE)
  const revision = knowledge.revision()
  const [first, second] = knowledge.pendingChunks(model.id, 16)
  knowledge.putVectors(model.id, [first!], fakeVector('one'))
  expect(knowledge.revision()).toBe(revision)
  knowledge.putVectors(model.id, [second!], fakeVector('two'))
  expect(knowledge.revision()).toBe(revision + 1)
})

test('another model makes all chunks wait, never sees the old vectors, and the first finds its own again', () => {
  const { knowledge } = open()
  const first = takeFakeModel(knowledge)
  knowledge.put(ROSE)
  embedAll(knowledge, first.id)
  const second = takeFakeModel(knowledge, 'other')
  expect(knowledge.counts().embedded).toBe(0)
  expect(knowledge.pendingChunks(first.id, 16)).toEqual([])
  expect(knowledge.pendingChunks(second.id, 16)).toHaveLength(2)
  expect(knowledge.nearest(first.id, fakeVector('rose'), 5)).toEqual([])
  expect(knowledge.nearest(second.id, fakeVector('rose'), 5)).toEqual([])
  knowledge.useModel(first)
  expect(knowledge.counts().embedded).toBe(2)
  expect(knowledge.nearest(first.id, fakeVector('rose'), 5)).toHaveLength(2)
})

test('vectors that come after the model was changed are kept and not searched', () => {
  const { knowledge } = open()
  const first = takeFakeModel(knowledge)
  knowledge.put(MINT)
  const chunks = knowledge.pendingChunks(first.id, 16)
  takeFakeModel(knowledge, 'other')
  knowledge.putVectors(first.id, chunks, fakeVector('mint'))
  expect(knowledge.counts().embedded).toBe(0)
  knowledge.useModel(first)
  expect(knowledge.counts().embedded).toBe(1)
})

test('without a model documents come and go, and the vector index is put right when the model returns', () => {
  const { knowledge } = open()
  const model = takeFakeModel(knowledge)
  const { documentId } = knowledge.put(ROSE)
  embedAll(knowledge, model.id)
  knowledge.useModel(null)
  expect(knowledge.nearest(model.id, fakeVector('rose'), 5)).toEqual([])
  knowledge.remove([documentId])
  knowledge.put(MINT)
  knowledge.useModel(model)
  expect(knowledge.checkIndexes().every((check) => check.ok)).toBe(true)
  expect(knowledge.nearest(model.id, fakeVector('rose'), 5)).toEqual([])
})

test('both ways of vector search agree, also after changes and removals', async () => {
  const exact = open()
  const coded = open(0)
  for (const { knowledge } of [exact, coded]) {
    const model = takeFakeModel(knowledge)
    for (let index = 0; index < 60; index++)
      knowledge.put(
        sampleDocument({ path: `${index}.txt`, texts: [`plant ${index} wants ${index % 7} drops`] }),
      )
    embedAll(knowledge, model.id)
    await knowledge.warmUp()
    const [first] = knowledge.list({ filter: '12.txt', offset: 0, limit: 1 }).documents
    knowledge.remove([first!.id])
    knowledge.put(sampleDocument({ path: '13.txt', texts: ['a rose by any other name'] }))
    embedAll(knowledge, model.id)
  }
  for (const text of ['plant 12', 'a rose', '3 drops'] as const) {
    const [a, b] = [exact, coded].map(({ knowledge }) => knowledge.nearest(1, fakeVector(text), 10))
    expect(b!.map((hit) => hit.similarity)).toEqual(a!.map((hit) => expect.closeTo(hit.similarity, 5)))
  }
})

test('a change is announced once it can be read, and not when it failed', () => {
  const { db, knowledge } = open()
  const seen: (number | boolean)[] = []
  knowledge.onChange(() => seen.push(knowledge.counts().documents, db.inTransaction))
  knowledge.put(ROSE)
  expect(seen).toEqual([1, false])
  expect(() => knowledge.put({ ...MINT, chunks: [{ ...MINT.chunks[0]!, end: 0 }] })).toThrow()
  expect(seen).toEqual([1, false])
  expect(knowledge.counts().documents).toBe(1)
  expect(knowledge.keywordSearch('"mint"', 5)).toEqual([])
})

test('indexes that are out of step are seen and made anew from what is stored', () => {
  const { db, knowledge } = open()
  const model = takeFakeModel(knowledge)
  knowledge.put(ROSE)
  embedAll(knowledge, model.id)
  expect(knowledge.checkIndexes()).toEqual([
    { name: 'database', ok: true, detail: 'ok' },
    { name: 'keyword index', ok: true, detail: 'ok' },
    { name: 'vector index', ok: true, detail: 'ok' },
  ])
  db.exec('DELETE FROM chunk_vectors_1 WHERE rowid = 1')
  db.exec("UPDATE chunks SET text = 'tulip' WHERE id = 1")
  expect(knowledge.checkIndexes().map((check) => check.ok)).toEqual([true, false, false])
  knowledge.rebuildIndexes()
  expect(knowledge.checkIndexes().every((check) => check.ok)).toBe(true)
  expect(knowledge.keywordSearch('"tulip"', 5)).toHaveLength(1)
  expect(knowledge.nearest(model.id, fakeVector('rose'), 5)).toHaveLength(2)
})

test('a full disk is said as such, what is stored stays readable, and room makes it work again', () => {
  const { db, knowledge } = open()
  const model = takeFakeModel(knowledge)
  knowledge.put(ROSE)
  embedAll(knowledge, model.id)
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`)
  const large = sampleDocument({ path: 'large.txt', texts: ['many words '.repeat(20_000)] })
  expect(() => knowledge.put(large)).toThrow(expect.objectContaining({ code: 'storage_full' }))
  expect(knowledge.counts().documents).toBe(1)
  expect(knowledge.keywordSearch('"rose"', 5)).toHaveLength(2)
  expect(knowledge.nearest(model.id, fakeVector('rose'), 5)).toHaveLength(2)
  db.pragma('max_page_count = 1000000')
  expect(knowledge.put(large).kind).toBe('added')
})

test('a large document that replaces another never takes it away before it is whole itself', () => {
  const { knowledge } = open()
  const texts = Array.from({ length: 400 }, (_, index) => `Passage ${index} about ferns.`)
  knowledge.put(sampleDocument({ path: 'big.txt', title: 'Old', texts: ['The old wording about mosses.'] }))
  const steps = knowledge.putInSteps(sampleDocument({ path: 'big.txt', title: 'New', texts }))
  const first = steps.next()
  expect(first.done).toBe(true)
  expect(knowledge.counts()).toMatchObject({ documents: 1, chunks: 400 })
})

test('a large new document comes in steps, and leaves nothing behind when it is left in between', () => {
  const { knowledge } = open()
  const texts = Array.from({ length: 400 }, (_, index) => `Passage ${index} about ferns.`)
  const steps = knowledge.putInSteps(sampleDocument({ path: 'big.txt', title: 'New', texts }))
  expect(steps.next().done).toBe(false)
  steps.return({ documentId: 0, kind: 'added', chunkCount: 0, knownVectorCount: 0 })
  expect(knowledge.counts()).toMatchObject({ documents: 0, chunks: 0 })
})

test('a word of nearly every passage still finds first the documents that are named after it', () => {
  const db = tempDatabase()
  const knowledge = createKnowledge({ db, log: SILENT_LOG, mostRanked: 20 })
  const texts = Array.from({ length: 60 }, (_, place) => `A plant, number ${place}.`)
  knowledge.put(sampleDocument({ path: 'list.txt', title: 'List', texts }))
  const { documentId } = knowledge.put(
    sampleDocument({ path: 'plant.txt', title: 'Plant', texts: ['Last of all, a plant.'] }),
  )
  const hits = knowledge.keywordSearch('"plant"', 100)
  const passages = knowledge.loadPassages(hits.map((hit) => hit.chunkId))
  expect(passages[0]?.documentId).toBe(documentId)
  // ten of the others are ranked, not all sixty
  expect(passages).toHaveLength(11)
  expect(knowledge.keywordSearch('"plant"', 3)).toHaveLength(3)
})

test('a filter allows the same passages in memory as in the database, also after changes', async () => {
  const exact = open(Number.POSITIVE_INFINITY)
  const inMemory = open(0)
  const filter = { formats: ['text' as const], tags: ['care'] }
  const found = async ({ knowledge }: ReturnType<typeof open>) => {
    const model = takeFakeModel(knowledge)
    const put = (path: string, tags: string[], texts: string[]) => {
      const document = sampleDocument({ path, texts })
      const facts = { tags, language: null, dateMs: null, url: null, isInternal: false }
      return knowledge.put({ ...document, facts }).documentId
    }
    put('a.txt', ['care'], ['water the rose', 'cut the rose'])
    const other = put('b.txt', ['price'], ['water the mint'])
    const gone = put('c.txt', ['care'], ['water the fern'])
    embedAll(knowledge, model.id)
    await knowledge.warmUp()
    const paths = () =>
      knowledge
        .loadPassages(
          knowledge.nearest(model.id, fakeVector('water'), 10, filter).map(({ chunkId }) => chunkId),
        )
        .map(({ path, text }) => `${path} ${text}`)
        .sort()
    const before = paths()
    // another text under the same id, new documents, and one less
    put('a.txt', ['care'], ['feed the rose'])
    knowledge.remove([gone])
    put('d.txt', ['care'], ['water the palm'])
    embedAll(knowledge, model.id)
    expect(other).toBeGreaterThan(0)
    return { before, after: paths() }
  }
  const expected = await found(exact)
  expect(expected.before).toEqual(['a.txt cut the rose', 'a.txt water the rose', 'c.txt water the fern'])
  expect(expected.after).toEqual(['a.txt feed the rose', 'd.txt water the palm'])
  expect(await found(inMemory)).toEqual(expected)
})

test('a knowledge base too large to measure where it lies finds nothing by meaning until it is in memory', async () => {
  const knowledge = createKnowledge({
    db: tempDatabase(),
    log: SILENT_LOG,
    exactLimit: 0,
    exactWhileLoading: 1,
  })
  const model = takeFakeModel(knowledge)
  knowledge.put(ROSE)
  embedAll(knowledge, model.id)
  expect(knowledge.isWarming()).toBe(true)
  expect(knowledge.nearest(model.id, fakeVector('rose'), 10)).toEqual([])
  await knowledge.warmUp()
  expect(knowledge.isWarming()).toBe(false)
  expect(knowledge.nearest(model.id, fakeVector('rose'), 10)).toHaveLength(2)
})

test('the same text in two documents is read by the model once, whichever batch its passages wait in', () => {
  const { knowledge } = open()
  const model = takeFakeModel(knowledge)
  for (const path of ['a.txt', 'b.txt', 'c.txt'])
    knowledge.put(sampleDocument({ path, title: 'Mint', texts: ['Mint wants shade.'] }))
  const [first, ...others] = knowledge.pendingChunks(model.id, 2)
  expect(others).toEqual([])
  knowledge.putVectors(model.id, [first as never], fakeVector(first?.embeddingText ?? ''))
  expect(knowledge.counts().embedded).toBe(2)
  const before = knowledge.revision()
  expect(knowledge.attachKnown(model.id, 100)).toBe(1)
  expect(knowledge.counts()).toMatchObject({ chunks: 3, embedded: 3 })
  // all of it can be found now: answers made before may be out of date
  expect(knowledge.revision()).toBe(before + 1)
  expect(knowledge.attachKnown(model.id, 100)).toBe(0)
  expect(knowledge.nearest(model.id, fakeVector('Mint wants shade'), 10)).toHaveLength(3)
})

test('a vector that comes for a passage that is gone, or another text by now, is kept and shown for nobody', () => {
  const { knowledge } = open()
  const model = takeFakeModel(knowledge)
  const { documentId } = knowledge.put(MINT)
  const chunks = knowledge.pendingChunks(model.id, 16)
  knowledge.remove([documentId])
  knowledge.put(ROSE)
  knowledge.putVectors(model.id, chunks, fakeVector('mint'))
  expect(knowledge.counts()).toMatchObject({ chunks: 2, embedded: 0 })
  expect(knowledge.checkIndexes()).toMatchObject({})
  knowledge.put(MINT)
  expect(knowledge.counts().embedded).toBe(1)
})

test('what is written soon is whole on the connection, which waits for the drive again afterwards', () => {
  const { db, knowledge } = open()
  knowledge.put(MINT)
  expect(db.pragma('synchronous', { simple: true })).toBe(2)
  for (const _ of knowledge.putInSteps(ROSE)) expect(db.pragma('synchronous', { simple: true })).toBe(2)
  expect(knowledge.counts().documents).toBe(2)
})

test('how many passages wait is right after every kind of change', () => {
  const { db, knowledge } = open()
  const counted = () => {
    const { chunks, embedded } = knowledge.counts()
    return { chunks, waiting: chunks - embedded }
  }
  const told = db.prepare(
    'SELECT count(*) AS chunks, count(*) FILTER (WHERE model_id IS NULL) AS waiting FROM chunks',
  )
  const first = takeFakeModel(knowledge)
  knowledge.put(ROSE)
  expect(counted()).toEqual(told.get())
  embedAll(knowledge, first.id)
  const { documentId } = knowledge.put(MINT)
  expect(counted()).toEqual({ chunks: 3, waiting: 1 })
  takeFakeModel(knowledge, 'another')
  expect(counted()).toEqual({ chunks: 3, waiting: 3 })
  knowledge.useModel(first)
  expect(counted()).toEqual({ chunks: 3, waiting: 1 })
  knowledge.remove([documentId])
  knowledge.put({ ...ROSE, contentHash: 'new', text: `${ROSE.text} ` })
  expect(counted()).toEqual(told.get())
})

test('of common words it is reckoned in how many passages they stand, of others it is counted', () => {
  const { knowledge } = open()
  const texts = Array.from({ length: 900 }, (_, index) => `plant ${index % 3 === 0 ? 'leaf' : 'soil'}`)
  knowledge.put(sampleDocument({ path: 'many', title: 'x', texts }))
  expect(knowledge.frequency('"leaf"', 50)).toBe(50)
  expect(knowledge.estimatedFrequency('"leaf"', 50)).toBeGreaterThan(280)
  expect(knowledge.estimatedFrequency('"leaf"', 50)).toBeLessThan(320)
  expect(knowledge.estimatedFrequency('"leaf"', 1000)).toBe(300)
  expect(knowledge.estimatedFrequency('"unicorn"', 50)).toBe(0)
})
