import { beforeEach, expect, test, vi } from 'vitest'
import { openOriginal } from '../../src/main/open-original'
import type { Client } from '../../src/shared/rpc/client'
import { resetFakeElectron, shell } from '../helpers/fake-electron'

vi.mock('electron', () => import('../helpers/fake-electron'))
beforeEach(resetFakeElectron)

function engineThatSays(location: unknown): Client {
  return { call: async () => location } as unknown as Client
}

test('a file is opened where the engine says it lies, and the page learns only that it was', async () => {
  const outcome = await openOriginal(1, engineThatSays({ kind: 'file', path: '/home/a/b.pdf' }))
  expect(shell.opened).toEqual(['/home/a/b.pdf'])
  expect(outcome).toEqual({ kind: 'opened' })
})

test('what the engine does not hand over is not opened', async () => {
  const missing = { kind: 'missing', reason: 'not_kept' }
  expect(await openOriginal(1, engineThatSays(missing))).toEqual(missing)
  expect(shell.opened).toEqual([])
})

test('a system without a program for the file is said, without its path', async () => {
  shell.openPathFailure = 'No application for /home/a/b.pdf'
  const opening = openOriginal(1, engineThatSays({ kind: 'file', path: '/home/a/b.pdf' }))
  await expect(opening).rejects.toThrow('This computer has no program that opens this file.')
})
