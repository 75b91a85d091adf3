import type { Bridge } from '@shared/bridge'
import { type DesktopApi, PORT_CHANNEL } from '@shared/desktop-ipc'
import type { Port } from '@shared/rpc/port'

/** Adds to the preload's API what cannot cross a context bridge: the port, which comes as a window message. */
export function createDesktopBridge(api: DesktopApi): Bridge {
  return {
    shell: 'desktop',
    appVersion: api.appVersion,
    connect: () => receivePort(api),
    onEngineState: (listener) => api.onEngineState(listener),
    restartEngine: () => api.restartEngine(),
    pick: (kind, onProgress) => api.pick(kind, onProgress),
    acceptDrop: () => api.acceptDrop(),
    saveText: (file) => api.saveText(file),
    apiKeyState: (profileId) => api.apiKeyState(profileId),
    saveApiKey: (profileId, apiKey) => api.saveApiKey(profileId, apiKey),
    removeApiKey: (profileId) => api.removeApiKey(profileId),
    openExternal: (url) => api.openExternal(url),
    openOriginal: (documentId) => api.openOriginal(documentId),
    onMenuAction: (listener) => api.onMenuAction(listener),
  }
}

/** Waits as long as there is no engine: main sends the port when there is one. */
function receivePort(api: DesktopApi): Promise<Port> {
  return new Promise((resolve) => {
    const onMessage = (event: MessageEvent) => {
      const port = event.ports[0]
      // the preload posts from this very window; anything else is not ours
      if (event.source !== window || event.data !== PORT_CHANNEL || !port) return
      window.removeEventListener('message', onMessage)
      resolve(fromMessagePort(port))
    }
    window.addEventListener('message', onMessage)
    api.requestPort()
  })
}

export function fromMessagePort(port: MessagePort): Port {
  let isClosed = false
  const closing = new Set<() => void>()
  const close = () => {
    if (isClosed) return
    isClosed = true
    for (const listener of closing) listener()
  }
  port.addEventListener('close', close)
  // a reload with an open port takes some renderers down
  window.addEventListener('pagehide', () => port.close(), { once: true })
  return {
    post: (message) => port.postMessage(message),
    onMessage(listener) {
      port.addEventListener('message', (event) => listener(event.data))
      port.start()
    },
    onClose: (listener) => void closing.add(listener),
    close() {
      port.close()
      close()
    },
  }
}
