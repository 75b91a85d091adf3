import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openMainLog } from '../../src/main/log'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'verdemuse-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const lines = () =>
  readFileSync(join(folder, 'logs/desktop.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

test('one JSON object a line, with the room it comes from', () => {
  const log = openMainLog(join(folder, 'logs'), () => new Date(0)).child('main')
  log.info('engine_started', { attempt: 1 })
  log.debug('noise')
  expect(lines()).toEqual([
    {
      time: '1970-01-01T00:00:00.000Z',
      level: 'info',
      pid: process.pid,
      room: 'main',
      attempt: 1,
      event: 'engine_started',
    },
  ])
})

test('an error is written with its frames and without its words, which may quote a person', () => {
  openMainLog(join(folder, 'logs')).error('failed', new TypeError('what the customer wrote'))
  expect(JSON.stringify(lines())).not.toContain('customer')
  expect(lines()[0]?.['cause']).toMatch(/^TypeError\n\s+at /)
})

test('a full file is put aside, and only one such is kept', () => {
  const log = openMainLog(join(folder, 'logs'))
  log.info('first')
  const file = join(folder, 'logs/desktop.log')
  writeFileSync(file, 'x'.repeat(600_000))
  log.info('second')
  expect(lines().map((line) => line['event'])).toEqual(['second'])
  expect(statSync(`${file}.1`).size).toBe(600_000)
})

test('a log that cannot be written stops nothing', () => {
  writeFileSync(join(folder, 'logs'), 'a file where the folder should be')
  expect(() => openMainLog(join(folder, 'logs')).info('still_alive')).not.toThrow()
})
