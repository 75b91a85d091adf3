import { expect, test } from 'vitest'
import { eventsOf, runCommand, tempDataDir } from '../helpers/small-installation-run'

test.each([
  ['a day that is none', ['search', 'a', '--since', '2026-02-31']],
  ['a day in other words', ['search', 'a', '--until', 'yesterday']],
  ['a filter for a batch', ['search', '--batch', 'b.jsonl', '--tag', 'eu']],
  ['an explanation of a batch', ['search', '--batch', 'b.jsonl', '--why']],
] as const)('%s is wrong usage', async (_name, args) => {
  expect(await runCommand(args, { VERDEMUSE_DATA_DIR: tempDataDir() })).toMatchObject({
    exitCode: 2,
    stdout: '',
  })
})

test('what is chosen on the line reaches the search: names as ids, days as whole days', async () => {
  const dataDir = tempDataDir()
  const choice = ['--collection', 'garden', '--type', 'PDF', 'word', '--tag', 'EU', '--language', 'de']
  const days = ['--since', '2026-01-31', '--until', '2026-01-31', '--as-typed']
  const run = await runCommand(['search', 'filtered', ...choice, ...days, '--data-dir', dataDir])
  expect(run.exitCode).toBe(0)
  const filter = {
    collectionIds: [3],
    formats: ['pdf', 'docx'],
    tags: ['EU'],
    languages: ['de'],
    dateFrom: new Date(2026, 0, 31).getTime(),
    dateTo: new Date(2026, 1, 1).getTime() - 1,
  }
  expect(eventsOf(dataDir)).toContain(`filter ${JSON.stringify(filter)} correct=false`)
})

test('a collection or a kind of file that is not there is said, with what there is', async () => {
  const collection = await runCommand(['search', 'a', '--collection', 'Nowhere', '--data-dir', tempDataDir()])
  expect(collection).toMatchObject({ exitCode: 1, stdout: '' })
  expect(collection.stderr).toContain('There is no collection “Nowhere”. There is “Garden”.')
  const type = await runCommand(['search', 'a', '--type', 'movie', '--data-dir', tempDataDir()])
  expect(type.stderr).toContain('“movie” is no kind of file')
})

test('--why says the numbers of each rank, and the corrected spelling is said on stderr', async () => {
  const run = await runCommand(['search', 'explained', '--why', '--data-dir', tempDataDir()])
  expect(run.stdout).toContain('   Yes. It is explained.\n')
  expect(run.stdout.replace(/\s+/g, ' ')).toContain(
    'words 0.2500 (rank 1, bm25 4.500, weight 1.50) + meaning 0.1250 (rank 2, cosine 0.610, weight 1.00) = 0.3750',
  )
  expect(run.stderr).toContain('Showing results for: explained')
  const json = await runCommand(['search', 'explained', '--why', '--json', '--data-dir', tempDataDir()])
  expect(JSON.parse(json.stdout)).toMatchObject({
    correction: { kind: 'searched' },
    results: [{ why: { keyword: { rank: 1 } } }],
  })
  // the twin: without it the numbers are left out
  const plain = await runCommand(['search', 'explained', '--json', '--data-dir', tempDataDir()])
  expect(JSON.parse(plain.stdout).results[0]).not.toHaveProperty('why')
})
