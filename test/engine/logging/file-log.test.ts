import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type FileLog, openFileLog } from '../../../src/engine/logging/file-log'

let dataDir: string
let fileLog: FileLog

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'verdemuse-log-'))
  fileLog = openFileLog(dataDir)
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

async function written(): Promise<string> {
  await fileLog.close()
  return readFileSync(join(dataDir, 'logs/verdemuse.log'), 'utf8')
}

test('each line is one JSON object with its room, event and fields', async () => {
  fileLog.log.child('ingest').info('file_read', { jobId: 3, tookMs: 12 })
  const line = JSON.parse((await written()).trim())
  expect(line).toMatchObject({ room: 'ingest', msg: 'file_read', jobId: 3, tookMs: 12, level: 30 })
})

test('an error keeps its frames and code, but not its message, which may quote a person', async () => {
  const error = Object.assign(new Error('near "my card 4111": syntax error'), { code: 'SQLITE_ERROR' })
  fileLog.log.error('query_failed', error)
  const text = await written()
  expect(text).toContain('SQLITE_ERROR')
  expect(text).toContain('file-log.test')
  expect(text).not.toContain('4111')
})

test('a key or a text handed over by mistake is cut out', async () => {
  fileLog.log.warn('oops', { apiKey: 'sk-123', text: 'Dear customer', question: 'why', count: 1 })
  const text = await written()
  expect(text).not.toMatch(/sk-123|Dear customer|why/)
  expect(text).toContain('"count":1')
})

test('debug lines are left out of the file', async () => {
  fileLog.log.debug('noise')
  fileLog.log.info('news')
  const text = await written()
  expect(text).toContain('news')
  expect(text).not.toContain('noise')
})
