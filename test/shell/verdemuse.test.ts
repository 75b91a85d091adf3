import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { until, untilGone } from '../helpers/process-life'
import {
  enginePids,
  eventsOf,
  runCommand,
  startCommand,
  tempDataDir,
} from '../helpers/small-installation-run'

test.each([
  ['no command', []],
  ['an unknown command', ['nonsense']],
  ['an unknown option', ['search', 'a', '--nonsense']],
  ['a missing query', ['search']],
  ['a missing question', ['ask']],
  ['a missing path', ['import']],
  ['a limit of 0', ['search', 'a', '--limit', '0']],
  ['a limit that is no number', ['search', 'a', '--limit', 'many']],
  ['an unknown mode', ['search', 'a', '--mode', 'psychic']],
  ['a query and a batch', ['search', 'a', '--batch', 'b.jsonl']],
  ['an option without its value', ['search', 'a', '--data-dir']],
  ['an id that is no number', ['documents', 'remove', 'x']],
  ['no id', ['documents', 'remove']],
  ['a port out of range', ['serve', '--port', '70000']],
  ['too many arguments', ['doctor', 'more']],
  ['an empty path, as of a variable that was never set', ['import', 'guide.md', '']],
  ['an empty data folder', ['search', 'a', '--data-dir', '']],
] as const)('%s is wrong usage: exit 2, the reason on stderr, nothing on stdout', async (_name, args) => {
  const dataDir = tempDataDir()
  const run = await runCommand(args, { VERDEMUSE_DATA_DIR: dataDir })
  expect(run).toMatchObject({ exitCode: 2, stdout: '' })
  expect(run.stderr).not.toBe('')
  expect(enginePids(dataDir)).toEqual([])
})

test('help and version are answers, not errors', async () => {
  const help = await runCommand(['--help'])
  expect(help).toMatchObject({ exitCode: 0, stderr: '' })
  for (const command of ['import', 'search', 'ask', 'documents', 'conversations', 'doctor', 'serve', 'mcp'])
    expect(help.stdout).toContain(`  ${command}`)
  expect((await runCommand(['--version'])).stdout).toBe('1.2.3\n')
})

test('a search prints its results for people, without colour where there is no terminal', async () => {
  const run = await runCommand(['search', 'yellow', 'leaves', '--data-dir', tempDataDir()])
  expect(run).toEqual({
    exitCode: 0,
    stdout: '1  Roses › Watering\n   guides/roses.md\n   yellow leaves\n',
    stderr: '',
  })
})

test('control characters of a document never reach the terminal', async () => {
  const run = await runCommand(['search', 'a\u001b[2Jb\u0007c\u009bd', '--data-dir', tempDataDir()])
  expect(run.stdout).not.toMatch(/[\u001b\u0007\u009b]/)
})

test('a search for programs is one JSON value', async () => {
  const run = await runCommand(['search', 'external', '--json', '--data-dir', tempDataDir()])
  expect(JSON.parse(run.stdout)).toEqual({
    mode: 'keyword',
    degraded: null,
    tookMs: 1,
    results: [
      {
        documentId: 7,
        externalId: 'OPS-306',
        path: 'guides/roses.md',
        title: 'Roses',
        heading: 'Watering',
        score: 1,
        start: 0,
        end: 8,
        text: 'external',
      },
    ],
  })
})

test('a batch answers each line under its own id, in order, in one process', async () => {
  const dataDir = tempDataDir()
  const file = join(dataDir, 'questions.jsonl')
  const lines = Array.from({ length: 450 }, (_, index) =>
    JSON.stringify({ id: index, text: `question ${index}` }),
  )
  writeFileSync(file, `\ufeff${lines.join('\r\n')}\n\n{"id":"last","text":""}`)
  const run = await runCommand(['search', '--batch', file, '--data-dir', dataDir])
  const answers = run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(answers.map(({ id }) => id)).toEqual([...lines.keys(), 'last'])
  expect(answers[301].results[0]).toMatchObject({
    documentId: 7,
    path: 'guides/roses.md',
    text: 'question 301',
  })
  expect(Object.keys(answers[301].results[0]).filter((key) => key !== 'externalId')).toEqual([
    'documentId',
    'path',
    'title',
    'score',
    'start',
    'end',
    'text',
  ])
  expect(enginePids(dataDir)).toHaveLength(1)
})

test.each([
  ['no JSON', '{"id":1,"text":"a"}\n\n{bad'],
  ['no text', '{"id":1,"text":"a"}\n\n{"id":2}'],
  ['no object', '{"id":1,"text":"a"}\n\n"text"'],
])('a batch with a line that is %s names the line and prints nothing', async (_name, content) => {
  const dataDir = tempDataDir()
  const file = join(dataDir, 'questions.jsonl')
  writeFileSync(file, content)
  const run = await runCommand(['search', '--batch', file, '--data-dir', dataDir])
  expect(run).toMatchObject({ exitCode: 1, stdout: '' })
  expect(run.stderr).toContain(`${file}, line 3: `)
})

test('a batch can come from standard input; one that is not there is said', async () => {
  const run = startCommand(['search', '--batch', '-', '--data-dir', tempDataDir()])
  run.child.stdin?.end('{"id":1,"text":"a"}\n')
  expect(await run.exited).toBe(0)
  expect(JSON.parse(run.stdout())).toMatchObject({ id: 1 })
  const missing = await runCommand(['search', '--batch', '/nowhere.jsonl'])
  expect(missing).toMatchObject({
    exitCode: 1,
    stderr: 'verdemuse: /nowhere.jsonl: there is no such file.\n',
  })
})

test('commands that run at once on one folder all get their answer', async () => {
  const dataDir = tempDataDir()
  const runs = await Promise.all(
    [1, 2, 3, 4, 5].map((number) => runCommand(['search', `question ${number}`, '--data-dir', dataDir])),
  )
  expect(runs.map(({ exitCode, stderr }) => ({ exitCode, stderr }))).toEqual(
    Array(5).fill({ exitCode: 0, stderr: '' }),
  )
  for (const pid of enginePids(dataDir)) await untilGone(pid)
})

test('an engine that crashes under a command is exit 1 with where the log is, and stays gone', async () => {
  const dataDir = tempDataDir()
  const run = await runCommand(['search', 'crash', '--data-dir', dataDir])
  expect(run).toMatchObject({ exitCode: 1, stdout: '' })
  expect(run.stderr).toContain(join(dataDir, 'logs'))
  for (const pid of enginePids(dataDir)) await untilGone(pid)
})

test('a data folder that cannot be made is exit 1 with the reason', async () => {
  const file = join(tempDataDir(), 'file')
  writeFileSync(file, '')
  const run = await runCommand(['search', 'a', '--data-dir', file])
  expect(run.exitCode).toBe(1)
  expect(run.stderr).toMatch(
    /^verdemuse: The data folder .* cannot be used: a file of that name is in the way\.\n$/,
  )
})

test('the key of the environment reaches the command’s own engine, but not in its environment', async () => {
  const dataDir = tempDataDir()
  await runCommand(['search', 'a', '--data-dir', dataDir], { MISTRAL_API_KEY: 'from-outside' })
  expect(eventsOf(dataDir)[0]).toContain('key=none')
  expect(eventsOf(dataDir)).toContain('key from-outside')
})

test('a reader that leaves early ends the command quietly, and its engine with it', async () => {
  const dataDir = tempDataDir()
  const file = join(dataDir, 'questions.jsonl')
  writeFileSync(file, `{"id":1,"text":"${'x'.repeat(500)}"}\n`.repeat(2_000))
  const run = startCommand(['search', '--batch', file, '--data-dir', dataDir])
  run.child.stdout?.once('data', () => run.child.stdout?.destroy())
  expect(await run.exited).toBe(0)
  expect(run.stderr()).toBe('')
  for (const pid of enginePids(dataDir)) await untilGone(pid)
})

test('Ctrl+C in the middle is exit 1, and nothing stays', async () => {
  const dataDir = tempDataDir()
  const run = startCommand(['search', 'hang', '--data-dir', dataDir])
  await until(() => eventsOf(dataDir).includes('hang'))
  run.child.kill('SIGINT')
  expect(await run.exited).toBe(1)
  expect(run.stderr()).toBe('Stopped.\n')
  for (const pid of enginePids(dataDir)) await untilGone(pid)
  expect(existsSync(join(dataDir, 'instance.json'))).toBe(false)
})

test('addresses and files are imported together, and counted together', async () => {
  const dataDir = tempDataDir()
  const args = ['import', 'HTTPS://help.example/sitemap.xml', dataDir, '--no-wait-embeddings']
  const run = await runCommand([...args, '--json', '--data-dir', dataDir])
  expect(run.exitCode).toBe(0)
  expect(JSON.parse(run.stdout)).toMatchObject({ summary: { total: 4, done: 4 } })
  expect(eventsOf(dataDir)).toContain('address HTTPS://help.example/sitemap.xml')
  expect(eventsOf(dataDir)).toContain('paths 1')
})

test('an address that is refused is exit 1 with the reason, and nothing else is begun', async () => {
  const dataDir = tempDataDir()
  const run = await runCommand(['import', 'https://10.0.0.1/', dataDir, '--data-dir', dataDir])
  expect(run).toEqual({ exitCode: 1, stdout: '', stderr: 'verdemuse: This is in a private network.\n' })
  expect(eventsOf(dataDir)).not.toContain('paths 1')
})

test('a site that was read before and is down now is said, not counted as nothing', async () => {
  const dataDir = tempDataDir()
  const run = await runCommand([
    'import',
    'https://down.example/',
    '--no-wait-embeddings',
    '--data-dir',
    dataDir,
  ])
  expect(run.exitCode).toBe(1)
  expect(run.stderr).toContain('Note     https://help.example.com/: The site does not answer.')
})

test('the data folder may come from the environment', async () => {
  const dataDir = tempDataDir()
  await runCommand(['search', 'a'], { VERDEMUSE_DATA_DIR: dataDir })
  expect(enginePids(dataDir)).toHaveLength(1)
})

test('what the start had to set aside is said on stderr, so that an empty list is not taken for the truth', async () => {
  const dataDir = tempDataDir()
  writeFileSync(join(dataDir, 'set-aside.txt'), 'The data file was damaged. It is kept as x.')
  const run = await runCommand(['documents', '--json', '--data-dir', dataDir])
  expect(run).toEqual({
    exitCode: 0,
    stdout: '[]\n',
    stderr: 'The data file was damaged. It is kept as x.\n',
  })
})
