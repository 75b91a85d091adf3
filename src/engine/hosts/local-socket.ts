import { randomBytes, timingSafeEqual } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Handlers } from '@shared/contract'
import {
  type EngineOwner,
  LOCAL_SOCKET_FILE,
  type LocalSocketAddress,
  type LocalSocketHello,
  parseLocalSocketAddress,
} from '@shared/local-socket'
import type { Logger } from '@shared/log'
import { createJsonLines } from '@shared/rpc/json-lines'
import { createLine, type Line } from '@shared/rpc/line'
import { serve } from '@shared/rpc/server'

/** A batch of 10,000 questions of a few sentences each fits; a runaway client does not. */
const FRAME_MAX_CHARS = 64 * 1024 * 1024
/** Who does not show the token at once is not one of ours. */
const HELLO_TIMEOUT_MS = 2_000
/** The system's limit on a socket's path is 104 bytes on macOS and 108 on Linux, with its closing zero. */
const SOCKET_PATH_MAX_BYTES = 100
const FOLDER_PREFIX = 'verdemuse-'
const SOCKET_NAME = 'engine.sock'

export interface LocalSocketOptions {
  readonly dataDir: string
  readonly handlers: Handlers
  readonly log: Logger
  /** Told to who comes in, so that it can wait for this host when the engine was killed. */
  readonly host: EngineOwner
}

/** Lets terminal commands of the same user work while this engine has the data folder. */
export interface TerminalDoor {
  close(): void
}

/**
 * Listens on a socket in a folder only this user may enter, and writes its place and a token beside the data, readable
 * by this user alone. A machine where that cannot be done only loses this convenience, so it is logged, not thrown.
 */
export async function listenForTerminals({
  dataDir,
  handlers,
  log,
  host,
}: LocalSocketOptions): Promise<TerminalDoor> {
  const addressFile = join(dataDir, LOCAL_SOCKET_FILE)
  const sockets = new Set<Socket>()
  const token = randomBytes(32).toString('base64url')
  let path: string | null = null
  let server: Server | null = null
  try {
    removeLeftover(addressFile)
    path = makeSocketPath()
    server = createServer((socket) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      welcome(socket, { token, handlers, log })
    })
    await listen(server, path)
    // a late failure must not end the engine
    server.on('error', (error) => log.warn('local_socket_failed', { reason: String(error.name) }))
    const address: LocalSocketAddress = { path, token, host }
    rmSync(addressFile, { force: true })
    writeFileSync(addressFile, `${JSON.stringify(address)}\n`, { mode: 0o600 })
  } catch (error) {
    log.warn('local_socket_unavailable', { code: String((error as { code?: unknown }).code) })
  }
  return {
    close() {
      rmSync(addressFile, { force: true })
      for (const socket of sockets) socket.destroy()
      server?.close()
      if (path && process.platform !== 'win32') rmSync(dirname(path), { recursive: true, force: true })
    },
  }
}

/** An engine that was killed could not remove its socket's folder; its lock is ours now, so it is gone for good. */
function removeLeftover(addressFile: string): void {
  try {
    const left = parseLocalSocketAddress(readFileSync(addressFile, 'utf8'))
    const folder = dirname(left?.path ?? '')
    const isOurs = socketFolders().includes(dirname(folder)) && basename(folder).startsWith(FOLDER_PREFIX)
    if (isOurs) rmSync(folder, { recursive: true, force: true })
  } catch {
    // no file: the last engine closed as it should
  }
}

function socketFolders(): readonly string[] {
  return [process.env['XDG_RUNTIME_DIR'] ?? '', tmpdir(), '/tmp'].filter((folder) => folder !== '')
}

function makeSocketPath(): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\verdemuse-${randomBytes(16).toString('hex')}`
  for (const folder of socketFolders()) {
    const example = join(folder, `${FOLDER_PREFIX}XXXXXX`, SOCKET_NAME)
    if (Buffer.byteLength(example) > SOCKET_PATH_MAX_BYTES) continue
    try {
      // mkdtemp makes it new, 0700 and under a name nobody could take before
      return join(mkdtempSync(join(folder, FOLDER_PREFIX)), SOCKET_NAME)
    } catch {
      // a runtime folder that is named but not there, as in containers: the next one
    }
  }
  throw new Error('no folder for a socket')
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

interface WelcomeOptions {
  readonly token: string
  readonly handlers: Handlers
  readonly log: Logger
}

/** The first line must carry the token; what follows is a port with the host's rights. */
function welcome(socket: Socket, { token, handlers, log }: WelcomeOptions): void {
  let line: Line | null = null
  const timer = setTimeout(() => socket.destroy(), HELLO_TIMEOUT_MS)
  const lines = createJsonLines({
    maxChars: FRAME_MAX_CHARS,
    onBroken: () => socket.destroy(),
    onValue(value) {
      if (line) {
        line.receive(value)
        return
      }
      clearTimeout(timer)
      if (!isSame((value as Partial<LocalSocketHello> | null)?.token, token)) {
        log.warn('local_socket_token_refused')
        socket.destroy()
        return
      }
      line = createLine({
        send: (message) => void socket.write(`${JSON.stringify(message)}\n`),
        hangUp: () => socket.end(),
      })
      serve(line.port, { handlers, access: 'host', log })
      socket.write(`${JSON.stringify({ type: 'welcome' })}\n`)
    },
  })
  socket.setEncoding('utf8')
  socket.on('data', (piece: string) => lines.push(piece))
  socket.on('error', () => {})
  socket.on('close', () => {
    clearTimeout(timer)
    line?.end()
  })
}

function isSame(given: unknown, token: string): boolean {
  if (typeof given !== 'string') return false
  const [left, right] = [Buffer.from(given), Buffer.from(token)]
  return left.length === right.length && timingSafeEqual(left, right)
}
