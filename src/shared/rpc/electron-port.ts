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
  const listeners: (() => void)[] = []
  let isClosed = false
  // Electron reports the other side's end only; a port that was closed here has ended all the same
  const end = () => {
    if (isClosed) return
    isClosed = true
    for (const listener of listeners) listener()
  }
  electronPort.on('close', end)
  return {
    post(message) {
      if (!isClosed) electronPort.postMessage(message)
    },
    onMessage(listener) {
      electronPort.on('message', ({ data }) => listener(data))
      electronPort.start()
    },
    onClose: (listener) => void listeners.push(listener),
    close() {
      electronPort.close()
      end()
    },
  }
}
