import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SILENT_LOG } from '@shared/log'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openData } from '../../../src/engine/db/open-data'

const NOW = () => Date.UTC(2026, 10, 22)
let dataDir: string
let file: string

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'verdemuse-data-'))
  file = join(dataDir, 'verdemuse.db')
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

function open() {
  return openData(dataDir, SILENT_LOG, NOW)
}

function makeWithConversation(): void {
  const { db } = open()
  db.prepare("INSERT INTO conversations (title, created_at, updated_at) VALUES ('kept', 1, 1)").run()
  db.close()
}

function setAside(): string[] {
  return readdirSync(dataDir).filter((name) => name.includes('.damaged-'))
}

test('the first opening is new, the second is not, and what was written is there', () => {
  makeWithConversation()
  const again = open()
  expect(again.isNew).toBe(false)
  expect(again.notices).toEqual([])
  expect(again.db.prepare('SELECT title FROM conversations').pluck().get()).toBe('kept')
  again.db.close()
})

test('a file with an overwritten head is set aside whole, and work goes on in a new one', () => {
  makeWithConversation()
  const bytes = readFileSync(file)
  writeFileSync(file, Buffer.concat([Buffer.alloc(100, 7), bytes.subarray(100)]))
  const opened = open()
  expect(opened.notices).toMatchObject([{ code: 'database_set_aside' }])
  opened.db.close()
  const kept = setAside().find((name) => !/-(wal|shm)$/.test(name))
  expect(readFileSync(join(dataDir, kept as string)).length).toBe(bytes.length)
})

test('an emptied file is not taken for a first start', () => {
  makeWithConversation()
  truncateSync(file, 0)
  const opened = open()
  expect(opened.isNew).toBe(false)
  expect(opened.notices).toHaveLength(1)
  opened.db.close()
})

test('a file cut to half is set aside, never half-trusted', () => {
  makeWithConversation()
  truncateSync(file, Math.floor(readFileSync(file).length / 2 / 4096) * 4096)
  const opened = open()
  expect(opened.notices).toHaveLength(1)
  opened.db.close()
})

test('a database of a newer version is refused and not one byte of it changes', () => {
  makeWithConversation()
  const { db } = open()
  db.pragma('user_version = 990')
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
  const before = readFileSync(file)
  expect(open).toThrow(expect.objectContaining({ code: 'database_newer' }))
  expect(readFileSync(file).equals(before)).toBe(true)
  expect(setAside()).toEqual([])
})

test('a folder that cannot be written is said in a sentence', () => {
  writeFileSync(join(dataDir, 'plain-file'), '')
  expect(() => openData(join(dataDir, 'plain-file'), SILENT_LOG, NOW)).toThrow(
    expect.objectContaining({ code: 'data_dir_unusable' }),
  )
})
