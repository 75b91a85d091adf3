import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { BROWSER_ROUTES, type ShellFrame, SOCKET_FRAME_MAX_BYTES } from '@shared/browser-wire'
import type { Port } from '@shared/rpc/port'
import { type WebSocket, WebSocketServer } from 'ws'
import type { EngineHost } from '../engine-host'
import type { GateRule } from './gate'

/** A page that has stopped reading (a suspended laptop) must not fill this process's memory. */
const BUFFERED_MAX_BYTES = 64 * 1024 * 1024

/** Close codes of the WebSocket standard. */
const UNSUPPORTED_DATA = 1003
const GOING_AWAY = 1001
const SERVICE_RESTART = 1012

export const SOCKET_RULE: GateRule = { access: 'session', needsOrigin: true }

export interface Sockets {
  /** Takes over an upgrade that has passed the gate; false when there is nothing at that path just now. */
  accept(path: string, request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  close(): void
}

export function createSockets({ supervisor }: EngineHost): Sockets {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: SOCKET_FRAME_MAX_BYTES,
    perMessageDeflate: false,
  })

  function accept(path: string, request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    if (path === BROWSER_ROUTES.shellSocket) {
      server.handleUpgrade(request, socket, head, (webSocket) => {
        quietly(webSocket)
        const stop = supervisor.onState((state) =>
          send(webSocket, { type: 'engine-state', state } satisfies ShellFrame),
        )
        webSocket.on('close', stop)
      })
      return true
    }
    const engine = path === BROWSER_ROUTES.engineSocket ? supervisor.current() : null
    if (!engine) return false
    server.handleUpgrade(request, socket, head, (webSocket) => carry(webSocket, engine.openPort('page')))
    return true
  }

  return {
    accept,
    close() {
      for (const webSocket of server.clients) {
        webSocket.close(GOING_AWAY)
        webSocket.terminate()
      }
      server.close()
    },
  }
}

/** Joins a page's socket and a port: what one says the other hears, and they end together. */
function carry(webSocket: WebSocket, port: Port): void {
  quietly(webSocket)
  port.onMessage((message) => send(webSocket, message))
  port.onClose(() => webSocket.close(SERVICE_RESTART))
  webSocket.on('close', () => port.close())
  webSocket.on('message', (data, isBinary) => {
    const message = isBinary ? undefined : parse(String(data))
    if (message === undefined) webSocket.close(UNSUPPORTED_DATA)
    else port.post(message)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function send(webSocket: WebSocket, message: unknown): void {
  if (webSocket.readyState !== webSocket.OPEN) return
  if (webSocket.bufferedAmount > BUFFERED_MAX_BYTES) webSocket.terminate()
  else webSocket.send(JSON.stringify(message))
}

/** A broken or oversized frame closes its socket; without a listener it would end the process. */
function quietly(webSocket: WebSocket): void {
  webSocket.on('error', () => {})
}
