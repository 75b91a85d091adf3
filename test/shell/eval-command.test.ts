import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { runCommand, tempDataDir } from '../helpers/small-installation-run'

function batch(lines: readonly string[]): { dataDir: string; file: string } {
  const dataDir = tempDataDir()
  const file = join(dataDir, 'pairs.jsonl')
  writeFileSync(file, lines.join('\n'))
  return { dataDir, file }
}

test('a batch of pairs is judged in the order given, a line each', async () => {
  const pairs = Array.from({ length: 120 }, (_, place) =>
    JSON.stringify({ id: `p${place}`, a: 'How do I pay?', b: place % 2 === 0 ? 'how do i pay' : 'other' }),
  )
  const { dataDir, file } = batch(['\ufeff', ...pairs, ''])
  const run = await runCommand(['eval', 'cache', '--batch', file, '--data-dir', dataDir])
  expect(run.exitCode).toBe(0)
  const results = run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; hit: boolean; reason: string })
  expect(results.map(({ id }) => id)).toEqual(pairs.map((_, place) => `p${place}`))
  expect(results[0]).toEqual({ id: 'p0', hit: true, reason: 'exact' })
  expect(results[1]).toEqual({ id: 'p1', hit: false, reason: 'subject' })
})

test.each([
  ['no JSON', '{"id": 1'],
  ['a question too few', '{"id": 1, "a": "one"}'],
  ['no id', '{"a": "one", "b": "two"}'],
])('%s ends it with the number of the line, and what came before is judged', async (_, bad) => {
  const { dataDir, file } = batch([JSON.stringify({ id: 1, a: 'x', b: 'y' }), '', bad])
  const run = await runCommand(['eval', 'cache', '--batch', file, '--data-dir', dataDir])
  expect(run.exitCode).toBe(1)
  expect(run.stdout.trim().split('\n')).toHaveLength(1)
  expect(run.stderr).toContain(`${file}, line 3: expected an object such as {"id": 1, "a": "…", "b": "…"}.`)
})

test('a file that is not there is said', async () => {
  const run = await runCommand(['eval', 'cache', '--batch', '/nowhere.jsonl', '--data-dir', tempDataDir()])
  expect(run).toMatchObject({ exitCode: 1, stdout: '' })
  expect(run.stderr).toContain('there is no such file')
})

test.each([[['eval', 'cache']], [['eval', 'everything', '--batch', 'a.jsonl']]])(
  '%j is wrong usage',
  async (args) => {
    expect(await runCommand(args, { VERDEMUSE_DATA_DIR: tempDataDir() })).toMatchObject({
      exitCode: 2,
      stdout: '',
    })
  },
)
