import { beforeEach, expect, test, vi } from 'vitest'
import { grant, pickFiles } from '../../src/main/files'
import type { Client } from '../../src/shared/rpc/client'
import { BrowserWindow, dialog, FakeWebContents, resetFakeElectron } from '../helpers/fake-electron'

vi.mock('electron', () => import('../helpers/fake-electron'))
beforeEach(resetFakeElectron)

function engine() {
  const granted: unknown[] = []
  const client = {
    call: async (_method: string, input: unknown) => {
      granted.push(input)
      return { handle: `handle-${granted.length}` }
    },
  } as unknown as Client
  return { client, granted }
}

test('what was picked becomes handles, in order, and no path comes back', async () => {
  const { client, granted } = engine()
  dialog.answer = { canceled: false, filePaths: ['/home/a.md', '/home/b.pdf'] }
  const window = new BrowserWindow()
  const picked = await pickFiles('files', window.webContents as never, client)
  expect(picked).toEqual({ handles: ['handle-1', 'handle-2'] })
  expect(granted).toEqual([{ path: '/home/a.md' }, { path: '/home/b.pdf' }])
  expect(dialog.shown[0]?.properties).toEqual(['openFile', 'multiSelections'])
})

test('a folder has a dialog of its own', async () => {
  await pickFiles('folder', new FakeWebContents() as never, engine().client)
  expect(dialog.shown[0]?.properties).toEqual(['openDirectory', 'multiSelections'])
})

test('cancelling grants nothing', async () => {
  const { client, granted } = engine()
  expect(await pickFiles('files', new FakeWebContents() as never, client)).toBeNull()
  expect(granted).toEqual([])
})

test('a relative path is refused before anything is granted', async () => {
  const { client, granted } = engine()
  await expect(grant(['/home/a.md', '../b.md'], client)).rejects.toMatchObject({ code: 'bad_request' })
  expect(granted).toEqual([])
})
