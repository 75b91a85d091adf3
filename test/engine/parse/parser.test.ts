import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DEFAULT_PARSE_LIMITS } from '../../../src/engine/parse/parse-messages'
import { createParser, type Parser } from '../../../src/engine/parse/parser'
import { SILENT_LOG } from '../../../src/shared/log'
import { buildDocx, buildPdf, buildZip, docxParagraph } from '../../helpers/build-files'
import { startTestHelper } from '../../helpers/start-helper'
import { tempFolder } from '../../helpers/temp-database'
import { TOKENIZER_FILE } from '../../helpers/temp-ingest'

function tempParser(timeoutMs?: number): Parser {
  const options = timeoutMs === undefined ? {} : { timeoutMs }
  const parser = createParser({ startHelper: startTestHelper, log: SILENT_LOG, ...options })
  onTestFinished(() => parser.close())
  return parser
}

function request(text: Buffer | string, name = 'a.md') {
  const filePath = join(tempFolder(), name)
  writeFileSync(filePath, text)
  return { filePath, path: name, limits: DEFAULT_PARSE_LIMITS, tokenizerFile: TOKENIZER_FILE }
}

/** Seconds of work for the reader. */
const LARGE = 'Some words about ferns and moss. '.repeat(600_000)

test('kill -9 in the middle of a file costs that file, and the next one is read', async () => {
  const parser = tempParser()
  await parser.open(request(LARGE, 'a.txt'))
  const outcome = parser.parse()
  setTimeout(() => parser.pid && process.kill(parser.pid, 'SIGKILL'), 50)
  expect(await outcome).toMatchObject({ kind: 'refused', code: 'parser_failed' })

  expect(await parser.open(request('still works'))).toMatchObject({ kind: 'opened' })
  expect(await parser.parse()).toMatchObject({ kind: 'parsed', documents: [{ text: 'still works' }] })
})

test('a file that takes too long is refused as such, and the next one is read', async () => {
  // stopped before it can answer: as good as an endless loop
  const parser = tempParser(4000)
  await parser.open(request('words'))
  process.kill(parser.pid as number, 'SIGSTOP')
  expect(await parser.parse()).toMatchObject({ kind: 'refused', code: 'timed_out' })
  expect(parser.pid).toBeUndefined()

  const patient = tempParser()
  expect(await patient.open(request('still works'))).toMatchObject({ kind: 'opened' })
})

test('a file that needs too much memory is refused as such, and the next one is read', async () => {
  const parser = tempParser()
  await parser.open(request(LARGE, 'a.txt'))
  const outcome = parser.parse()
  // what the watch over its memory sends
  setTimeout(() => parser.pid && process.kill(parser.pid, 'SIGTERM'), 50)
  expect(await outcome).toMatchObject({ kind: 'refused', code: 'too_complex' })
  expect(await parser.open(request('still works'))).toMatchObject({ kind: 'opened' })
})

test('a PDF or a Word file after others gets a process with their libraries, which then reads everything', async () => {
  const parser = tempParser()
  const read = async (bytes: Buffer | string, name: string) => {
    expect(await parser.open(request(bytes, name))).toMatchObject({ kind: 'opened' })
    expect(await parser.parse()).toMatchObject({ kind: 'parsed', documents: [{ text: 'words' }] })
    return parser.pid
  }
  const first = await read('words', 'a.md')
  expect(await read('<p>words</p>', 'b.html')).toBe(first)
  const second = await read(buildPdf([['words']]), 'c.pdf')
  expect(second).not.toBe(first)
  expect(await read(buildDocx(docxParagraph('words')), 'd.docx')).toBe(second)
  expect(
    await read(buildZip([{ name: 'in.docx', content: buildDocx(docxParagraph('words')) }]), 'e.zip'),
  ).toBe(second)
  expect(await read('words', 'f.md')).toBe(second)
})

test('aborting rejects at once, and leaves no process at work', async () => {
  const parser = tempParser()
  await parser.open(request(LARGE, 'a.txt'))
  const abort = new AbortController()
  const outcome = parser.parse(abort.signal)
  abort.abort()
  await expect(outcome).rejects.toMatchObject({ code: 'cancelled' })
  expect(parser.pid).toBeUndefined()
})

test('a file dropped without parsing leaves room for the next', async () => {
  const parser = tempParser()
  await parser.open(request('first'))
  parser.drop()
  await parser.open(request('second'))
  expect(await parser.parse()).toMatchObject({ documents: [{ text: 'second' }] })
})
