import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { encodeContent } from '../../../src/engine/packs/document-entry'
import { sha256 } from '../../../src/engine/packs/manifest'
import { encodeHead } from '../../../src/engine/packs/pack-head'
import { createKeyPair } from '../../../src/engine/packs/signature'
import { fakeVector } from '../../helpers/fake-embedder'
import { contentOf, makePack, SAMPLE_DOCUMENTS, type SampleDocument } from '../../helpers/sample-pack'
import { tempFolder } from '../../helpers/temp-database'
import { tempPacks } from '../../helpers/temp-packs'

const KEYS = createKeyPair()
const OTHER_KEYS = createKeyPair()
const MARK = { kind: 'refused' } as const

function paths(packs: ReturnType<typeof tempPacks>): string[] {
  return packs.knowledge
    .list({ filter: '', offset: 0, limit: 100 })
    .documents.map(({ path }) => path)
    .sort()
}

test('an installed pack is searchable by words and by meaning at once, and nothing waits', async () => {
  const room = tempPacks()
  const [outcome] = await room.install(await makePack())
  expect(outcome).toMatchObject({ kind: 'installed', name: 'Sample pack', added: 3, message: null })
  expect(room.knowledge.counts()).toMatchObject({ documents: 3, chunks: 5, embedded: 5 })
  expect(room.knowledge.keywordSearch('fern', 5)).toHaveLength(1)
  const [nearest] = room.knowledge.nearest(1, fakeVector('Watering\nWater the fern twice a week.'), 1)
  const [passage] = room.knowledge.loadPassages([nearest?.chunkId ?? 0])
  expect(passage?.text).toBe('Water the fern twice a week.')
  expect(room.packs.list().packs).toMatchObject([
    {
      packId: 'sample',
      serial: 1,
      documentCount: 3,
      chunkCount: 5,
      signature: 'none',
      hasFittingVectors: true,
    },
  ])
})

test('it goes into a collection of its own name, or into the one that is asked for', async () => {
  const room = tempPacks()
  await room.install(await makePack())
  await room.install(await makePack({ id: 'other', name: 'Other' }), { collection: 'Shared' })
  await room.install(await makePack({ id: 'third', name: 'Third' }), { collectionId: 1 })
  const names = room.db
    .prepare(
      'SELECT DISTINCT name FROM collections JOIN documents ON collection_id = collections.id ORDER BY name',
    )
    .pluck()
    .all()
  expect(names).toEqual(['Knowledge base', 'Sample pack', 'Shared'])
})

test('an update adds, replaces and removes what differs, and leaves the rest as it is', async () => {
  const room = tempPacks()
  await room.install(await makePack())
  const before = new Map(
    room.knowledge.list({ filter: '', offset: 0, limit: 9 }).documents.map((one) => [one.path, one]),
  )
  const documents: SampleDocument[] = [
    SAMPLE_DOCUMENTS[0]!,
    { path: 'kb/watering.md', title: 'Watering', paragraphs: ['Water the fern daily.'] },
    { path: 'kb/new.md', title: 'New', paragraphs: ['Gift cards never expire.'] },
  ]
  const [outcome] = await room.install(await makePack({ serial: 2, documents }))
  expect(outcome).toMatchObject({ kind: 'updated', added: 1, changed: 1, removed: 1 })
  expect(paths(room)).toEqual([
    'pack:sample/kb/new.md',
    'pack:sample/kb/returns.md',
    'pack:sample/kb/watering.md',
  ])
  const same = room.knowledge.list({ filter: 'returns', offset: 0, limit: 9 }).documents[0]
  expect(same).toEqual(before.get('pack:sample/kb/returns.md'))
  expect(room.knowledge.keywordSearch('shipping', 5)).toEqual([])
  expect(room.knowledge.counts()).toMatchObject({ documents: 3, chunks: 4, embedded: 4 })
})

test('the same issue once more changes nothing', async () => {
  const room = tempPacks()
  const file = await makePack()
  await room.install(file)
  const before = room.dump()
  expect(await room.install(file)).toMatchObject([{ kind: 'unchanged' }])
  expect(room.dump()).toBe(before)
})

test('a document removed by hand comes back with the same issue', async () => {
  const room = tempPacks()
  const file = await makePack()
  await room.install(file)
  room.knowledge.remove([room.knowledge.list({ filter: 'fern', offset: 0, limit: 1 }).documents[0]?.id ?? 1])
  room.knowledge.remove([1])
  expect(await room.install(file)).toMatchObject([{ kind: 'updated', added: 1 }])
  expect(room.knowledge.counts().documents).toBe(3)
})

test('an older issue is refused, and taken when it is forced', async () => {
  const room = tempPacks()
  await room.install(await makePack({ serial: 5 }))
  const old = await makePack({ serial: 4, documents: SAMPLE_DOCUMENTS.slice(0, 1) })
  const before = room.dump()
  expect(await room.install(old)).toMatchObject([{ ...MARK, code: 'older' }])
  expect(room.dump()).toBe(before)
  expect(await room.install(old, { isForced: true })).toMatchObject([{ kind: 'updated', removed: 2 }])
})

test('other content under the same number is refused', async () => {
  const room = tempPacks()
  await room.install(await makePack())
  const other = await makePack({ documents: SAMPLE_DOCUMENTS.slice(0, 1) })
  expect(await room.install(other)).toMatchObject([{ ...MARK, code: 'same_number' }])
})

test('an issue signed by another key, or by none, is refused', async () => {
  const room = tempPacks()
  await room.install(await makePack({ privateKey: KEYS.privateKey }))
  expect(room.packs.list().packs[0]).toMatchObject({ signature: 'signed', publicKey: KEYS.publicKey })
  const before = room.dump()
  const other = await makePack({ serial: 2, privateKey: OTHER_KEYS.privateKey })
  expect(await room.install(other)).toMatchObject([{ ...MARK, code: 'other_key' }])
  expect(await room.install(await makePack({ serial: 2 }))).toMatchObject([{ ...MARK, code: 'other_key' }])
  expect(room.dump()).toBe(before)
  expect(await room.install(await makePack({ serial: 2, privateKey: KEYS.privateKey }))).toMatchObject([
    { kind: 'updated' },
  ])
})

test('a key is replaced when the administrator trusts the new one and no longer the old one', async () => {
  const room = tempPacks({ policy: { trustedPackKeys: [KEYS.publicKey, OTHER_KEYS.publicKey] } })
  await room.install(await makePack({ privateKey: KEYS.privateKey }))
  const next = await makePack({ serial: 2, privateKey: OTHER_KEYS.privateKey })
  expect(await room.install(next)).toMatchObject([{ ...MARK, code: 'other_key' }])
  const later = room.restart({ trustedPackKeys: [OTHER_KEYS.publicKey] })
  expect(await later.install(next)).toMatchObject([{ kind: 'updated' }])
  expect(later.packs.list().packs[0]).toMatchObject({ signature: 'trusted' })
})

test('where signatures are required, only trusted keys install, forced or not', async () => {
  const room = tempPacks({ policy: { requireSignedPacks: true, trustedPackKeys: [KEYS.publicKey] } })
  const before = room.dump()
  for (const isForced of [false, true]) {
    expect(await room.install(await makePack(), { isForced })).toMatchObject([
      { ...MARK, code: 'not_signed' },
    ])
    const other = await makePack({ privateKey: OTHER_KEYS.privateKey })
    expect(await room.install(other, { isForced })).toMatchObject([{ ...MARK, code: 'key_not_trusted' }])
  }
  expect(room.dump()).toBe(before)
  expect(await room.install(await makePack({ privateKey: KEYS.privateKey }))).toMatchObject([
    { kind: 'installed' },
  ])
})

test('a byte altered anywhere is refused, and leaves everything as it was', async () => {
  const room = tempPacks()
  const before = room.dump()
  const bytes = readFileSync(await makePack({ privateKey: KEYS.privateKey }))
  const file = join(tempFolder(), 'altered.vmpack')
  for (let at = 0; at < bytes.length; at += 61) {
    const altered = Buffer.from(bytes)
    altered[at] = (altered[at] ?? 0) ^ 0x20
    writeFileSync(file, altered)
    expect(await room.install(file), `byte ${at}`).toMatchObject([{ kind: 'refused' }])
  }
  expect(room.dump()).toBe(before)
  writeFileSync(file, bytes)
  expect(await room.install(file)).toMatchObject([{ kind: 'installed' }])
})

test('of an update only what is new is read: what is altered elsewhere cannot come in', async () => {
  const room = tempPacks()
  await room.install(await makePack())
  const documents = [...SAMPLE_DOCUMENTS, { path: 'x.md', paragraphs: ['More.'] }]
  const file = await makePack({ serial: 2, documents })
  const bytes = readFileSync(file)
  const texts = () =>
    JSON.stringify(room.db.prepare('SELECT text FROM document_texts ORDER BY document_id LIMIT 3').all())
  const before = texts()
  const at = bytes.length - encodeContent(contentOf({ path: 'x.md', paragraphs: ['More.'] })).length - 3000
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(file, bytes)
  await room.install(file)
  expect(texts()).toBe(before)
})

/** A pack whose one document has this content, however wrong. */
function packWith(content: Buffer): string {
  const description = {
    format: 'verdemuse-pack',
    version: 1,
    id: 'forged',
    name: 'Forged',
    serial: 1,
    createdAt: null,
    builtWith: 'test',
    model: null,
    entryCount: 1,
    documentCount: 1,
    chunkCount: 1,
  }
  const entry = { hash: sha256(content), bytes: content.length }
  const document = { path: 'kb/a.md', externalId: null, text: 0, vectors: null, original: null }
  const manifest = Buffer.from(
    [description, entry, document].map((line) => `${JSON.stringify(line)}\n`).join(''),
  )
  const head = encodeHead({ manifestBytes: manifest.length, manifestHash: sha256(manifest), signature: null })
  const file = join(tempFolder(), 'forged.vmpack')
  writeFileSync(file, Buffer.concat([head, manifest, content]))
  return file
}

const GOOD = contentOf(SAMPLE_DOCUMENTS[0]!)
const head = (changes: object) => {
  const { text, ...rest } = { ...GOOD, ...changes }
  return Buffer.from(`${JSON.stringify(rest)}\n${text}`)
}

test('the twin: content as it should be is installed', async () => {
  expect(await tempPacks().install(packWith(encodeContent(GOOD)))).toMatchObject([{ kind: 'installed' }])
})

test.each([
  {
    what: 'a passage behind the end',
    content: head({ chunks: [{ start: 0, end: 5000, page: null, heading: '' }] }),
  },
  {
    what: 'a passage that ends before it begins',
    content: head({ chunks: [{ start: 9, end: 3, page: null, heading: '' }] }),
  },
  { what: 'a negative place', content: head({ chunks: [{ start: -1, end: 3, page: null, heading: '' }] }) },
  {
    what: 'a place between two characters',
    content: head({ chunks: [{ start: 0.5, end: 3, page: null, heading: '' }] }),
  },
  { what: 'page zero', content: head({ chunks: [{ start: 0, end: 3, page: 0, heading: '' }] }) },
  { what: 'a page outside of the text', content: head({ pages: [{ page: 1, start: 0, end: 9999 }] }) },
  {
    what: 'pages that overlap',
    content: head({
      pages: [
        { page: 1, start: 0, end: 20 },
        { page: 2, start: 5, end: 30 },
      ],
    }),
  },
  {
    what: 'a heading outside of the text',
    content: head({ headings: [{ level: 1, title: 'x', start: 9999 }] }),
  },
  {
    what: 'a block outside of the text',
    content: head({ layout: [{ kind: 'paragraph', start: 0, end: 9999 }] }),
  },
  {
    what: 'a link outside of its block',
    content: head({
      layout: [
        { kind: 'paragraph', start: 0, end: 5, spans: [{ kind: 'link', start: 0, end: 9, href: 'x' }] },
      ],
    }),
  },
  {
    what: 'passages that repeat each other',
    content: head({
      text: 'word '.repeat(3000),
      chunks: Array.from({ length: 500 }, () => ({ start: 0, end: 15_000, page: null, heading: '' })),
    }),
  },
  {
    what: 'a heading of a megabyte',
    content: head({ chunks: [{ start: 0, end: 3, page: null, heading: 'x'.repeat(1_000_000) }] }),
  },
  { what: 'a format that is none', content: head({ format: 'exe' }) },
  {
    what: 'an address that is a script',
    content: head({ facts: { ...GOOD.facts, url: 'javascript:alert(1)' } }),
  },
  { what: 'a title with a NUL', content: head({ title: 'a\u0000b' }) },
  { what: 'a text with a NUL', content: head({ text: 'Plants\u0000 may be returned within thirty days.' }) },
  {
    what: 'a text that is not UTF-8',
    content: Buffer.concat([encodeContent(GOOD), Buffer.from([0xc0, 0xaf])]),
  },
  { what: 'no text at all', content: Buffer.from('{}') },
  { what: 'prototype keys', content: Buffer.from(`{"__proto__":{"x":1}}\ntext`) },
])('a document with $what is refused, and nothing changes', async ({ content }) => {
  const room = tempPacks()
  const before = room.dump()
  expect(await room.install(packWith(content))).toMatchObject([{ ...MARK, code: 'damaged' }])
  expect(room.dump()).toBe(before)
  expect(({} as { x?: unknown }).x).toBeUndefined()
})

test('settings and commands beside a document have no effect', async () => {
  const room = tempPacks()
  const extra = { settings: { serverUrl: 'https://evil.example' }, command: 'rm -rf /' }
  expect(await room.install(packWith(head(extra)))).toMatchObject([{ kind: 'installed' }])
  expect(room.dump()).not.toMatch(/evil|rm -rf/)
})

test('vectors of another model are left out, and that is said', async () => {
  const room = tempPacks()
  const model = { fingerprint: 'other', name: 'other-model', dimension: 64 }
  const [outcome] = await room.install(await makePack({ model }))
  expect(outcome).toMatchObject({ kind: 'installed', message: expect.stringContaining('other-model') })
  expect(room.knowledge.counts()).toMatchObject({ chunks: 5, embedded: 0 })
  expect(room.packs.list().packs[0]).toMatchObject({ hasFittingVectors: false })
})

test('a pack cannot replace a vector that this machine knows', async () => {
  const room = tempPacks()
  const [hash, mine] = ['a'.repeat(64), new Float32Array(64).fill(1 / 8)]
  room.knowledge.putVectors(1, [{ chunkId: 0, embeddingHash: hash, embeddingText: '' }], mine)
  room.knowledge.putAll([], { modelId: 1, vectors: [{ embeddingHash: hash, vector: fakeVector('other') }] })
  const kept = room.db
    .prepare('SELECT vector FROM vectors WHERE embedding_hash = ?')
    .pluck()
    .get(hash) as Buffer
  expect(new Float32Array(new Uint8Array(kept).buffer)).toEqual(mine)
})

test('the bytes of a file travel with its document, and go with it', async () => {
  const room = tempPacks()
  const original = Buffer.from('%PDF-1.7 the file as it was')
  const kept = () => room.db.prepare('SELECT bytes FROM original_pieces').pluck().all()
  const documents = [{ path: 'kb/a.pdf', paragraphs: ['Plants.'], original }]
  await room.install(await makePack({ documents }))
  expect(kept()).toEqual([original])
  await room.packs.remove(room.packs.list().packs[0]?.id ?? 0)
  expect(kept()).toEqual([])
})

test('a removed pack takes its documents along, and nobody else’s', async () => {
  const room = tempPacks()
  await room.install(await makePack())
  await room.install(await makePack({ id: 'other', name: 'Other' }))
  await room.packs.remove(room.packs.list().packs.find(({ packId }) => packId === 'sample')?.id ?? 0)
  expect(room.packs.list().packs.map(({ packId }) => packId)).toEqual(['other'])
  expect(paths(room).every((path) => path.startsWith('pack:other/'))).toBe(true)
  await expect(room.packs.remove(999)).rejects.toThrow('no longer there')
})

test('an installation that was cut off in the middle is finished at the next start', async () => {
  const room = tempPacks()
  const documents = Array.from({ length: 400 }, (_, index) => ({
    path: `kb/${index}.md`,
    title: `Article ${index}`,
    paragraphs: [`First ${index}.`, `Second ${index}.`],
  }))
  const file = await makePack({ documents })
  const abort = new AbortController()
  const installing = room.packs.install(
    { place: file, collectionId: null, collection: null, isWatched: false, isForced: false },
    abort.signal,
  )
  const stop = room.knowledge.onChange(() => {
    if (room.knowledge.counts().documents > 100) abort.abort()
  })
  await expect(installing).rejects.toThrow()
  stop()
  const half = room.knowledge.counts().documents
  expect(half).toBeGreaterThan(100)
  expect(half).toBeLessThan(400)
  expect(readdirSync(join(room.dataDir, 'packs'))).toEqual(['sample.part'])

  const next = room.restart()
  const finished = new Promise<void>((resolve) => next.packs.changes.onChange(resolve))
  next.packs.start({ isWatching: false })
  await finished
  expect(next.knowledge.counts()).toMatchObject({ documents: 400, chunks: 800, embedded: 800 })
  expect(next.packs.list().packs).toMatchObject([{ serial: 1, documentCount: 400 }])
  expect(existsSync(join(room.dataDir, 'packs/sample.part'))).toBe(false)
})

test('a stage that was damaged meanwhile is given up, and the pack installs anew', async () => {
  const room = tempPacks()
  room.db.prepare("INSERT INTO pack_installs VALUES ('sample', NULL, NULL, NULL, 0)").run()
  const finished = new Promise<void>((resolve) => room.packs.changes.onChange(resolve))
  room.packs.start({ isWatching: false })
  await finished
  expect(await room.install(await makePack())).toMatchObject([{ kind: 'installed' }])
})

test('what lies outside of the machine’s paths and https is no place of a pack', async () => {
  const room = tempPacks()
  for (const place of [
    'relative.vmpack',
    'http://kb.example.com/a.vmpack',
    'https://user:secret@kb.example.com/a',
    'ftp://kb.example.com/a',
    'file:///etc/passwd',
  ])
    await expect(room.install(place)).rejects.toMatchObject({ code: 'bad_request' })
  expect(await room.install(join(tempFolder(), 'none.vmpack'))).toMatchObject([{ ...MARK, code: 'gone' }])
})
