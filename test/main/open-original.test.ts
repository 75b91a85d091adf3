import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openOriginal } from '../../src/main/open-original'
import { copyName, createOriginalCopies } from '../../src/main/original-copies'
import { ORIGINAL_WINDOW_MAX_BYTES } from '../../src/shared/limits'
import { SILENT_LOG } from '../../src/shared/log'
import type { Client } from '../../src/shared/rpc/client'
import { resetFakeElectron, shell } from '../helpers/fake-electron'

vi.mock('electron', () => import('../helpers/fake-electron'))

let folder = ''
beforeEach(() => {
  resetFakeElectron()
  folder = join(mkdtempSync(join(tmpdir(), 'verdemuse-copies-')), 'opened-copies')
})
afterEach(() => rmSync(dirname(folder), { recursive: true, force: true }))

const copies = () => createOriginalCopies({ folder, log: SILENT_LOG })

function engineThatSays(location: unknown): Client {
  return {
    call: async (method: string) =>
      method === 'documents.location' ? location : { kind: 'missing', reason: 'not_kept' },
  } as unknown as Client
}

/** Has the bytes of one document and no place of it. */
function engineThatKeeps(path: string, bytes: Buffer): Client {
  const answers: Record<string, (input: { offset: number; length: number }) => unknown> = {
    'documents.location': () => ({ kind: 'missing', reason: 'not_kept' }),
    'documents.get': () => ({ path }),
    'documents.original': ({ offset, length }) => ({
      kind: 'bytes',
      base64: bytes.subarray(offset, offset + length).toString('base64'),
      totalBytes: bytes.length,
    }),
  }
  return {
    call: async (method: string, input: never) => answers[method]?.(input),
  } as unknown as Client
}

test('a file is opened where the engine says it lies, and the page learns only that it was', async () => {
  const outcome = await openOriginal(1, engineThatSays({ kind: 'file', path: '/home/a/b.pdf' }), copies())
  expect(shell.opened).toEqual(['/home/a/b.pdf'])
  expect(outcome).toEqual({ kind: 'opened' })
})

test('what the engine does not hand over is not opened', async () => {
  const missing = { kind: 'missing', reason: 'not_kept' }
  expect(await openOriginal(1, engineThatSays(missing), copies())).toEqual(missing)
  expect(shell.opened).toEqual([])
})

test('a system without a program for the file is said, without its path', async () => {
  shell.openPathFailure = 'No application for /home/a/b.pdf'
  const opening = openOriginal(1, engineThatSays({ kind: 'file', path: '/home/a/b.pdf' }), copies())
  await expect(opening).rejects.toThrow('This computer has no program that opens this file.')
})

test('of a file that only the store has, a read-only copy with its own name is opened, whole', async () => {
  const bytes = Buffer.alloc(ORIGINAL_WINDOW_MAX_BYTES + 7, 'pdf ')
  expect(await openOriginal(1, engineThatKeeps('Uploads/Care plan.PDF', bytes), copies())).toEqual({
    kind: 'opened',
  })
  const [path = ''] = shell.opened
  expect(basename(path)).toBe('Care plan.pdf')
  expect(dirname(dirname(path))).toBe(folder)
  expect(readFileSync(path).equals(bytes)).toBe(true)
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o400)
})

test('copies are gone when the app ends or starts, and no copy of an earlier run is needed for that', async () => {
  await openOriginal(1, engineThatKeeps('a.pdf', Buffer.from('x')), copies())
  await openOriginal(1, engineThatKeeps('a.pdf', Buffer.from('x')), copies())
  expect(readdirSync(folder)).toHaveLength(2)
  await copies().clear()
  expect(() => readdirSync(folder)).toThrow()
  await copies().clear()
})

test.each([
  'setup.exe',
  'run.sh',
  'run.bat',
  'run.cmd',
  'run.ps1',
  'a.js',
  'a.vbs',
  'a.hta',
  'a.scr',
  'a.msi',
  'a.lnk',
  'a.url',
  'a.desktop',
  'a.webloc',
  'a.app',
  'a.command',
  'a.jar',
  'a.py',
  'a.docm',
  'a.xlsm',
  'a.html',
  'a.svg',
  'a.pdf.exe',
  'a.pdf.',
  'a.pdf ',
  'a',
  '.pdf',
])('%s is refused with a sentence, and nothing of it is written or opened', async (name) => {
  const opening = openOriginal(1, engineThatKeeps(`Uploads/${name}`, Buffer.from('MZ')), copies())
  await expect(opening).rejects.toThrow('Files of this kind are not opened from here')
  expect(shell.opened).toEqual([])
  expect(() => readdirSync(folder)).toThrow()
})

test.each([
  ['../../etc/care.pdf', 'care.pdf'],
  ['C:\\Users\\a\\care.pdf', 'care.pdf'],
  ['...pdf.pdf', '___pdf.pdf'],
  ['care\u202efdp.exe.pdf', 'carefdp_exe.pdf'],
  ['CON.pdf', 'documentCON.pdf'],
  ['a:b|c?"<>*\n.pdf', 'abc.pdf'],
  ['\u202e.pdf', 'document.pdf'],
  [`${'ä'.repeat(300)}.pdf`, `${'ä'.repeat(60)}.pdf`],
])('the copy of %j is called %j', (path, name) => {
  expect(copyName(path)).toBe(name)
})

test('a file that goes while it is copied leaves nothing behind', async () => {
  const engine = engineThatKeeps('a.pdf', Buffer.from('x'))
  const { call } = engine
  let asked = 0
  const going = {
    call: (method: never, input: never) =>
      method === 'documents.original' && ++asked > 1
        ? Promise.resolve({ kind: 'missing', reason: 'gone' })
        : call(method, input),
  } as unknown as Client
  await expect(openOriginal(1, going, copies())).rejects.toThrow('removed meanwhile')
  expect(readdirSync(folder)).toEqual([])
  expect(shell.opened).toEqual([])
})
