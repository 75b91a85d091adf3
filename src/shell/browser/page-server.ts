import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { AppError, isCancelled, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import { type GateKnowledge, judge, SAFE_HEADERS } from './gate'
import { NO_SESSION_PAGE } from './opening-page'
import { sendFailure } from './responses'
import type { Route } from './route'
import { SOCKET_RULE, type Sockets } from './sockets'
import { UploadTooLarge } from './upload'

export interface PageServer {
  /** Listens on this machine only; resolves with the port. */
  listen(port: number): Promise<number>
  close(): void
}

export interface PageServerOptions {
  readonly routes: readonly Route[]
  readonly sockets: Sockets
  readonly knowledge: () => GateKnowledge
  readonly log: Logger
}

/** The door of the browser shell: nothing gets past it, not even to learn which addresses exist, without the gate. */
export function createPageServer({ routes, sockets, knowledge, log }: PageServerOptions): PageServer {
  const server: Server = createServer((request, response) => void answer(request, response))
  server.on('upgrade', (request, socket, head) => upgrade(request, socket, head))
  server.on('clientError', (_, socket) => socket.destroy())

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(SAFE_HEADERS)) response.setHeader(name, value)
    const url = parseUrl(request)
    const route = findRoute(routes, request.method, url?.pathname)
    // what is no route at all is judged as the page's own files are
    const rule = route?.rule ?? SOCKET_RULE
    const verdict = judge(request.headers, rule, knowledge())
    if (verdict.kind === 'refused') {
      log.warn('request_refused', { status: verdict.status })
      refuse(request, response, verdict.status, verdict.message)
      return
    }
    if (!route || !url) {
      sendFailure(response, new AppError('not_found', 'There is no such address.'))
      return
    }
    try {
      await route.handle(request, response, url)
    } catch (thrown) {
      fail(thrown, response)
    }
    // an unread body would be taken for the next request on this connection
    if (!request.complete) request.resume()
  }

  function fail(thrown: unknown, response: ServerResponse): void {
    const error = toAppError(thrown)
    if (error.code === 'internal') log.error('request_failed', error.cause ?? error)
    if (isCancelled(error)) response.destroy()
    else sendFailure(response, error, thrown instanceof UploadTooLarge ? 413 : undefined)
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => {})
    const verdict = judge(request.headers, SOCKET_RULE, knowledge())
    if (verdict.kind === 'refused') {
      log.warn('upgrade_refused', { status: verdict.status })
      endUpgrade(socket, verdict.status === 401 ? '401 Unauthorized' : '403 Forbidden')
      return
    }
    const path = parseUrl(request)?.pathname ?? ''
    if (!sockets.accept(path, request, socket, head)) endUpgrade(socket, '503 Service Unavailable')
  }

  return {
    listen(port) {
      return new Promise((resolve, reject) => {
        server.once('error', (error) => reject(listenError(error, port)))
        server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
      })
    },
    close() {
      sockets.close()
      server.close()
      server.closeAllConnections()
    },
  }
}

/** Null for what no browser sends. The host here is a stand-in; the real one has its own check. */
function parseUrl(request: IncomingMessage): URL | null {
  if (!request.url?.startsWith('/')) return null
  return URL.parse(`http://127.0.0.1${request.url}`)
}

function findRoute(
  routes: readonly Route[],
  method: string | undefined,
  path: string | undefined,
): Route | null {
  const sameMethod = routes.filter((route) => route.method === method)
  const found = sameMethod.find((route) => route.path === path)
  return found ?? sameMethod.find((route) => route.path === '*') ?? null
}

/** A person at the address bar gets a page that says what to do; a script gets the error. */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, message: string): void {
  // what was not let in is not read either
  response.setHeader('connection', 'close')
  if (status === 401 && request.headers.accept?.includes('text/html')) {
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    response.end(NO_SESSION_PAGE)
  } else sendFailure(response, new AppError('forbidden', message), status)
}

function endUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function listenError(error: Error, port: number): AppError {
  const isTaken = (error as { code?: unknown }).code === 'EADDRINUSE'
  const message = isTaken
    ? `Port ${port} is in use by another program. Leave --port out to get a free one.`
    : `VerdeMuse cannot listen on port ${port}.`
  return new AppError('bad_request', message, { cause: error })
}
