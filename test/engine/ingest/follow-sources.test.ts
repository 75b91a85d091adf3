import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import type { FollowTimes } from '../../../src/engine/ingest/follow-sources'
import { SourceUnreachable } from '../../../src/engine/ingest/lister'
import type { KnowledgeSource } from '../../../src/shared/models'
import { tempFolder } from '../../helpers/temp-database'
import { type TempIngest, tempIngest } from '../../helpers/temp-ingest'

const HOUR_MS = 3_600_000
/** Events count, the clock does not: what follows must follow from an event or from `rescan`. */
const TIMES: FollowTimes = {
  debounceMs: 50,
  stableMs: 0,
  doubtMs: 50,
  tickMs: HOUR_MS,
  folderEveryMs: HOUR_MS,
  siteEveryMs: HOUR_MS,
  siteUnreachableEveryMs: HOUR_MS,
  unreachableEveryMs: HOUR_MS,
}
const PATIENCE = { timeout: 60_000, interval: 50 }

function open(times: Partial<FollowTimes> = {}): TempIngest {
  return tempIngest({ followTimes: { ...TIMES, ...times } })
}

interface Added {
  readonly source: KnowledgeSource
  readonly jobId: number
}

async function addFolder(
  { ingest, finished }: TempIngest,
  folder: string,
  options: { include?: string[]; exclude?: string[]; isWatched?: boolean; collectionId?: number } = {},
): Promise<Added> {
  const { sources, jobIds } = ingest.sources.add({
    handles: [ingest.grant({ path: folder })],
    webKind: 'page',
    collectionId: 1,
    include: [],
    exclude: [],
    isWatched: true,
    ...options,
  })
  const [source] = sources
  const [jobId] = jobIds
  if (!source || jobId === undefined) throw new Error('no source was added')
  await finished(jobId)
  await looked(ingest, source.id)
  return { source, jobId }
}

async function looked(ingest: TempIngest['ingest'], sourceId: number): Promise<void> {
  await vi.waitFor(() => {
    expect(stateOf(ingest, sourceId).state).not.toBe('scanning')
    expect(ingest.activeJob()).toBeNull()
  }, PATIENCE)
}

function stateOf(ingest: TempIngest['ingest'], sourceId: number): KnowledgeSource {
  const found = ingest.sources.list().find((source) => source.id === sourceId)
  if (!found) throw new Error('the source is gone')
  return found
}

async function rescan(ingest: TempIngest['ingest'], sourceId: number): Promise<void> {
  ingest.sources.rescan(sourceId)
  await looked(ingest, sourceId)
}

const titles = ({ knowledge }: TempIngest) =>
  knowledge
    .list({ filter: '', offset: 0, limit: 100 })
    .documents.map((document) => document.title)
    .sort()
const finds = ({ knowledge }: TempIngest, word: string) => knowledge.keywordSearch(`"${word}"`, 10).length

function helpFolder(): string {
  const folder = join(tempFolder(), 'help')
  mkdirSync(join(folder, 'inner'), { recursive: true })
  writeFileSync(join(folder, 'fern.md'), '# Ferns\n\nFerns like shade.')
  writeFileSync(join(folder, 'inner', 'rose.md'), '# Roses\n\nRoses like sun.')
  return folder
}

test('a watched folder follows its files by itself: new, changed and removed ones, also in new folders', async () => {
  const engine = open()
  const folder = helpFolder()
  await addFolder(engine, folder)
  expect(titles(engine)).toEqual(['Ferns', 'Roses'])

  mkdirSync(join(folder, 'new'))
  writeFileSync(join(folder, 'new', 'mint.md'), '# Mint\n\nMint spreads.')
  writeFileSync(join(folder, 'fern.md'), '# Ferns\n\nFerns like moisture.')
  await vi.waitFor(
    () => expect([finds(engine, 'spreads'), finds(engine, 'moisture')]).toEqual([1, 1]),
    PATIENCE,
  )
  expect(finds(engine, 'shade')).toBe(0)

  rmSync(join(folder, 'inner', 'rose.md'))
  await vi.waitFor(() => expect(finds(engine, 'sun')).toBe(0), PATIENCE)
  expect(titles(engine)).toEqual(['Ferns', 'Mint'])
})

test('a folder that is not watched follows only when it is asked to', async () => {
  const engine = open()
  const folder = helpFolder()
  const { source } = await addFolder(engine, folder, { isWatched: false })
  rmSync(join(folder, 'fern.md'))
  await wait(300)
  expect(titles(engine)).toEqual(['Ferns', 'Roses'])
  await rescan(engine.ingest, source.id)
  expect(titles(engine)).toEqual(['Roses'])
})

test('an answer that rests on a removed file is forgotten with it', async () => {
  const engine = open()
  const folder = helpFolder()
  const { source } = await addFolder(engine, folder, { isWatched: false })
  const [rose] = engine.knowledge.list({ filter: 'rose', offset: 0, limit: 1 }).documents
  engine.db.exec("INSERT INTO cached_answers VALUES (1, 'e', 'c', 1, 'text', 'model', '[]', 1, 1)")
  engine.db.prepare('INSERT INTO cached_answer_documents VALUES (1, ?)').run(rose?.id)
  const answers = () => engine.db.prepare('SELECT count(*) FROM cached_answers').pluck().get()
  await rescan(engine.ingest, source.id)
  expect(answers()).toBe(1)
  rmSync(join(folder, 'inner', 'rose.md'))
  await rescan(engine.ingest, source.id)
  expect(answers()).toBe(0)
})

test('a look reads only what changed, and starts no import when nothing did', async () => {
  const engine = open()
  const folder = helpFolder()
  writeFileSync(join(folder, 'broken.pdf'), 'no pdf')
  writeFileSync(join(folder, 'photo.png'), 'x')
  const { source, jobId } = await addFolder(engine, folder, { isWatched: false })
  expect(engine.ingest.jobs().map((job) => [job.id, job.kind])).toEqual([[jobId, 'import']])

  await rescan(engine.ingest, source.id)
  expect(engine.ingest.jobs()).toHaveLength(1)

  writeFileSync(join(folder, 'fern.md'), '# Ferns\n\nFerns like a lot of shade.')
  await rescan(engine.ingest, source.id)
  const [job] = engine.ingest.jobs()
  expect(job).toMatchObject({ kind: 'rescan', sourceId: source.id, total: 1, done: 1 })
  // touched, not changed: its content is compared, its document stays
  utimesSync(join(folder, 'fern.md'), 5, 5)
  await rescan(engine.ingest, source.id)
  expect(engine.ingest.jobs()[0]).toMatchObject({ total: 1, done: 0, unchanged: 1 })
})

test('a moved file keeps its document and its vectors, a renamed one too, and neither is embedded again', async () => {
  const engine = open()
  const folder = helpFolder()
  const { source } = await addFolder(engine, folder, { isWatched: false })
  engine.ingest.resume()
  await vi.waitFor(() => expect(engine.knowledge.counts().embedded).toBe(2), PATIENCE)
  const idOf = (title: string) =>
    engine.knowledge
      .list({ filter: '', offset: 0, limit: 9 })
      .documents.find((document) => document.title === title)
  const before = { fern: idOf('Ferns'), rose: idOf('Roses') }
  const embeddedBefore = engine.embedder.calls.flat().length

  renameSync(join(folder, 'fern.md'), join(folder, 'inner', 'fern.md'))
  renameSync(join(folder, 'inner', 'rose.md'), join(folder, 'Rose garden.md'))
  await rescan(engine.ingest, source.id)

  expect(idOf('Ferns')).toMatchObject({ id: before.fern?.id, path: join(folder, 'inner', 'fern.md') })
  expect(idOf('Roses')).toMatchObject({ id: before.rose?.id, path: join(folder, 'Rose garden.md') })
  expect(engine.embedder.calls.flat().length).toBe(embeddedBefore)
  expect(engine.knowledge.counts()).toMatchObject({ documents: 2, chunks: 2, embedded: 2 })
  await rescan(engine.ingest, source.id)
  expect(titles(engine)).toEqual(['Ferns', 'Roses'])
})

test('a file named by its name alone gets its new name as its title', async () => {
  const engine = open()
  const folder = tempFolder()
  writeFileSync(join(folder, 'draft.txt'), 'Parcels are sent on Mondays.')
  const { source } = await addFolder(engine, folder, { isWatched: false })
  renameSync(join(folder, 'draft.txt'), join(folder, 'sending-parcels.txt'))
  await rescan(engine.ingest, source.id)
  expect(titles(engine)).toEqual(['Sending parcels'])
})

test('when one of two copies goes, the other one answers', async () => {
  const engine = open()
  const folder = tempFolder()
  writeFileSync(join(folder, 'a.md'), '# Twins\n\nThe same words.')
  writeFileSync(join(folder, 'b.md'), '# Twins\n\nThe same words.')
  const { source } = await addFolder(engine, folder, { isWatched: false })
  expect(titles(engine)).toEqual(['Twins'])
  rmSync(join(folder, 'a.md'))
  await rescan(engine.ingest, source.id)
  expect(titles(engine)).toEqual(['Twins'])
  const [left] = engine.knowledge.list({ filter: '', offset: 0, limit: 1 }).documents
  expect(left?.path).toBe(join(folder, 'b.md'))
})

test('a folder that is not there keeps its documents, says so, and comes to life again', async () => {
  const engine = open()
  const folder = helpFolder()
  const { source } = await addFolder(engine, folder, { isWatched: false })
  renameSync(folder, `${folder}-away`)
  await rescan(engine.ingest, source.id)
  const away = stateOf(engine.ingest, source.id)
  expect(away.state).toBe('unreachable')
  expect(away.message).toMatch(/is not there now\. What was read from it stays\./u)
  expect(titles(engine)).toEqual(['Ferns', 'Roses'])

  renameSync(`${folder}-away`, folder)
  rmSync(join(folder, 'fern.md'))
  await rescan(engine.ingest, source.id)
  expect(stateOf(engine.ingest, source.id)).toMatchObject({ state: 'ready', message: null })
  expect(titles(engine)).toEqual(['Roses'])
})

test('an empty folder of another drive at the same path is taken for a drive that is not there', async () => {
  const engine = open()
  const folder = helpFolder()
  const { source } = await addFolder(engine, folder, { isWatched: false })
  engine.db.prepare("UPDATE sources SET device = 'another' WHERE id = ?").run(source.id)
  rmSync(folder, { recursive: true })
  mkdirSync(folder)
  await rescan(engine.ingest, source.id)
  expect(stateOf(engine.ingest, source.id)).toMatchObject({ state: 'unreachable' })
  expect(titles(engine)).toEqual(['Ferns', 'Roses'])
})

test('a large loss is looked at twice before its documents go', async () => {
  const engine = open({ doubtMs: HOUR_MS })
  const folder = tempFolder()
  for (let index = 0; index < 25; index++) writeFileSync(join(folder, `${index}.txt`), `Plant ${index}.`)
  const { source } = await addFolder(engine, folder, { isWatched: false })
  for (let index = 0; index < 24; index++) rmSync(join(folder, `${index}.txt`))
  await rescan(engine.ingest, source.id)
  expect(engine.knowledge.counts().documents).toBe(25)
  await rescan(engine.ingest, source.id)
  expect(engine.knowledge.counts().documents).toBe(1)
})

test('patterns decide what is read, in every folder, and later ones are applied to what is there', async () => {
  const engine = open()
  const folder = helpFolder()
  mkdirSync(join(folder, 'drafts'))
  writeFileSync(join(folder, 'drafts', 'moss.md'), '# Moss')
  writeFileSync(join(folder, 'notes.txt'), 'Notes.')
  const { source } = await addFolder(engine, folder, {
    include: ['*.md'],
    exclude: ['drafts'],
    isWatched: false,
  })
  expect(titles(engine)).toEqual(['Ferns', 'Roses'])
  await engine.ingest.sources.update(source.id, { include: [], exclude: ['inner/**'] })
  await looked(engine.ingest, source.id)
  expect(titles(engine)).toEqual(['Ferns', 'Moss', 'Notes'])
})

test('links that lead in a circle are followed once, and a folder behind a link is followed like any other', async () => {
  const engine = open()
  const folder = helpFolder()
  symlinkSync(folder, join(folder, 'inner', 'up'))
  const { source } = await addFolder(engine, folder, { isWatched: false })
  expect(titles(engine)).toEqual(['Ferns', 'Roses'])
  await rescan(engine.ingest, source.id)
  expect(titles(engine)).toEqual(['Ferns', 'Roses'])
})

test('a file that becomes empty answers no more, one that becomes unreadable keeps its last good version', async () => {
  const engine = open()
  const folder = helpFolder()
  const { source } = await addFolder(engine, folder, { isWatched: false })
  writeFileSync(join(folder, 'fern.md'), '')
  writeFileSync(join(folder, 'inner', 'rose.md'), Buffer.from([0, 1, 2, 3, 0, 0, 0, 0]))
  await rescan(engine.ingest, source.id)
  expect(titles(engine)).toEqual(['Roses'])
  expect(stateOf(engine.ingest, source.id).refusedCount).toBe(2)
})

test('a document that a person removed stays away until its file changes', async () => {
  const engine = open()
  const folder = helpFolder()
  const { source } = await addFolder(engine, folder)
  const [fern] = engine.knowledge.list({ filter: 'Ferns', offset: 0, limit: 1 }).documents
  engine.knowledge.remove([fern?.id ?? 0])
  writeFileSync(join(folder, 'mint.md'), '# Mint')
  await vi.waitFor(() => expect(titles(engine)).toEqual(['Mint', 'Roses']), PATIENCE)
  await looked(engine.ingest, source.id)
  writeFileSync(join(folder, 'fern.md'), '# Ferns\n\nNew words.')
  await vi.waitFor(() => expect(titles(engine)).toEqual(['Ferns', 'Mint', 'Roses']), PATIENCE)
})

test('one document is read again when it is asked for, the same content or not; a loose file has no place to read from', async () => {
  const temp = open()
  const folder = tempFolder()
  writeFileSync(join(folder, 'a.md'), 'Roses are watered twice.')
  writeFileSync(join(folder, 'b.md'), 'Mint likes shade.')
  const { source, jobId } = await addFolder(temp, folder)
  const [file] = await temp.finished(jobId)
  const readAgain = () =>
    temp.ingest.jobs().find((job) => job.kind === 'rescan' && job.sourceId === source.id && job.finishedAt)
  temp.ingest.sources.readAgain(file?.documentId as number)
  await vi.waitFor(() => expect(readAgain()).toMatchObject({ total: 1, refused: 0 }), PATIENCE)
  const loose = join(tempFolder(), 'loose.md')
  writeFileSync(loose, 'Lavender needs little water.')
  const [single] = await temp.importPaths([loose])
  expect(() => temp.ingest.sources.readAgain(single?.documentId as number)).toThrow('no place to look at')
})

test('an unreachable source of any kind says why, and what it gave stays', async () => {
  let isThere = true
  const engine = tempIngest({
    followTimes: TIMES,
    listers: {
      web: {
        async *list({ spoolDir }) {
          if (!isThere) throw new SourceUnreachable('The site does not answer. What was read from it stays.')
          const filePath = join(spoolDir, 'page.html')
          writeFileSync(filePath, '<title>Returns</title><p>Thirty days.</p>')
          const page = { path: 'https://help.example/returns', sizeBytes: 1, mtimeMs: null }
          yield { kind: 'file', ...page, filePath, etag: '"1"', lastModified: null }
        },
      },
    },
  })
  const { sources, jobIds } = engine.ingest.sources.add({
    handles: [],
    address: 'https://help.example/',
    webKind: 'page',
    collectionId: 1,
    include: [],
    exclude: [],
    isWatched: true,
  })
  await engine.finished(jobIds[0] ?? 0)
  const [document] = engine.knowledge.list({ filter: '', offset: 0, limit: 1 }).documents
  expect(document).toMatchObject({ title: 'Returns', path: 'https://help.example/returns' })
  isThere = false
  const sourceId = sources[0]?.id ?? 0
  await rescan(engine.ingest, sourceId)
  expect(stateOf(engine.ingest, sourceId)).toMatchObject({ state: 'unreachable', label: 'help.example' })
  expect(titles(engine)).toEqual(['Returns'])
})
