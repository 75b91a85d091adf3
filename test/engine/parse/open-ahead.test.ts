import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DEFAULT_PARSE_LIMITS, type ParseMessage } from '../../../src/engine/parse/parse-messages'
import { createParseService } from '../../../src/engine/parse/parse-service'
import { createParser } from '../../../src/engine/parse/parser'
import type { StartHelper } from '../../../src/engine/processes/helper-process'
import { SILENT_LOG } from '../../../src/shared/log'
import { buildPdf, buildZip } from '../../helpers/build-files'
import { startTestHelper } from '../../helpers/start-helper'
import { tempFolder } from '../../helpers/temp-database'
import { TOKENIZER_FILE } from '../../helpers/temp-ingest'

/** A real reader; `opened` are the names of files that it was asked to open. */
function room() {
  const folder = tempFolder()
  const opened: string[] = []
  const startHelper: StartHelper = (name) => {
    const helper = startTestHelper(name)
    const post = helper.port.post.bind(helper.port)
    helper.port.post = (data) => {
      const { message } = data as { message: ParseMessage }
      if (message.kind === 'open') opened.push(message.request.path)
      post(data)
    }
    return helper
  }
  const parser = createParser({ startHelper, log: SILENT_LOG })
  onTestFinished(() => parser.close())
  const write = (path: string, bytes: string | Buffer) => {
    const filePath = join(folder, path)
    writeFileSync(filePath, bytes)
    return { filePath, path, limits: DEFAULT_PARSE_LIMITS, tokenizerFile: TOKENIZER_FILE }
  }
  return { parser, opened, write }
}

const textOf = (text: string) => ({ kind: 'parsed', documents: [{ text }], hasMore: false })

test('a file opened ahead is asked for once, and both files are read', async () => {
  const { parser, opened, write } = room()
  const [first, second] = [write('first.md', 'Ferns.'), write('second.md', 'Mosses.')]
  await parser.open(first)
  const parsing = parser.parse()
  parser.openAhead(second)
  expect(await parsing).toMatchObject(textOf('Ferns.'))
  expect(await parser.open(second)).toMatchObject({ kind: 'opened', sizeBytes: 7 })
  expect(await parser.parse()).toMatchObject(textOf('Mosses.'))
  expect(opened).toEqual(['first.md', 'second.md'])
})

test('what could not be opened ahead, or was another file, is opened when its turn comes', async () => {
  const { parser, opened, write } = room()
  const [first, second, third] = [
    write('first.md', 'Ferns.'),
    write('second.md', 'Mosses.'),
    write('third.md', 'Figs.'),
  ]
  await parser.open(first)
  const parsing = parser.parse()
  parser.openAhead({ ...second, limits: { ...DEFAULT_PARSE_LIMITS, maxTextBytes: 1 } })
  await parsing
  expect(await parser.open(second)).toMatchObject({ kind: 'opened' })
  const next = parser.parse()
  parser.openAhead(first)
  expect(await next).toMatchObject(textOf('Mosses.'))
  expect(await parser.open(third)).toMatchObject({ kind: 'opened' })
  expect(await parser.parse()).toMatchObject(textOf('Figs.'))
  expect(opened).toEqual(['first.md', 'second.md', 'second.md', 'first.md', 'third.md'])
})

test('a file that is refused takes the one that was opened meanwhile not with it', async () => {
  const { write } = room()
  const service = createParseService()
  await service.answer({ kind: 'open', request: write('blank.pdf', buildPdf([[], []])) })
  const parsing = service.answer({ kind: 'parse' })
  await service.answer({ kind: 'open', request: write('second.md', 'Mosses.') })
  expect(await parsing).toMatchObject({ kind: 'refused', code: 'no_text' })
  expect(await service.answer({ kind: 'parse' })).toMatchObject(textOf('Mosses.'))
})

test('when the reader dies the file opened ahead is opened by the next one', async () => {
  const { parser, write } = room()
  const [first, second] = [write('first.md', 'Ferns.'), write('second.md', 'Mosses.')]
  await parser.open(first)
  process.kill(parser.pid as number, 'SIGSTOP')
  const parsing = parser.parse()
  parser.openAhead(second)
  process.kill(parser.pid as number, 'SIGKILL')
  expect(await parsing).toMatchObject({ kind: 'refused', code: 'parser_failed' })
  expect(await parser.open(second)).toMatchObject({ kind: 'opened' })
  expect(await parser.parse()).toMatchObject(textOf('Mosses.'))
})

test('nothing is opened beside an archive or a list, which the reader still holds', async () => {
  const { parser, opened, write } = room()
  const zip = write(
    'all.zip',
    buildZip([
      { name: 'a.md', content: 'Ferns.' },
      { name: 'b.md', content: 'Figs.' },
    ]),
  )
  const second = write('second.md', 'Mosses.')
  await parser.open(zip)
  const parsing = parser.parse()
  parser.openAhead(second)
  expect(await parsing).toMatchObject({ documents: [{ text: 'Ferns.' }, { text: 'Figs.' }] })
  expect(opened).toEqual(['all.zip'])
})
