import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { tempFolder } from '../../helpers/temp-database'
import { type TempIngest, tempIngest } from '../../helpers/temp-ingest'

const PATIENCE = { timeout: 60_000, interval: 50 }

function folderOf(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(tempFolder(), name)
  mkdirSync(folder)
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text)
  return folder
}

async function add(engine: TempIngest, paths: readonly string[], collectionId = 1) {
  const { ingest, finished } = engine
  const added = ingest.sources.add({
    handles: paths.map((path) => ingest.grant({ path })),
    webKind: 'page',
    collectionId,
    include: [],
    exclude: [],
    isWatched: false,
  })
  for (const jobId of added.jobIds) await finished(jobId)
  await vi.waitFor(
    () => expect(ingest.sources.list().every((source) => source.state !== 'scanning')).toBe(true),
    PATIENCE,
  )
  return added.sources
}

const titlesIn = ({ knowledge }: TempIngest, collectionId: number) =>
  knowledge
    .list({ filter: '', offset: 0, limit: 100, collectionIds: [collectionId] })
    .documents.map((document) => document.title)
    .sort()

test('collections have names of their own, and the first one cannot be removed', async () => {
  const { sources } = tempIngest().ingest
  expect(sources.collections()).toMatchObject([{ id: 1, name: 'Knowledge base', documentCount: 0 }])
  const plants = sources.createCollection('  Plants\n and  pots ')
  expect(plants.name).toBe('Plants and pots')
  expect(() => sources.createCollection('plants AND pots')).toThrow(/called “plants AND pots” already/u)
  expect(() => sources.createCollection(' ')).toThrow(/needs a name/u)
  expect(() => sources.createCollection('x'.repeat(81))).toThrow(/80 characters/u)
  expect(sources.renameCollection(plants.id, 'PLANTS and pots').name).toBe('PLANTS and pots')
  expect(() => sources.renameCollection(99, 'x')).toThrow(expect.objectContaining({ code: 'not_found' }))
  await expect(sources.removeCollection(1)).rejects.toThrow(/always stays/u)
  expect(await sources.removeCollection(plants.id)).toBe(0)
  expect(sources.collections()).toHaveLength(1)
})

test('one folder stands in two collections, is embedded once, and goes from one without the other', async () => {
  const engine = tempIngest()
  engine.ingest.resume()
  const folder = folderOf('help', { 'fern.md': '# Ferns\n\nShade.', 'rose.md': '# Roses\n\nSun.' })
  const second = engine.ingest.sources.createCollection('Second')
  await add(engine, [folder])
  await vi.waitFor(() => expect(engine.knowledge.counts()).toMatchObject({ embedded: 2 }), PATIENCE)
  const embedded = engine.embedder.calls.flat().length
  await add(engine, [folder], second.id)
  expect(engine.knowledge.counts()).toMatchObject({ documents: 4, embedded: 4 })
  expect(engine.embedder.calls.flat().length).toBe(embedded)
  expect(await engine.ingest.sources.removeCollection(second.id)).toBe(2)
  expect(titlesIn(engine, 1)).toEqual(['Ferns', 'Roses'])
  expect(engine.ingest.sources.list()).toHaveLength(1)
})

test('a source moves to another collection with its documents, which keep their ids', async () => {
  const engine = tempIngest()
  const [source] = await add(engine, [folderOf('help', { 'fern.md': '# Ferns' })])
  const second = engine.ingest.sources.createCollection('Second')
  const idsBefore = engine.knowledge.list({ filter: '', offset: 0, limit: 9 }).documents.map(({ id }) => id)
  const moved = await engine.ingest.sources.update(source?.id ?? 0, { collectionId: second.id })
  expect(moved.collectionId).toBe(second.id)
  expect([titlesIn(engine, 1), titlesIn(engine, second.id)]).toEqual([[], ['Ferns']])
  const idsAfter = engine.knowledge.list({ filter: '', offset: 0, limit: 9 }).documents.map(({ id }) => id)
  expect(idsAfter).toEqual(idsBefore)
  await expect(engine.ingest.sources.update(1, { collectionId: second.id })).rejects.toThrow(/stays there/u)
})

test('where the new collection has the same file already, that one stays', async () => {
  const engine = tempIngest()
  const folder = folderOf('help', { 'fern.md': '# Ferns' })
  const second = engine.ingest.sources.createCollection('Second')
  const [first] = await add(engine, [folder])
  await add(engine, [folder], second.id)
  await engine.ingest.sources.update(first?.id ?? 0, { collectionId: second.id })
  expect([titlesIn(engine, 1), titlesIn(engine, second.id)]).toEqual([[], ['Ferns']])
  expect(engine.knowledge.checkIndexes().every((check) => check.ok)).toBe(true)
})

test('a folder and two loose files become two sources; an upload goes to the imported files', async () => {
  const engine = tempIngest()
  const folder = folderOf('help', { 'fern.md': '# Ferns' })
  const loose = folderOf('loose', { 'a.md': '# A', 'b.md': '# B' })
  const sources = await add(engine, [folder, join(loose, 'a.md'), join(loose, 'b.md')])
  expect(sources).toMatchObject([
    { kind: 'folder', label: 'help', location: folder },
    { kind: 'files', label: '2 files' },
  ])
  expect(titlesIn(engine, 1)).toEqual(['A', 'B', 'Ferns'])

  const upload = folderOf('upload', { 'c.md': '# C' })
  const handle = engine.ingest.grant({ path: join(upload, 'c.md'), label: 'c.md', isTemporary: true })
  const rest = { webKind: 'page', collectionId: 1, include: [], exclude: [], isWatched: true } as const
  const added = engine.ingest.sources.add({ handles: [handle], ...rest })
  await engine.finished(added.jobIds[0] ?? 0)
  expect(added.sources).toMatchObject([{ id: 1, label: 'Imported files' }])
  expect(titlesIn(engine, 1)).toEqual(['A', 'B', 'C', 'Ferns'])
})

test('removing a source takes its documents, and a built-in one only loses these', async () => {
  const engine = tempIngest()
  const folder = folderOf('help', { 'fern.md': '# Ferns' })
  const [source] = await add(engine, [folder])
  await engine.importPaths([join(folderOf('loose', { 'a.md': '# A' }), 'a.md')])
  expect(await engine.ingest.sources.remove(source?.id ?? 0)).toBe(1)
  expect(titlesIn(engine, 1)).toEqual(['A'])
  expect(await engine.ingest.sources.remove(1)).toBe(1)
  await engine.importPaths([join(folderOf('loose', { 'b.md': '# B' }), 'b.md')])
  expect(titlesIn(engine, 1)).toEqual(['B'])
  await expect(engine.ingest.sources.remove(99)).rejects.toThrow(/no longer there/u)
})

test('what cannot be added is refused in words', () => {
  const { sources } = tempIngest().ingest
  const input = {
    handles: [],
    webKind: 'page',
    collectionId: 1,
    include: [],
    exclude: [],
    isWatched: true,
  } as const
  expect(() => sources.add({ ...input, address: 'https://x.example' })).toThrow(/switched off/u)
  expect(() => sources.add({ ...input, collectionId: 7 })).toThrow(/no longer there/u)
  expect(() => sources.add({ ...input, handles: ['0'.repeat(32)] })).toThrow(/Pick the files again/u)
  expect(() => sources.add({ ...input, include: Array(101).fill('*') })).toThrow(/100 patterns/u)
  expect(() => sources.rescan(1)).toThrow(/no place to look at/u)
})
