import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ImportFile } from '../../../src/shared/models'
import { tempFolder } from '../../helpers/temp-database'
import { tempIngest } from '../../helpers/temp-ingest'

const byPath = (files: readonly ImportFile[]) =>
  Object.fromEntries(files.map((file) => [file.path, file.refusal?.code ?? file.state]))

test('a folder gives a row for each file, hidden ones and node_modules left out', async () => {
  const folder = join(tempFolder(), 'help')
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  mkdirSync(join(folder, 'inner'))
  writeFileSync(join(folder, 'a.md'), '# Watering\n\nOnce a week.')
  writeFileSync(join(folder, 'inner', 'b.txt'), 'Feeding in spring.')
  writeFileSync(join(folder, 'photo.png'), 'x')
  writeFileSync(join(folder, '.secret.md'), 'hidden')
  writeFileSync(join(folder, 'node_modules', 'c.md'), 'hidden')
  const { importPaths, knowledge } = tempIngest()

  const files = await importPaths([folder])

  expect(byPath(files)).toEqual({
    'help/a.md': 'done',
    'help/photo.png': 'unsupported',
    'help/inner/b.txt': 'done',
  })
  const listed = knowledge.list({ filter: '', offset: 0, limit: 10 }).documents
  expect(listed.map((document) => document.path).sort()).toEqual([
    join(folder, 'a.md'),
    join(folder, 'inner', 'b.txt'),
  ])
  expect(knowledge.keywordSearch('"spring"', 5)).toHaveLength(1)
})

test('links are followed inside the chosen folder only, each folder once', async () => {
  const place = tempFolder()
  const folder = join(place, 'help')
  mkdirSync(join(folder, 'inner'), { recursive: true })
  writeFileSync(join(place, 'outside.md'), 'a secret outside')
  writeFileSync(join(folder, 'inner', 'real.md'), 'really inside')
  symlinkSync(join(place, 'outside.md'), join(folder, 'out.md'))
  symlinkSync(join(folder, 'missing.md'), join(folder, 'broken.md'))
  symlinkSync(folder, join(folder, 'inner', 'up'))
  symlinkSync('self.md', join(folder, 'self.md'))
  const { importPaths, knowledge } = tempIngest()

  expect(byPath(await importPaths([folder]))).toEqual({
    'help/out.md': 'outside_folder',
    'help/broken.md': 'gone',
    'help/self.md': 'loop',
    'help/inner/real.md': 'done',
  })
  expect(knowledge.keywordSearch('"secret"', 5)).toEqual([])
})

test.runIf(process.platform === 'linux')(
  'a file whose name is no Unicode says so, and a mistyped path is not called gone',
  async () => {
    const folder = tempFolder()
    writeFileSync(
      Buffer.concat([Buffer.from(`${folder}/bad`), Buffer.from([0xff, 0xfe]), Buffer.from('.md')]),
      'x',
    )
    const { importPaths } = tempIngest()

    const [badName] = await importPaths([folder])
    expect(badName?.refusal?.message).toMatch(/name.*Rename/u)
    const [mistyped] = await importPaths([join(folder, 'nothing.md')])
    expect(mistyped?.refusal).toEqual({ code: 'gone', message: 'There is no such file or folder.' })
  },
)

test('the same file again is unchanged, a copy is not stored twice, and a changed file replaces its document', async () => {
  const folder = tempFolder()
  const first = join(folder, 'first.md')
  const copy = join(folder, 'copy.md')
  writeFileSync(first, 'Monsteras like bright light.')
  writeFileSync(copy, 'Monsteras like bright light.')
  const { importPaths, knowledge } = tempIngest()

  const [one, two] = await importPaths([first, copy])
  expect(one).toMatchObject({ state: 'done', documentCount: 1, warning: null })
  expect(two).toMatchObject({ state: 'unchanged', documentId: one?.documentId })
  expect(two?.warning).toContain('already there')

  expect((await importPaths([first]))[0]).toMatchObject({ state: 'unchanged', warning: null })
  writeFileSync(first, 'Monsteras like shade.')
  expect((await importPaths([first]))[0]).toMatchObject({ state: 'done', documentId: one?.documentId })
  expect(knowledge.counts().documents).toBe(1)
  expect(knowledge.keywordSearch('"bright"', 5)).toEqual([])
})

test('a file that takes on the content of another one is replaced, not left as it was', async () => {
  const folder = tempFolder()
  writeFileSync(join(folder, 'a.md'), 'alpha')
  writeFileSync(join(folder, 'b.md'), 'beta')
  const { importPaths, knowledge } = tempIngest()
  await importPaths([folder])
  writeFileSync(join(folder, 'b.md'), 'alpha')
  await importPaths([folder])
  expect(knowledge.keywordSearch('"beta"', 5)).toEqual([])
})

test('a list keeps the ids of its lines, and loses what a shorter one no longer has', async () => {
  const file = join(tempFolder(), 'notes.jsonl')
  const line = (id: string | number, text: string) => JSON.stringify({ id, title: `Note ${id}`, text })
  writeFileSync(file, [line('a', 'first'), '{broken', line(7, 'second'), line('a', 'again')].join('\n'))
  const { importPaths, knowledge } = tempIngest()

  const [row] = await importPaths([file])
  expect(row).toMatchObject({ state: 'done', documentCount: 2 })
  expect(row?.warning).toContain('1 line could not be read and was left out; the first is line 2.')
  expect(row?.warning).toContain('the first is line 4.')
  const ids = () => knowledge.list({ filter: '', offset: 0, limit: 9 }).documents.map((one) => one.externalId)
  expect(ids().sort()).toEqual(['7', 'a'])

  writeFileSync(file, line('a', 'first'))
  await importPaths([file])
  expect(ids()).toEqual(['a'])
  expect((await importPaths([file]))[0]).toMatchObject({ state: 'unchanged' })
})

test('a list of 2,500 lines comes in batches and loses none', async () => {
  const file = join(tempFolder(), 'many.jsonl')
  const lines = Array.from({ length: 2500 }, (_, id) =>
    JSON.stringify({ id, title: `T${id}`, text: `word${id}` }),
  )
  writeFileSync(file, lines.join('\n'))
  const { importPaths, knowledge } = tempIngest()
  expect((await importPaths([file]))[0]).toMatchObject({ state: 'done', documentCount: 2500 })
  expect(knowledge.keywordSearch('"word2499"', 5)).toHaveLength(1)
})

test('handles are good once, uploads are removed when done and kept when refused until dismissed', async () => {
  const folder = tempFolder()
  const good = join(folder, 'upload-1.md')
  const bad = join(folder, 'upload-2.md')
  writeFileSync(good, 'Soil for cacti.')
  writeFileSync(bad, '')
  const { ingest, finished, knowledge } = tempIngest()
  const handles = [
    ingest.grant({ path: good, label: 'shop/soil.md', isTemporary: true }),
    ingest.grant({ path: bad, label: 'shop/empty.md', isTemporary: true }),
  ]
  const jobId = ingest.startHandles(handles)
  const files = await finished(jobId)

  expect(byPath(files)).toEqual({ 'shop/soil.md': 'done', 'shop/empty.md': 'empty' })
  expect(knowledge.list({ filter: '', offset: 0, limit: 9 }).documents[0]?.path).toBe('shop/soil.md')
  await expect.poll(() => existsSync(good)).toBe(false)
  expect(existsSync(bad)).toBe(true)
  expect(() => ingest.startHandles(handles)).toThrow('no longer valid')

  writeFileSync(bad, 'Now it has words.')
  ingest.retry(files.filter((file) => file.state === 'refused').map((file) => file.id))
  expect(byPath(await finished(jobId))).toEqual({ 'shop/soil.md': 'done', 'shop/empty.md': 'done' })
  ingest.dismiss(jobId)
  expect(ingest.jobs()).toEqual([])
})

test('cancelling keeps what is done and cancels the rest, and the next import runs', async () => {
  const folder = join(tempFolder(), 'many')
  mkdirSync(folder)
  for (let index = 0; index < 300; index++) writeFileSync(join(folder, `${index}.md`), `file number ${index}`)
  const { ingest, finished, importPaths, knowledge } = tempIngest()
  const jobId = ingest.startPaths([folder])
  await expect.poll(() => knowledge.counts().documents, { timeout: 20_000 }).toBeGreaterThan(3)
  ingest.cancel(jobId)
  const rows = await finished(jobId)
  const states = new Set(rows.map((row) => row.state))
  expect(states).toEqual(new Set(['done', 'cancelled']))
  expect(ingest.jobs()[0]?.state).toBe('cancelled')

  const later = join(folder, '299.md')
  expect((await importPaths([later]))[0]).toMatchObject({ state: 'done' })
})

test('of 1,000 files that are dropped at once and then cancelled, each has its row, and what is done stays', async () => {
  const folder = join(tempFolder(), 'many')
  mkdirSync(folder)
  // each path is given by itself, as a drop does
  const paths = Array.from({ length: 1000 }, (_, index) => join(folder, `${index}.md`))
  for (const [index, path] of paths.entries()) writeFileSync(path, `dropped file ${index}`)
  const { ingest, finished, knowledge } = tempIngest()
  const jobId = ingest.startPaths(paths)
  await expect.poll(() => knowledge.counts().documents, { timeout: 20_000 }).toBeGreaterThan(100)
  ingest.cancel(jobId)
  await finished(jobId)

  const countOf = (states?: readonly ('done' | 'cancelled')[]) =>
    ingest.files({ jobId, states, offset: 0, limit: 1 }).total
  expect(countOf()).toBe(1000)
  // the file at which it was stopped is stored whole, and says so a moment later
  await expect.poll(() => countOf(['done'])).toBe(knowledge.counts().documents)
  expect(countOf(['done']) + countOf(['cancelled'])).toBe(1000)
  expect(countOf(['cancelled'])).toBeGreaterThan(500)
  expect(knowledge.keywordSearch('"dropped"', 5)).toHaveLength(5)
})

test('an import that was broken off goes on when the engine starts again, and loses nothing', async () => {
  const folder = join(tempFolder(), 'many')
  mkdirSync(folder)
  for (let index = 0; index < 200; index++) writeFileSync(join(folder, `${index}.md`), `file number ${index}`)
  const first = tempIngest()
  const jobId = first.ingest.startPaths([folder])
  await expect.poll(() => first.knowledge.counts().documents, { timeout: 20_000 }).toBeGreaterThan(3)
  await first.ingest.close()
  const before = first.knowledge.counts().documents
  expect(before).toBeLessThan(200)

  const second = tempIngest({ db: first.db })
  second.ingest.resume()
  const rows = await second.finished(jobId)
  expect(rows.filter((row) => row.state === 'done')).toHaveLength(200)
  expect(second.knowledge.counts().documents).toBe(200)
})

test('a file whose document was stored just before the engine died counts as added by that import', async () => {
  const file = join(tempFolder(), 'one.md')
  writeFileSync(file, 'written, but its row was not')
  const first = tempIngest()
  const jobId = first.ingest.startPaths([file])
  await first.finished(jobId)
  first.db.exec(`UPDATE import_jobs SET state = 'running', finished_at = NULL;
    UPDATE import_files SET state = 'reading', attempts = 1, document_id = NULL`)
  const second = tempIngest({ db: first.db })
  second.ingest.resume()
  expect((await second.finished(jobId))[0]).toMatchObject({ state: 'done', documentCount: 1 })
  // a later import of the same file added nothing, however often it was broken off
  const laterId = second.ingest.startPaths([file])
  expect((await second.finished(laterId))[0]).toMatchObject({ state: 'unchanged' })
})

test('a file during which the engine died three times is left out, and the others are read', async () => {
  const folder = join(tempFolder(), 'two')
  mkdirSync(folder)
  writeFileSync(join(folder, 'a.md'), 'deadly')
  writeFileSync(join(folder, 'b.md'), 'harmless')
  const first = tempIngest()
  const jobId = first.ingest.startPaths([folder])
  await first.finished(jobId)
  first.db.exec(`UPDATE import_jobs SET state = 'running', finished_at = NULL;
    UPDATE import_files SET state = 'reading', attempts = 3 WHERE path LIKE '%a.md';
    UPDATE import_files SET state = 'reading', attempts = 2 WHERE path LIKE '%b.md';`)
  const second = tempIngest({ db: first.db })
  second.ingest.resume()
  expect(byPath(await second.finished(jobId))).toEqual({
    'two/a.md': 'parser_failed',
    'two/b.md': 'done',
  })
})

test('every passage gets its vector, and the same text is never embedded twice', async () => {
  const folder = tempFolder()
  writeFileSync(join(folder, 'a.md'), '# Light\n\nBright.\n\n# Water\n\nWeekly.')
  const { ingest, importPaths, knowledge, embedder } = tempIngest()
  ingest.resume()
  await importPaths([folder])
  await expect.poll(() => knowledge.counts().embedded).toBe(2)
  const calls = embedder.calls.length
  knowledge.remove([1])
  await importPaths([join(folder, 'a.md')])
  await expect.poll(() => knowledge.counts().embedded).toBe(2)
  expect(embedder.calls).toHaveLength(calls)
})

test('watching gives each changed row once, and ends with its signal', async () => {
  const folder = join(tempFolder(), 'few')
  mkdirSync(folder)
  for (let index = 0; index < 20; index++) writeFileSync(join(folder, `${index}.md`), `number ${index}`)
  const { ingest } = tempIngest()
  const stop = new AbortController()
  const last = new Map<number, string>()
  const events = ingest.watchImports(stop.signal)
  await events.next()
  ingest.startPaths([folder])
  for await (const { jobs, files } of events) {
    for (const file of files) last.set(file.id, file.state)
    if (jobs[0]?.finishedAt) stop.abort()
  }
  expect([...last.values()]).toEqual(Array(20).fill('done'))
})

test('the sample is imported under labels of its own and can be removed and restored', async () => {
  const { ingest, finished, knowledge } = tempIngest()
  const rows = await finished(ingest.startSample())
  expect(rows.filter((row) => row.state !== 'done')).toEqual([])
  expect(knowledge.counts().sampleDocuments).toBeGreaterThan(50)
  expect(rows.map((row) => row.path)).toContain('Sample/plant-care/watering-monstera.md')
  knowledge.removeSample()
  expect((await finished(ingest.startSample())).every((row) => row.state === 'done')).toBe(true)
})

/** Some 600 passages. */
const LARGE = Array.from({ length: 600 }, (_, at) => `## Section ${at}\n\nWords about fern${at}.\n`).join(
  '\n',
)

test('a document of many passages is written in steps, and is the same in the end', async () => {
  const file = join(tempFolder(), 'large.md')
  writeFileSync(file, LARGE)
  const { importPaths, knowledge } = tempIngest()
  expect((await importPaths([file]))[0]).toMatchObject({ state: 'done' })
  expect(knowledge.counts().chunks).toBe(600)
  expect(knowledge.keywordSearch('"fern599"', 5)).toHaveLength(1)
  expect((await importPaths([file]))[0]).toMatchObject({ state: 'unchanged' })

  writeFileSync(file, LARGE.replaceAll('fern', 'moss'))
  expect((await importPaths([file]))[0]).toMatchObject({ state: 'done' })
  expect(knowledge.counts()).toMatchObject({ documents: 1, chunks: 600 })
  expect(knowledge.keywordSearch('"fern599"', 5)).toEqual([])
  expect(knowledge.checkIndexes().every((check) => check.ok)).toBe(true)
})

test('a document broken off between two steps is gone, and is read when it is asked for again', async () => {
  const file = join(tempFolder(), 'large.md')
  writeFileSync(file, LARGE)
  const { ingest, finished, importPaths, knowledge } = tempIngest()
  const jobId = ingest.startPaths([file])
  const stop = knowledge.onChange(() => {
    if (knowledge.counts().chunks >= 100) {
      stop()
      ingest.cancel(jobId)
    }
  })
  expect((await finished(jobId))[0]).toMatchObject({ state: 'cancelled' })
  await expect.poll(() => knowledge.counts().chunks).toBe(0)

  expect((await importPaths([file]))[0]).toMatchObject({ state: 'done', documentCount: 1 })
})

test('what is left of a document when the engine dies between two steps counts as changed', async () => {
  const file = join(tempFolder(), 'large.md')
  writeFileSync(file, LARGE)
  const { db, importPaths, knowledge } = tempIngest()
  await importPaths([file])
  db.exec("UPDATE documents SET content_hash = 'unfinished'; DELETE FROM chunks WHERE ordinal >= 100")
  knowledge.rebuildIndexes()
  expect((await importPaths([file]))[0]).toMatchObject({ state: 'done' })
  expect(knowledge.counts().chunks).toBe(600)
})

test('a full disk refuses the file and ends the import politely, reading goes on, and trying again works', async () => {
  const folder = join(tempFolder(), 'some')
  mkdirSync(folder)
  for (let index = 0; index < 20; index++)
    writeFileSync(join(folder, `${index}.md`), `number ${index} ${'words and more of them '.repeat(3000)}`)
  const { db, ingest, finished, knowledge } = tempIngest()
  const pageCount = db.pragma('page_count', { simple: true }) as number
  db.pragma(`max_page_count = ${pageCount + 120}`)
  const jobId = ingest.startPaths([folder])
  const rows = await finished(jobId)
  expect(rows.map((row) => row.refusal?.code)).toContain('storage_full')
  expect(rows.filter((row) => row.state === 'waiting').length).toBeGreaterThan(0)
  expect(ingest.notices()[0]?.message).toContain('disk is full')
  const done = rows.filter((row) => row.state === 'done').length
  expect(knowledge.counts().documents).toBe(done)

  db.pragma('max_page_count = 1000000')
  ingest.retry(rows.filter((row) => row.state === 'refused').map((row) => row.id))
  const again = await finished(jobId)
  expect(again.filter((row) => row.state === 'done')).toHaveLength(20)
  expect(ingest.notices()).toEqual([])
})
