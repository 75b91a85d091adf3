import type { Port } from './port'

/** Electron's port as main (MessagePortMain) and a utility process have it; named here so that nobody needs electron for it. */
export interface ElectronPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(message: unknown): void
  start(): void
  close(): void
}

/** Starts the port at the first listener, so that nothing sent before it is lost. */
export function fromElectronPort(electronPort: ElectronPort): Port {
  return {
    post: (message) => electronPort.postMessage(message),
    onMessage(listener) {
      electronPort.on('message', ({ data }) => listener(data))
      electronPort.start()
    },
    onClose: (listener) => void electronPort.on('close', once(listener)),
    close: () => electronPort.close(),
  }
}

/** Closing from this side is reported by some Electron versions and not by others, never to a listener twice. */
function once(listener: () => void): () => void {
  let isDone = false
  return () => {
    if (isDone) return
    isDone = true
    listener()
  }
}
