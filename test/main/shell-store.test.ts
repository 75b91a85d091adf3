import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openShellStore } from '../../src/main/shell-store'
import { SILENT_LOG } from '../../src/shared/log'

vi.mock('electron', () => import('../helpers/fake-electron'))

const STATE = { x: 5, y: 6, width: 900, height: 700, isMaximized: false }
let dataDir = ''
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'verdemuse-store-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const open = () => openShellStore({ dataDir, log: SILENT_LOG, now: () => 1700 })
const write = (text: string) => writeFileSync(join(dataDir, 'config.json'), text)

test('what is set is there at the next start, readable by its owner only', () => {
  open().setWindowState(STATE)
  open().setEncryptedApiKey('AAEC')
  expect(open().windowState()).toEqual(STATE)
  expect(open().encryptedApiKey()).toBe('AAEC')
  if (process.platform !== 'win32') expect(statSync(join(dataDir, 'config.json')).mode & 0o777).toBe(0o600)
  open().setEncryptedApiKey(null)
  expect(open().encryptedApiKey()).toBeNull()
  expect(open().windowState()).toEqual(STATE)
})

test.each(['', '{', '{"windowState":', '[]', 'null', '5', '"text"', '\0\0\0\0'])(
  'a damaged file %j is set aside with its content, and the app starts',
  (text) => {
    write(text)
    const store = open()
    expect(store.windowState()).toBeNull()
    expect(readFileSync(join(dataDir, 'config.json.corrupt-1700'), 'utf8')).toBe(text)
    store.setWindowState(STATE)
    expect(open().windowState()).toEqual(STATE)
  },
)

test('a whole file is not set aside, and keys of a newer version stay in it', () => {
  write(JSON.stringify({ windowState: STATE, fromTheFuture: { a: 1 } }))
  const store = open()
  store.setEncryptedApiKey('AAEC')
  expect(readdirSync(dataDir)).toEqual(['config.json'])
  expect(JSON.parse(readFileSync(join(dataDir, 'config.json'), 'utf8'))).toMatchObject({
    fromTheFuture: { a: 1 },
  })
})

test.each([
  { ...STATE, width: 'wide' },
  { ...STATE, width: 0 },
  { ...STATE, x: 1e12 },
  { ...STATE, y: 0.5 },
  { ...STATE, isMaximized: 'yes' },
  { x: 1 },
  null,
  'big',
])('a window state that makes no sense counts as absent: %j', (windowState) => {
  write(JSON.stringify({ windowState, encryptedApiKey: 'AAEC' }))
  expect(open().windowState()).toBeNull()
  expect(open().encryptedApiKey()).toBe('AAEC')
})

test.each([5, '', { a: 1 }, 'x'.repeat(20_001)])('a key that is none counts as absent', (encryptedApiKey) => {
  write(JSON.stringify({ encryptedApiKey }))
  expect(open().encryptedApiKey()).toBeNull()
})

test('a folder in the place of the file is set aside too', () => {
  mkdirSync(join(dataDir, 'config.json'))
  open().setWindowState(STATE)
  expect(open().windowState()).toEqual(STATE)
  expect(readdirSync(dataDir).sort()).toEqual(['config.json', 'config.json.corrupt-1700'])
})
