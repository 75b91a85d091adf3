import { beforeEach, describe, expect, test, vi } from 'vitest'
import { type IpcHandlers, setupIpc } from '../../src/main/ipc'
import type { DesktopCall, DesktopReply } from '../../src/shared/desktop-ipc'
import { AppError } from '../../src/shared/errors'
import { SILENT_LOG } from '../../src/shared/log'
import {
  type FakeFrame,
  FakePort,
  FakeWebContents,
  ipcMain,
  resetFakeElectron,
} from '../helpers/fake-electron'

vi.mock('electron', () => import('../helpers/fake-electron'))

/** For each channel what it takes, and what it must not. */
const INPUTS: Record<DesktopCall, { good: unknown; bad: unknown[] }> = {
  'engine:port': { good: null, bad: [{}, 'page', 1] },
  'engine:watch': { good: null, bad: [{}, 'page', 1] },
  'engine:restart': { good: null, bad: [{}, 'now', true] },
  'files:pick': { good: 'files', bad: [null, 'everything', '/etc/passwd', ['files']] },
  'files:dropped': {
    good: ['/home/a/b.md'],
    bad: [null, [], [''], [1], '/home/a', ['a\0b'], ['x'.repeat(5000)]],
  },
  'files:save': {
    good: {
      fileName: 'Gießen & Düngen – 水.pdf',
      mediaType: 'application/pdf',
      text: 'JVBERg==',
      encoding: 'base64',
    },
    bad: [
      null,
      'a.csv',
      { fileName: '../a.csv', mediaType: 'text/csv', text: '' },
      { fileName: '/etc/passwd', mediaType: 'text/csv', text: '' },
      { fileName: '.bashrc', mediaType: 'text/plain', text: '' },
      { fileName: 'a\\b.csv', mediaType: 'text/csv', text: '' },
      { fileName: 'C:a.csv', mediaType: 'text/csv', text: '' },
      { fileName: 'fdp.\u202ejs', mediaType: 'text/csv', text: '' },
      { fileName: 'a.csv', mediaType: 'text/csv', text: '', encoding: 'hex' },
      { fileName: 'a.csv', mediaType: 'text/csv' },
    ],
  },
  'secrets:state': { good: 1, bad: [{}, 'key', null, 0] },
  'secrets:save': {
    good: { profileId: 1, apiKey: 'abc' },
    bad: [
      null,
      'abc',
      { apiKey: 'abc' },
      ...['', '   ', 5, 'x'.repeat(501)].map((apiKey) => ({ profileId: 1, apiKey })),
    ],
  },
  'secrets:remove': { good: 1, bad: [{}, null] },
  'documents:open': { good: 1, bad: [null, 0, -1, 1.5, '1', '/etc/passwd', {}] },
  'links:open': { good: 'https://verdemuse.example/', bad: [null, '', {}, ['https://a.example']] },
}
const CHANNELS = Object.keys(INPUTS) as DesktopCall[]

let served: string[] = []
let contents = new FakeWebContents()

beforeEach(() => {
  resetFakeElectron()
  served = []
  contents = new FakeWebContents()
  const handlers = Object.fromEntries(
    CHANNELS.map((channel) => [
      channel,
      () => {
        served.push(channel)
        return null
      },
    ]),
  ) as unknown as IpcHandlers
  setupIpc(handlers, SILENT_LOG).trust(contents as never)
})

async function invoke(
  channel: string,
  input: unknown,
  sender = contents,
  frame: FakeFrame | null = sender.mainFrame,
) {
  const handler = ipcMain.handlers.get(channel)
  if (!handler) throw new Error(`no handler for ${channel}`)
  return (await handler({ sender, senderFrame: frame }, input)) as DesktopReply
}

function refusal(code: string) {
  return { kind: 'failed', error: expect.objectContaining({ code }) }
}

test('every channel of the table is served, and nothing else', () => {
  expect([...ipcMain.handlers.keys()].sort()).toEqual([...CHANNELS].sort())
})

describe.each(CHANNELS)('%s', (channel) => {
  const { good, bad } = INPUTS[channel]

  test('serves the page', async () => {
    expect(await invoke(channel, good)).toEqual({ kind: 'done', output: null })
    expect(served).toEqual([channel])
  })

  test('refuses a frame that is gone', async () => {
    expect(await invoke(channel, good, contents, null)).toEqual(refusal('forbidden'))
    expect(served).toEqual([])
  })

  test('refuses a frame inside the page, even one of its own origin', async () => {
    const frame = { url: 'app://verdemuse/index.html', parent: contents.mainFrame }
    expect(await invoke(channel, good, contents, frame)).toEqual(refusal('forbidden'))
    expect(served).toEqual([])
  })

  test.each([
    'https://verdemuse.example/',
    'app://verdemuse.evil/index.html',
    'app://evil/index.html',
    'app://verdemuse@evil/index.html',
    'app://user@verdemuse/index.html',
    'app://verdemuse:81/index.html',
    'file:///app/out/renderer/index.html',
    'data:text/html,x',
    'about:blank',
    '',
  ])('refuses another origin: %s', async (url) => {
    contents.mainFrame = { url, parent: null }
    expect(await invoke(channel, good)).toEqual(refusal('forbidden'))
    expect(served).toEqual([])
  })

  test('refuses a window that is not ours, and one that has been closed', async () => {
    expect(await invoke(channel, good, new FakeWebContents())).toEqual(refusal('forbidden'))
    contents.destroy()
    expect(await invoke(channel, good)).toEqual(refusal('forbidden'))
    expect(served).toEqual([])
  })

  test.each(bad.map((input) => [input]))('refuses %j', async (input) => {
    expect(await invoke(channel, input)).toEqual(refusal('bad_request'))
    expect(served).toEqual([])
  })
})

test('a handler’s AppError reaches the page as it is, and anything else without its words', async () => {
  resetFakeElectron()
  const handlers = {
    ...Object.fromEntries(CHANNELS.map((channel) => [channel, () => null])),
    'links:open': () => {
      throw new AppError('forbidden', 'Only web addresses can be opened.')
    },
    'secrets:save': () => {
      throw new Error('the key abc was not liked')
    },
  } as unknown as IpcHandlers
  setupIpc(handlers, SILENT_LOG).trust(contents as never)
  expect(await invoke('links:open', 'https://a.example/')).toMatchObject({
    error: { code: 'forbidden', message: 'Only web addresses can be opened.' },
  })
  const reply = await invoke('secrets:save', { profileId: 1, apiKey: 'abc' })
  expect(reply).toEqual(refusal('internal'))
  expect(JSON.stringify(reply)).not.toContain('abc')
})

test('messages and ports go to trusted pages that are still there', () => {
  resetFakeElectron()
  const ipc = setupIpc({} as IpcHandlers, SILENT_LOG)
  const gone = new FakeWebContents()
  ipc.trust(contents as never)
  ipc.trust(gone as never)
  gone.destroy()
  ipc.broadcast('menu:action', 'settings')
  expect(contents.sent).toEqual([{ channel: 'menu:action', message: 'settings' }])
  expect(gone.sent).toEqual([])

  const port = new FakePort()
  ipc.sendPort(contents as never, port as never)
  expect(contents.posted).toEqual([{ channel: 'verdemuse:port', ports: [port] }])
  const orphan = new FakePort()
  ipc.sendPort(gone as never, orphan as never)
  expect(gone.posted).toEqual([])
  expect(orphan.isClosed).toBe(true)
})
