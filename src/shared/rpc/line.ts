import type { Port } from './port'

/** A port, and the three things its owner does to it: what arrives is received, and it ends when the carrier does. */
export interface Line {
  readonly port: Port
  receive(message: unknown): void
  /** The other side closed, or what carried the messages is gone. */
  end(): void
}

export interface LineCarrier {
  send(message: unknown): void
  /** Tells the other side that this port was closed here. */
  hangUp(): void
}

/** Makes a Port out of anything that carries messages: a child's channel, a socket, a WebSocket. */
export function createLine({ send, hangUp }: LineCarrier): Line {
  const messageListeners: ((message: unknown) => void)[] = []
  const closeListeners: (() => void)[] = []
  let isOpen = true

  function end(): void {
    if (!isOpen) return
    isOpen = false
    for (const listener of closeListeners) listener()
  }

  return {
    port: {
      post(message) {
        if (isOpen) send(message)
      },
      onMessage: (listener) => void messageListeners.push(listener),
      onClose: (listener) => void closeListeners.push(listener),
      close() {
        if (!isOpen) return
        hangUp()
        end()
      },
    },
    receive(message) {
      if (!isOpen) return
      for (const listener of messageListeners) listener(message)
    },
    end,
  }
}
