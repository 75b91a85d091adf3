import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { buildZip } from '../../helpers/build-files'
import { tempDatabase, tempFolder } from '../../helpers/temp-database'
import { tempIngest } from '../../helpers/temp-ingest'

const PATIENCE = { timeout: 60_000, interval: 20 }

function folderOfFiles(count: number): string {
  const folder = tempFolder()
  for (let index = 0; index < count; index++)
    writeFileSync(join(folder, `${index}.md`), `# Plant ${index}\n\nIt wants water number ${index}.`)
  return folder
}

test('a paused import reads nothing, stays paused over a restart, and goes on where it was', async () => {
  const db = tempDatabase()
  const first = tempIngest({ db })
  const jobId = first.ingest.startPaths([folderOfFiles(60)])
  await vi.waitFor(() => expect(first.ingest.jobs()[0]?.done).toBeGreaterThan(3), PATIENCE)
  first.ingest.pause(jobId)
  await vi.waitFor(() =>
    expect(first.ingest.files({ states: ['reading'], offset: 0, limit: 1 }).total).toBe(0),
  )
  const [paused] = first.ingest.jobs()
  expect(paused).toMatchObject({ state: 'paused', finishedAt: null, remainingMs: null })
  await first.ingest.close()

  const second = tempIngest({ db })
  second.ingest.resume()
  await wait(300)
  expect(second.ingest.jobs()[0]).toMatchObject({ state: 'paused', done: paused?.done })

  second.ingest.continueJob(jobId)
  await second.finished(jobId)
  expect(second.ingest.jobs()[0]).toMatchObject({ state: 'done', done: 60 })
  expect(second.knowledge.counts().documents).toBe(60)
})

test('another import runs while one is paused, and a paused one can be cancelled', async () => {
  const { ingest, finished, knowledge } = tempIngest()
  const paused = ingest.startPaths([folderOfFiles(5)])
  ingest.pause(paused)
  await finished(ingest.startPaths([folderOfFiles(3)]))
  expect(knowledge.counts().documents).toBe(3)
  ingest.cancel(paused)
  const job = ingest.jobs().find((one) => one.id === paused)
  expect(job).toMatchObject({ state: 'cancelled' })
  ingest.continueJob(paused)
  expect(ingest.jobs().find((one) => one.id === paused)?.state).toBe('cancelled')
})

test('files that are read wait for meaning until they are embedded', async () => {
  const { ingest, importPaths } = tempIngest()
  await importPaths([folderOfFiles(4)])
  expect(ingest.jobs()[0]).toMatchObject({ done: 4, waitingForMeaning: 4 })
  ingest.resume()
  await vi.waitFor(() => expect(ingest.jobs()[0]?.waitingForMeaning).toBe(0), PATIENCE)
})

test('the list of files is exported for a spreadsheet, where no name can become a formula', async () => {
  const folder = tempFolder()
  writeFileSync(join(folder, '=cmd|calc!A1.md'), '# Fern')
  writeFileSync(join(folder, 'a, "b".md'), '')
  const { ingest, importPaths } = tempIngest()
  await importPaths([join(folder, '=cmd|calc!A1.md'), join(folder, 'a, "b".md')])
  const csv = ingest.exportFiles({ as: 'csv' })
  expect(csv).toMatchObject({ fileName: 'import-files.csv', mediaType: 'text/csv' })
  expect(csv.text.split('\r\n')).toEqual([
    '\ufefffile,state,reason,code,warning,bytes,documents',
    "'=cmd|calc!A1.md,done,,,,6,1",
    '"a, ""b"".md",refused,The file is empty.,empty,,0,0',
    '',
  ])
  const refused = JSON.parse(ingest.exportFiles({ as: 'json', jobId: 1, states: ['refused'] }).text)
  expect(refused).toMatchObject([{ file: 'a, "b".md', code: 'empty' }])
})

test('an archive gives its documents, a row for each member it did not give, and is read again as a whole', async () => {
  const file = join(tempFolder(), 'export.zip')
  writeFileSync(
    file,
    buildZip([
      { name: 'fern.md', content: '# Ferns' },
      { name: 'inner/rose.md', content: '# Roses' },
      { name: 'broken.pdf', content: 'no pdf' },
    ]),
  )
  const { ingest, importPaths, knowledge } = tempIngest()
  const rows = await importPaths([file])
  const [archive, member] = rows
  expect(rows).toHaveLength(2)
  expect(archive).toMatchObject({ path: 'export.zip', state: 'done', documentCount: 2 })
  expect(member).toMatchObject({ path: 'export.zip/broken.pdf', state: 'refused', documentCount: 0 })
  const documents = () =>
    knowledge.list({ filter: '', offset: 0, limit: 9 }).documents.map((one) => [one.externalId, one.path])
  expect(documents().sort()).toEqual([
    ['fern.md', file],
    ['inner/rose.md', file],
  ])

  ingest.retry([member?.id ?? 0])
  await vi.waitFor(() => expect(ingest.activeJob()).toBeNull(), PATIENCE)
  const again = ingest.files({ offset: 0, limit: 10 }).files
  expect(again.map((row) => [row.path, row.state])).toEqual([
    ['export.zip', 'unchanged'],
    ['export.zip/broken.pdf', 'refused'],
  ])
})
