import { writeFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { fileAccess } from '../../../src/engine/parse/file-access'
import { DEFAULT_PARSE_LIMITS } from '../../../src/engine/parse/parse-messages'
import { createParseService } from '../../../src/engine/parse/parse-service'
import { createParser } from '../../../src/engine/parse/parser'
import type { StartHelper } from '../../../src/engine/processes/helper-process'
import { SILENT_LOG } from '../../../src/shared/log'
import { portPair } from '../../helpers/port-pair'
import { tempFolder } from '../../helpers/temp-database'
import { TOKENIZER_FILE } from '../../helpers/temp-ingest'

afterEach(() => {
  vi.restoreAllMocks()
})

/** The reading of the parse process, at the other end of a line in memory. */
function inMemory(): { startHelper: StartHelper; killed: string[] } {
  const killed: string[] = []
  const startHelper: StartHelper = (name) => {
    const [port, far] = portPair()
    const service = createParseService()
    far.onMessage((message) => {
      const { id, message: asked } = message as { id: number; message: unknown }
      void service.answer(asked).then((result) => far.post({ id, result }))
    })
    return { port, pid: undefined, onExit: () => {}, kill: () => void killed.push(name) }
  }
  return { startHelper, killed }
}

/** As a drive does whose server went away: the file opens, and its first bytes never come. */
function stall(isStalled: (path: string) => boolean): void {
  vi.spyOn(fileAccess, 'open').mockImplementation(
    async (...args: Parameters<typeof open>): Promise<FileHandle> => {
      const file = await open(...args)
      onTestFinished(() => file.close().catch(() => {}))
      if (isStalled(String(args[0]))) Object.assign(file, { read: () => new Promise(() => {}) })
      return file
    },
  )
}

test('a file whose bytes never come is given up in time, and the next one is read', async () => {
  const folder = tempFolder()
  const request = (name: string) => {
    const filePath = join(folder, name)
    writeFileSync(filePath, `words of ${name}`)
    return { filePath, path: name, limits: DEFAULT_PARSE_LIMITS, tokenizerFile: TOKENIZER_FILE }
  }
  stall((path) => path.endsWith('stalled.md'))
  const { startHelper, killed } = inMemory()
  const parser = createParser({ startHelper, log: SILENT_LOG, timeoutMs: 300 })
  onTestFinished(() => parser.close())

  expect(await parser.open(request('stalled.md'))).toMatchObject({ kind: 'refused', code: 'timed_out' })
  expect(killed).toEqual(['parse'])
  expect(await parser.open(request('good.md'))).toMatchObject({ kind: 'opened' })
  expect(killed).toEqual(['parse'])
})
