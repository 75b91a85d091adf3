import { type ChildProcess, execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { DEFAULT_PARSE_LIMITS } from '../../../src/engine/parse/parse-messages'
import { buildDocx, buildPdf, docxParagraph } from '../../helpers/build-files'
import { bundled } from '../../helpers/start-helper'
import { tempFolder } from '../../helpers/temp-database'
import { TOKENIZER_FILE } from '../../helpers/temp-ingest'

const HELPERS = resolve(import.meta.dirname, '../../helpers')
let hostile = ''

afterAll(() => {
  rmSync(hostile, { recursive: true, force: true })
  rmSync('/tmp/verdemuse-hostile', { force: true })
})

beforeAll(() => {
  hostile = resolve(
    import.meta.dirname,
    '../../../node_modules/.cache/verdemuse-test',
    `hostile-${process.pid}`,
  )
  execFileSync(
    process.execPath,
    [join(HELPERS, 'bundle-helper.mjs'), 'hostile', 'test/helpers/hostile-process.ts', hostile],
    { cwd: resolve(HELPERS, '../..'), stdio: ['ignore', 'ignore', 'inherit'] },
  )
}, 60_000)

function start(file: string, execArgv: string[] = []): ChildProcess {
  const child = fork(file, [], {
    serialization: 'advanced',
    execArgv,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function ask(child: ChildProcess, message: object): Promise<unknown> {
  const reply = once(child, 'message')
  child.send(message)
  return (await reply)[0]
}

test('a library gone bad finds every way out closed, and each of them was open before', async () => {
  const child = start(join(hostile, 'hostile.js'))
  const before = (await ask(child, { kind: 'try' })) as Record<string, string>
  expect(before).toMatchObject({ 'a named import of fs': 'open', 'a socket': 'open', fetch: 'fetch failed' })
  expect(Object.values(before)).not.toContain('sealed')
  await ask(child, { kind: 'seal' })
  const after = (await ask(child, { kind: 'try' })) as Record<string, string>
  expect(after).toEqual(Object.fromEntries(Object.keys(before).map((name) => [name, 'sealed'])))
})

test('a process that eats memory outside of the heap is ended, though it never gives the event loop a turn', async () => {
  const child = start(join(hostile, 'hostile.js'))
  const exited = once(child, 'exit')
  child.send({ kind: 'eat', maxRssBytes: 400 * 1024 * 1024 })
  expect(await exited).toEqual([null, 'SIGTERM'])
})

/** Runs inside of the real parse process, before anything of it: a stand-in for a library that turns hostile later. */
const SPY = `
const { readFileSync } = process.getBuiltinModule('node:fs')
process.on('message', async (message) => {
  if (message.kind !== 'spy') return
  const outcomes = []
  for (const attempt of [
    () => process.getBuiltinModule('node:fs').readFileSync(message.file),
    () => process.getBuiltinModule('node:net').connect(message.port, '127.0.0.1'),
    () => fetch('http://127.0.0.1:' + message.port),
    () => process.getBuiltinModule('node:child_process').execFileSync('true'),
  ]) {
    try { await attempt(); outcomes.push('open') } catch (thrown) { outcomes.push(thrown.name) }
  }
  process.send({ spied: outcomes })
})
`

test('the parse process itself is sealed, reads what it is given, and calls nobody', async () => {
  let callCount = 0
  const server = createServer((_, response) => {
    callCount++
    response.end()
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const child = start(join(bundled('parse'), 'parse.js'), [
    '--import',
    `data:text/javascript,${encodeURIComponent(SPY)}`,
  ])
  const folder = tempFolder()
  const page = `<img src="http://127.0.0.1:${port}/a.png"><iframe src="http://127.0.0.1:${port}/b"></iframe><link rel="stylesheet" href="http://127.0.0.1:${port}/c.css"><p>words</p>`
  const files = {
    'a.pdf': buildPdf([['words']]),
    'a.html': page,
    'a.docx': buildDocx(docxParagraph('words')),
  }
  // the first file decides what is loaded before the sealing: this one brings the libraries of all
  for (const [name, bytes] of Object.entries(files)) {
    const filePath = join(folder, name)
    writeFileSync(filePath, bytes)
    const request = { filePath, path: name, limits: DEFAULT_PARSE_LIMITS, tokenizerFile: TOKENIZER_FILE }
    expect(await ask(child, { id: 1, message: { kind: 'open', request } })).toMatchObject({
      result: { kind: 'opened' },
    })
    expect(await ask(child, { id: 2, message: { kind: 'parse' } })).toMatchObject({
      result: { documents: [{ text: 'words' }] },
    })
  }
  // counted by the model's own vocabulary, which is read after the sealing: rough counting would cut it in two
  const filePath = join(folder, 'long.md')
  writeFileSync(filePath, 'the plant and the pot '.repeat(38))
  const request = { filePath, path: 'long.md', limits: DEFAULT_PARSE_LIMITS, tokenizerFile: TOKENIZER_FILE }
  await ask(child, { id: 3, message: { kind: 'open', request } })
  const long = (await ask(child, { id: 4, message: { kind: 'parse' } })) as {
    result: { documents: { chunks: unknown[] }[] }
  }
  expect(long.result.documents[0]?.chunks).toHaveLength(1)

  const spied = await new Promise((done) => {
    child.on('message', (message: { spied?: unknown }) => message.spied && done(message.spied))
    child.send({ kind: 'spy', file: join(folder, 'a.html'), port })
  })
  expect(spied).toEqual(['SealedError', 'SealedError', 'SealedError', 'SealedError'])
  expect(callCount).toBe(0)
})

test('a process that was started for a page is sealed just the same, and asks for another one for a PDF', async () => {
  const child = start(join(bundled('parse'), 'parse.js'), [
    '--import',
    `data:text/javascript,${encodeURIComponent(SPY)}`,
  ])
  let lastId = 0
  const open = (name: string, bytes: Buffer | string) => {
    const filePath = join(tempFolder(), name)
    writeFileSync(filePath, bytes)
    const request = { filePath, path: name, limits: DEFAULT_PARSE_LIMITS, tokenizerFile: TOKENIZER_FILE }
    // what the process says of the spy's message, which it does not know, is no answer to this one
    const id = ++lastId
    const reply = new Promise((done) => {
      child.on('message', (message: { id?: number }) => message.id === id && done(message))
    })
    child.send({ id, message: { kind: 'open', request } })
    return reply
  }
  expect(await open('a.html', '<p>words</p>')).toMatchObject({ result: { kind: 'opened' } })
  const spied = await new Promise((done) => {
    child.on('message', (message: { spied?: unknown }) => message.spied && done(message.spied))
    child.send({ kind: 'spy', file: TOKENIZER_FILE, port: 9 })
  })
  expect(spied).toEqual(['SealedError', 'SealedError', 'SealedError', 'SealedError'])
  for (const name of ['a.pdf', 'a.docx', 'a.zip'])
    expect(await open(name, 'x')).toMatchObject({ result: { kind: 'needs_restart' } })
  expect(await open('b.html', '<p>words</p>')).toMatchObject({ result: { kind: 'opened' } })
})
