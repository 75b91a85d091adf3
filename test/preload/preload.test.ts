import type { EventEmitter } from 'node:events'
import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { EngineState } from '../../src/shared/bridge'
import type { DesktopApi } from '../../src/shared/desktop-ipc'

interface DropEvent {
  isTrusted: boolean
  dataTransfer: { files: { path: string }[] } | null
}

const fake = vi.hoisted(() => ({
  exposed: {} as Record<string, unknown>,
  invoked: [] as { channel: string; input: unknown }[],
  early: [] as unknown[],
  replies: new Map<string, unknown>(),
  posted: [] as { message: string; origin: string; ports: readonly unknown[] }[],
  drop: null as ((event: DropEvent) => void) | null,
  ipcRenderer: null as EventEmitter | null,
}))

vi.mock('electron', async () => {
  const { EventEmitter } = await import('node:events')
  const ipcRenderer = Object.assign(new EventEmitter(), {
    invoke: async (channel: string, input: unknown) => {
      fake.invoked.push({ channel, input: structuredClone(input) })
      return fake.replies.get(channel) ?? { kind: 'done', output: null }
    },
  })
  fake.ipcRenderer = ipcRenderer
  return {
    ipcRenderer,
    contextBridge: {
      exposeInMainWorld(name: string, api: unknown) {
        fake.exposed[name] = api
      },
    },
    webUtils: { getPathForFile: (file: { path: string }) => file.path },
  }
})

let api: DesktopApi
beforeAll(async () => {
  vi.stubGlobal('location', { origin: 'app://verdemuse' })
  vi.stubGlobal('window', {
    addEventListener: (_type: string, listener: (event: DropEvent) => void) => {
      fake.drop = listener
    },
    postMessage: (message: string, origin: string, ports: readonly unknown[]) =>
      fake.posted.push({ message, origin, ports }),
  })
  process.argv.push('--verdemuse-version=9.8.7')
  await import('../../src/preload/index')
  fake.early = [...fake.invoked]
  api = fake.exposed['verdemuse'] as DesktopApi
})
beforeEach(() => {
  fake.invoked.length = 0
  fake.posted.length = 0
  fake.replies.clear()
})

const emit = (channel: string, ...values: unknown[]) => fake.ipcRenderer?.emit(channel, ...values)

test('main hears nothing while the page is not there yet', () => {
  expect(fake.early).toEqual([])
})

test('the page gets these and nothing else', () => {
  expect(Object.keys(fake.exposed)).toEqual(['verdemuse'])
  expect(
    Object.fromEntries(Object.entries(api).map(([key, value]) => [key, typeof value])),
  ).toMatchInlineSnapshot(`
    {
      "acceptDrop": "function",
      "apiKeyState": "function",
      "appVersion": "string",
      "onEngineState": "function",
      "onMenuAction": "function",
      "openExternal": "function",
      "openOriginal": "function",
      "pick": "function",
      "removeApiKey": "function",
      "requestPort": "function",
      "restartEngine": "function",
      "saveApiKey": "function",
      "saveText": "function",
      "shell": "string",
    }
  `)
  expect([api.shell, api.appVersion]).toEqual(['desktop', '9.8.7'])
})

test('each call goes over its own channel', async () => {
  api.requestPort()
  await api.restartEngine()
  await api.pick('folder')
  await api.saveText({ fileName: 'a.csv', mediaType: 'text/csv', text: 'a' })
  await api.apiKeyState(1)
  await api.saveApiKey(2, 'k')
  await api.removeApiKey(2)
  await api.openExternal('https://a.example/')
  expect(fake.invoked).toEqual([
    { channel: 'engine:port', input: null },
    { channel: 'engine:restart', input: null },
    { channel: 'files:pick', input: 'folder' },
    { channel: 'files:save', input: { fileName: 'a.csv', mediaType: 'text/csv', text: 'a' } },
    { channel: 'secrets:state', input: 1 },
    { channel: 'secrets:save', input: { profileId: 2, apiKey: 'k' } },
    { channel: 'secrets:remove', input: 2 },
    { channel: 'links:open', input: 'https://a.example/' },
  ])
})

test('nothing that a call gives back holds Electron’s own objects', async () => {
  for (const call of [api.restartEngine(), api.pick('files'), api.openExternal('https://a.example/')])
    expect([null, undefined]).toContain(await call)
  expect(api.requestPort()).toBeUndefined()
})

test('a refusal of main is an error with its sentence', async () => {
  fake.replies.set('links:open', {
    kind: 'failed',
    error: { code: 'forbidden', message: 'Only web addresses can be opened.', retry: false },
  })
  await expect(api.openExternal('file:///x')).rejects.toThrow('Only web addresses can be opened.')
})

test('a port is passed on to the page of our own origin only', () => {
  const port = { name: 'port' }
  emit('verdemuse:port', { ports: [port], sender: 'secret' })
  expect(fake.posted).toEqual([{ message: 'verdemuse:port', origin: 'app://verdemuse', ports: [port] }])
})

test('the engine’s state comes at once and at each change, without Electron’s event, until it is not wanted', () => {
  const states: unknown[][] = []
  const first: EngineState = { kind: 'starting' }
  emit('engine:state', { sender: 'secret' }, first)
  const stop = api.onEngineState((...heard) => states.push(heard))
  emit('engine:state', { sender: 'secret' }, { kind: 'running' })
  stop()
  emit('engine:state', { sender: 'secret' }, { kind: 'restarting', attempt: 1 })
  api.onEngineState(() => {})()
  // main is asked once, and not before the page wants to know
  expect(fake.invoked).toEqual([{ channel: 'engine:watch', input: null }])
  expect(states).toEqual([[{ kind: 'starting' }], [{ kind: 'running' }]])
})

test('a menu’s action reaches the page without Electron’s event, until it is not wanted', () => {
  const actions: unknown[][] = []
  const stop = api.onMenuAction((...heard) => actions.push(heard))
  emit('menu:action', { sender: 'secret' }, 'settings')
  stop()
  emit('menu:action', { sender: 'secret' }, 'knowledge')
  expect(actions).toEqual([['settings']])
})

test('a real drop is granted once, by the paths that the preload read', async () => {
  fake.replies.set('files:dropped', { kind: 'done', output: { handles: ['h'] } })
  fake.drop?.({ isTrusted: true, dataTransfer: { files: [{ path: '/home/a.md' }, { path: '' }] } })
  expect(await api.acceptDrop()).toEqual({ handles: ['h'] })
  expect(fake.invoked).toEqual([{ channel: 'files:dropped', input: ['/home/a.md'] }])
  expect(await api.acceptDrop()).toBeNull()
})

test('a drop that the page made up, or that brings no file of the disk, grants nothing', async () => {
  fake.drop?.({ isTrusted: false, dataTransfer: { files: [{ path: '/etc/passwd' }] } })
  expect(await api.acceptDrop()).toBeNull()
  fake.drop?.({ isTrusted: true, dataTransfer: { files: [{ path: '' }] } })
  expect(await api.acceptDrop()).toBeNull()
  fake.drop?.({ isTrusted: true, dataTransfer: null })
  expect(await api.acceptDrop()).toBeNull()
  expect(fake.invoked).toEqual([])
})
