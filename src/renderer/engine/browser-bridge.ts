import type { ApiKeyState, Bridge, EngineState, OpenedOriginal, TextFile } from '@shared/bridge'
import { BROWSER_ROUTES, type ShellFrame, type ShellInfo } from '@shared/browser-wire'
import { deferred } from '@shared/deferred'
import { AppError } from '@shared/errors'
import type { Port } from '@shared/rpc/port'
import { parseUrl } from '@shared/server-url'
import { filesOfDrop, pickFiles } from './browser-files'
import { request, requestJson } from './browser-request'
import { uploadFiles } from './browser-upload'

const FIRST_RETRY_MS = 250
const LAST_RETRY_MS = 4_000

/** The Bridge over the browser shell's routes; everything is same-origin and rests on the session cookie. */
export function createBrowserBridge(): Bridge {
  const states = watchShell()
  return {
    shell: 'browser',
    get appVersion() {
      return states.appVersion()
    },
    connect: () => connect(states.whenRunning),
    onEngineState: states.subscribe,
    restartEngine: async () => void (await request(BROWSER_ROUTES.restartEngine, { method: 'POST' })),
    async pick(kind, onProgress) {
      const files = await pickFiles(kind)
      return files === null ? null : uploadFiles(files, onProgress)
    },
    async acceptDrop(data, onProgress) {
      const { files, unreadable } = await filesOfDrop(data as DataTransfer)
      if (files.length === 0 && unreadable.length === 0) return null
      return uploadFiles(files, onProgress, unreadable)
    },
    saveText: async (file) => download(file),
    apiKeyState: (profileId) => requestJson<ApiKeyState>(keyRoute(profileId)),
    saveApiKey: (profileId, apiKey) =>
      requestJson<ApiKeyState>(keyRoute(profileId), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ apiKey }),
      }),
    removeApiKey: (profileId) => requestJson<ApiKeyState>(keyRoute(profileId), { method: 'DELETE' }),
    openExternal: async (url) => openLink(url),
    openOriginal,
  }
}

function keyRoute(profileId: number): string {
  return `${BROWSER_ROUTES.apiKey}?profileId=${profileId}`
}

/** One socket is one port. Codes: `engine_stopped` try again; `forbidden` signed out; `not_found` the shell is gone. */
async function connect(whenRunning: () => Promise<void>): Promise<Port> {
  // first a request, because it can be read why it was refused; a refused socket tells a page nothing
  await request(BROWSER_ROUTES.info)
  await whenRunning()
  const socket = new WebSocket(socketUrl(BROWSER_ROUTES.engineSocket))
  const hasOpened = await new Promise<boolean>((resolve) => {
    socket.addEventListener('open', () => resolve(true), { once: true })
    socket.addEventListener('close', () => resolve(false), { once: true })
  })
  if (hasOpened) return fromSocket(socket)
  throw new AppError('engine_stopped', 'The engine is not running yet.', { retry: true })
}

function fromSocket(socket: WebSocket): Port {
  return {
    post: (message) => {
      // of a line that is going down, what was asked is answered by its end
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message))
    },
    onMessage: (listener) =>
      socket.addEventListener('message', (event) => listener(JSON.parse(String(event.data)))),
    onClose: (listener) => socket.addEventListener('close', () => listener(), { once: true }),
    close: () => socket.close(),
  }
}

/** Follows what the shell says of the engine, over breaks, for as long as the page lives. */
function watchShell() {
  const listeners = new Set<(state: EngineState) => void>()
  let last: EngineState = { kind: 'starting' }
  let appVersion = ''
  let retryMs = FIRST_RETRY_MS
  let waiting: PromiseWithResolvers<void>[] = []

  function settle(how: (one: PromiseWithResolvers<void>) => void) {
    const settled = waiting
    waiting = []
    for (const one of settled) how(one)
  }

  function open() {
    const socket = new WebSocket(socketUrl(BROWSER_ROUTES.shellSocket))
    socket.addEventListener('open', () => {
      retryMs = FIRST_RETRY_MS
    })
    socket.addEventListener('message', (event) => {
      const frame = JSON.parse(String(event.data)) as ShellFrame
      if (frame.type !== 'engine-state') return
      last = frame.state
      for (const listener of [...listeners]) listener(last)
      if (last.kind === 'running') settle((one) => one.resolve())
    })
    socket.addEventListener('close', () => {
      last = { kind: 'starting' }
      settle((one) => one.reject(new AppError('engine_stopped', 'The line broke.', { retry: true })))
      setTimeout(open, retryMs)
      retryMs = Math.min(LAST_RETRY_MS, retryMs * 2)
    })
  }
  open()
  requestJson<ShellInfo>(BROWSER_ROUTES.info).then(
    (info) => {
      appVersion = info.appVersion
    },
    () => {}, // the line to the engine finds out why, and says it
  )

  return {
    appVersion: () => appVersion,
    /** Rejects when the shell's own line breaks, so that nobody waits for a word that cannot come. */
    async whenRunning() {
      if (last.kind === 'running') return
      const one = deferred<void>()
      waiting.push(one)
      await one.promise
    },
    subscribe(listener: (state: EngineState) => void) {
      listeners.add(listener)
      listener(last)
      return () => void listeners.delete(listener)
    },
  }
}

function socketUrl(path: string): string {
  const url = new URL(path, window.location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}

/** A moment longer than any browser needs to take hold of what is to be saved. */
const DOWNLOAD_KEPT_MS = 10_000

function download({ fileName, mediaType, text, encoding }: TextFile): boolean {
  const blob =
    encoding === 'base64'
      ? new Blob([bytesOf(text)], { type: mediaType })
      : new Blob([text], { type: `${mediaType};charset=utf-8` })
  const address = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), DOWNLOAD_KEPT_MS)
  return true
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

/** The browser shell has nobody else to ask, so the guard of the desktop's main process stands here. */
function openLink(text: string): void {
  const url = parseUrl(text)
  if (url?.protocol !== 'https:' && url?.protocol !== 'mailto:')
    throw new AppError('forbidden', 'Only https and mailto links are opened.')
  window.open(url.href, '_blank', 'noopener,noreferrer')
}

/** On the machine of the shell where it has a desktop; else the browser saves a copy. */
async function openOriginal(documentId: number): Promise<OpenedOriginal> {
  const opened = await requestJson<OpenedOriginal>(BROWSER_ROUTES.openOriginal, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ documentId }),
  })
  if (opened.kind !== 'downloading') return opened
  const link = document.createElement('a')
  link.href = `${BROWSER_ROUTES.original}?documentId=${documentId}`
  link.download = ''
  link.click()
  return opened
}
