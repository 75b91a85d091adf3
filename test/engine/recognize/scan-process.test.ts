import { fork } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DEFAULT_PARSE_LIMITS } from '../../../src/engine/parse/parse-messages'
import { createParser } from '../../../src/engine/parse/parser'
import type { StartHelper } from '../../../src/engine/processes/helper-process'
import { SILENT_LOG } from '../../../src/shared/log'
import { buildPdf, buildZip } from '../../helpers/build-files'
import { buildScannedPdf, fixturePage } from '../../helpers/build-scan'
import { bundled, startTestHelper } from '../../helpers/start-helper'
import { tempFolder } from '../../helpers/temp-database'
import { TOKENIZER_FILE } from '../../helpers/temp-ingest'

const TIMEOUT_MS = 240_000
const ENGLISH = 'Pots that arrive broken are replaced free of charge'

function tempParser(options: { readsScans: boolean }) {
  const started: string[] = []
  const startHelper: StartHelper = (name) => {
    started.push(name)
    return startTestHelper(name)
  }
  const parser = createParser({ startHelper, log: SILENT_LOG, readsScans: () => options.readsScans })
  onTestFinished(() => parser.close())
  return { parser, started }
}

function request(bytes: Buffer, path = 'scan.pdf') {
  const filePath = join(tempFolder(), path)
  writeFileSync(filePath, bytes)
  return { filePath, path, limits: DEFAULT_PARSE_LIMITS, tokenizerFile: TOKENIZER_FILE }
}

const SCAN = buildScannedPdf([fixturePage('english.jpg')])

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((done) => setTimeout(done, 20))
}

test('switched off, a scan is refused with the way to have it read, and no second process is started', async () => {
  const { parser, started } = tempParser({ readsScans: false })
  await parser.open(request(SCAN))
  expect(await parser.parse()).toMatchObject({
    kind: 'refused',
    code: 'no_text',
    message: expect.stringMatching(
      /recognition \(OCR\)\. Turn on “Read scanned pages” in Settings, then try again/u,
    ),
  })
  expect(started).toEqual(['parse'])
})

test('switched on, a PDF with text on each page is read without the second process', async () => {
  const { parser, started } = tempParser({ readsScans: true })
  await parser.open(request(buildPdf([['first page'], ['second page']])))
  expect(await parser.parse()).toMatchObject({ kind: 'parsed', documents: [{ facts: { tags: [] } }] })
  expect(started).toEqual(['parse'])
})

test('turning the switch on counts from the next file', { timeout: TIMEOUT_MS }, async () => {
  const options = { readsScans: false }
  const { parser } = tempParser(options)
  await parser.open(request(SCAN))
  expect(await parser.parse()).toMatchObject({ kind: 'refused' })
  options.readsScans = true
  await parser.open(request(SCAN))
  expect(await parser.parse()).toMatchObject({ documents: [{ text: expect.stringContaining(ENGLISH) }] })
})

test('a scan in an archive is read, and what was handed out before it comes once', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { parser } = tempParser({ readsScans: true })
  const words = 'Words before the scan. '.repeat(50_000)
  const zip = buildZip([
    { name: 'a.txt', content: words },
    { name: 'b.exe', content: 'no' },
    { name: 'c.pdf', content: SCAN },
    { name: 'd.txt', content: 'after' },
  ])
  await parser.open(request(zip, 'all.zip'))
  const paths: (string | null)[] = []
  for (let reply = await parser.parse(); ; reply = await parser.next()) {
    if (reply.kind === 'refused') throw new Error(reply.message)
    paths.push(...reply.documents.map(({ externalId }) => externalId))
    paths.push(...reply.refusedMembers.map(({ path }) => path))
    if (!reply.hasMore) break
  }
  expect(paths).toEqual(['a.txt', 'b.exe', 'c.pdf', 'd.txt'])
})

test('kill -9 in the middle of a page costs that file, and the next scan is read', {
  timeout: TIMEOUT_MS,
}, async () => {
  const { parser, started } = tempParser({ readsScans: true })
  await parser.open(request(SCAN))
  const outcome = parser.parse()
  await until(() => started.includes('recognize'))
  process.kill(parser.pid as number, 'SIGKILL')
  expect(await outcome).toMatchObject({ kind: 'refused', code: 'parser_failed' })

  await parser.open(request(SCAN))
  expect(await parser.parse()).toMatchObject({ kind: 'parsed' })
})

test('a process that would take too much memory ends only its file', { timeout: TIMEOUT_MS }, async () => {
  const { parser, started } = tempParser({ readsScans: true })
  await parser.open(request(SCAN))
  const outcome = parser.parse()
  await until(() => started.includes('recognize'))
  // what the watch over its memory sends
  process.kill(parser.pid as number, 'SIGTERM')
  expect(await outcome).toMatchObject({ kind: 'refused', code: 'too_complex' })
})

test('aborting in the middle of a page rejects at once, and leaves no process at work', async () => {
  const { parser, started } = tempParser({ readsScans: true })
  await parser.open(request(SCAN))
  const abort = new AbortController()
  const outcome = parser.parse(abort.signal)
  await until(() => started.includes('recognize'))
  const { pid } = parser
  abort.abort()
  await expect(outcome).rejects.toMatchObject({ code: 'cancelled' })
  expect(parser.pid).toBeUndefined()
  await until(() => !isAlive(pid as number))
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Runs inside of the real process before anything of it: a stand-in for a library that turns hostile later. */
const SPY = `
process.on('message', async (message) => {
  if (message.kind !== 'spy') return
  const outcomes = []
  for (const attempt of [
    () => process.getBuiltinModule('node:fs').readFileSync(message.file),
    () => process.getBuiltinModule('node:net').connect(9, '127.0.0.1'),
    () => fetch('http://127.0.0.1:9'),
    () => process.getBuiltinModule('node:child_process').execFileSync('true'),
  ]) {
    try { await attempt(); outcomes.push('open') } catch (thrown) { outcomes.push(thrown.name) }
  }
  process.send({ spied: outcomes })
})
`

test('the process for scanned pages is sealed as the parse process is', { timeout: TIMEOUT_MS }, async () => {
  const child = fork(join(bundled('recognize'), 'recognize.js'), [], {
    serialization: 'advanced',
    execArgv: ['--import', `data:text/javascript,${encodeURIComponent(SPY)}`],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const file = request(SCAN)
  const opened = once(child, 'message')
  child.send({ id: 1, message: { kind: 'open', request: file } })
  expect((await opened)[0]).toMatchObject({ result: { kind: 'opened' } })
  const spied = once(child, 'message')
  child.send({ kind: 'spy', file: file.filePath })
  expect((await spied)[0]).toEqual({
    spied: ['SealedError', 'SealedError', 'SealedError', 'SealedError'],
  })
})
