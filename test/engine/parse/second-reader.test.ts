import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DEFAULT_PARSE_LIMITS, type WireBatch } from '../../../src/engine/parse/parse-messages'
import { createParseService } from '../../../src/engine/parse/parse-service'
import { createParser } from '../../../src/engine/parse/parser'
import type { ScanReader } from '../../../src/engine/parse/scans'
import type { StartHelper } from '../../../src/engine/processes/helper-process'
import { SILENT_LOG } from '../../../src/shared/log'
import { buildPdf, buildZip } from '../../helpers/build-files'
import { portPair } from '../../helpers/port-pair'
import { tempFolder } from '../../helpers/temp-database'
import { TOKENIZER_FILE } from '../../helpers/temp-ingest'

/** Reads the same words in every picture. */
const READER: ScanReader = {
  pdfOptions: {},
  startDocument: () => ({
    readPage: async () => ({ kind: 'read', lines: [{ text: 'Words of a picture', y: 700, height: 11 }] }),
  }),
  nextStep: () => new Promise(() => {}),
}

interface Sent {
  readonly process: string
  readonly kind: string
}

interface Line {
  /** Sees each request on its way. */
  readonly before?: (sent: Sent) => void
  /** What becomes of the second process's replies. */
  readonly after?: (reply: unknown) => unknown
}

/** Both processes at the other ends of lines in memory. */
function tempParser({ before = () => {}, after = (reply) => reply }: Line) {
  const sent: Sent[] = []
  const startHelper: StartHelper = (process) => {
    const [port, far] = portPair()
    const service = createParseService(process === 'recognize' ? { scans: READER } : {})
    far.onMessage((received) => {
      const { id, message } = received as { id: number; message: { kind: string } }
      sent.push({ process, kind: message.kind })
      before({ process, kind: message.kind })
      void service
        .answer(message)
        .then((result) => far.post({ id, result: process === 'recognize' ? after(result) : result }))
    })
    return { port, pid: undefined, onExit: () => {}, kill: () => {} }
  }
  const parser = createParser({ startHelper, log: SILENT_LOG, readsScans: () => true })
  onTestFinished(() => parser.close())
  return { parser, sent }
}

function request(bytes: Buffer, path: string) {
  const filePath = join(tempFolder(), path)
  writeFileSync(filePath, bytes)
  return { filePath, path, limits: DEFAULT_PARSE_LIMITS, tokenizerFile: TOKENIZER_FILE }
}

test('a file that changed before the second process opened it is let go of there', async () => {
  const file = request(buildPdf([[]]), 'scan.pdf')
  const { parser, sent } = tempParser({
    before({ process, kind }) {
      if (process === 'recognize' && kind === 'open') writeFileSync(file.filePath, buildPdf([[], []]))
    },
  })
  await parser.open(file)
  expect(await parser.parse()).toMatchObject({ kind: 'refused', code: 'changed' })
  await expect.poll(() => sent.at(-1)).toEqual({ process: 'recognize', kind: 'drop' })
})

test('where the second process refuses what the first one gave, nothing that follows is lost or given twice', async () => {
  const many = 'Words before the scan. '.repeat(50_000)
  const first = [
    { name: 'a.txt', content: many },
    { name: 'b.exe', content: 'no' },
    { name: 'c.txt', content: 'words' },
    { name: 'd.txt', content: many },
    { name: 'e.pdf', content: buildPdf([[]]) },
    { name: 'f.exe', content: 'no' },
    { name: 'g.txt', content: 'after' },
  ]
  const file = request(buildZip(first), 'all.zip')
  // as where one library opens a file that the other one calls damaged
  const { parser } = tempParser({
    after(reply) {
      const batch = reply as WireBatch
      const isIn = batch.documents?.some(({ externalId }) => externalId === 'a.txt')
      if (!isIn) return reply
      const member = { path: 'a.txt', code: 'damaged', message: 'It is damaged.', sizeBytes: 1 } as const
      return {
        ...batch,
        documents: batch.documents.filter(({ externalId }) => externalId !== 'a.txt'),
        refusedMembers: [member, ...batch.refusedMembers],
      }
    },
  })
  await parser.open(file)
  const names: (string | null)[] = []
  for (let reply = await parser.parse(); ; reply = await parser.next()) {
    if (reply.kind === 'refused') throw new Error(reply.message)
    names.push(...reply.documents.map(({ externalId }) => externalId))
    names.push(...reply.refusedMembers.map(({ path }) => path))
    if (!reply.hasMore) break
  }
  expect(names.sort()).toEqual(first.map(({ name }) => name))
})
