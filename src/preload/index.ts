import type { EngineState, MenuAction, PickedFiles } from '@shared/bridge'
import {
  type DesktopApi,
  type DesktopCall,
  type DesktopCalls,
  type DesktopMessage,
  type DesktopMessages,
  type DesktopReply,
  PORT_CHANNEL,
  VERSION_ARGUMENT,
} from '@shared/desktop-ipc'
import { contextBridge, ipcRenderer, webUtils } from 'electron'

/** As much of the DOM as is used here; the rest of main's world has none. */
interface DroppedFile {
  readonly name: string
}
interface DropEvent {
  readonly isTrusted: boolean
  readonly dataTransfer: { readonly files: ArrayLike<DroppedFile> } | null
}
declare const window: {
  addEventListener(type: 'drop', listener: (event: DropEvent) => void, isCapture: boolean): void
  postMessage(message: string, targetOrigin: string, ports: readonly unknown[]): void
}
declare const location: { readonly origin: string }

async function call<C extends DesktopCall>(
  channel: C,
  input: DesktopCalls[C]['input'],
): Promise<DesktopCalls[C]['output']> {
  const reply: DesktopReply = await ipcRenderer.invoke(channel, input)
  if (reply.kind === 'failed') throw new Error(reply.error.message)
  return reply.output as DesktopCalls[C]['output']
}

function listen<M extends DesktopMessage>(channel: M, listener: (message: DesktopMessages[M]) => void): void {
  ipcRenderer.on(channel, (_event, message: DesktopMessages[M]) => listener(message))
}

interface Feed<T> {
  tell(value: T): void
  subscribe(listener: (value: T) => void): () => void
}

/** The last value to each new listener, then every change. The page never holds Electron's own emitter. */
function createFeed<T>(begin: () => void): Feed<T> {
  const listeners = new Set<(value: T) => void>()
  let hasBegun = false
  let last: { readonly value: T } | null = null
  return {
    tell(value) {
      last = { value }
      for (const listener of [...listeners]) listener(value)
    },
    subscribe(listener) {
      listeners.add(listener)
      if (last) listener(last.value)
      if (!hasBegun) begin()
      hasBegun = true
      return () => void listeners.delete(listener)
    },
  }
}

// asked for by the page's first listener, not by this file: while it runs, main may not know yet whose page this is
const engineState = createFeed<EngineState>(() => void call('engine:watch', null))
const menuListeners = new Set<(action: MenuAction) => void>()
let droppedPaths: readonly string[] = []

listen('engine:state', (state) => engineState.tell(state))
listen('menu:action', (action) => {
  for (const listener of [...menuListeners]) listener(action)
})
ipcRenderer.on(PORT_CHANNEL, (event) => window.postMessage(PORT_CHANNEL, location.origin, event.ports))
// read here, from the event itself: the page can neither learn a path nor make one up
window.addEventListener(
  'drop',
  (event) => {
    if (event.isTrusted) droppedPaths = Array.from(event.dataTransfer?.files ?? [], pathOf).filter(Boolean)
  },
  true,
)

/** Empty for a file that does not come from the disk, such as a picture dragged out of a page. */
function pathOf(file: DroppedFile): string {
  return webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0])
}

async function acceptDrop(): Promise<PickedFiles | null> {
  const paths = droppedPaths
  droppedPaths = []
  return paths.length === 0 ? null : call('files:dropped', paths)
}

const api: DesktopApi = {
  shell: 'desktop',
  appVersion:
    process.argv.find((argument) => argument.startsWith(VERSION_ARGUMENT))?.slice(VERSION_ARGUMENT.length) ??
    '',
  requestPort: () => void call('engine:port', null),
  onEngineState: (listener) => engineState.subscribe(listener),
  onMenuAction(listener) {
    menuListeners.add(listener)
    return () => void menuListeners.delete(listener)
  },
  restartEngine: async () => void (await call('engine:restart', null)),
  pick: (kind) => call('files:pick', kind),
  acceptDrop,
  saveText: (file) => call('files:save', file),
  apiKeyState: (profileId) => call('secrets:state', profileId),
  saveApiKey: (profileId, apiKey) => call('secrets:save', { profileId, apiKey }),
  removeApiKey: (profileId) => call('secrets:remove', profileId),
  openExternal: async (url) => void (await call('links:open', url)),
  openOriginal: (documentId) => call('documents:open', documentId),
}

contextBridge.exposeInMainWorld('verdemuse', api)
