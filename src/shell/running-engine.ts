import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import {
  type EngineOwner,
  LOCAL_SOCKET_FILE,
  type LocalSocketAddress,
  parseLocalSocketAddress,
} from '@shared/local-socket'
import { createJsonLines } from '@shared/rpc/json-lines'
import { createLine, type Line } from '@shared/rpc/line'
import type { Port } from '@shared/rpc/port'

/** An engine of this user answers in a few milliseconds, unless it is busy with one long database step. */
const WELCOME_TIMEOUT_MS = 2_000
/** Results of a batch of 10,000 searches, with their passages. */
const FRAME_MAX_CHARS = 512 * 1024 * 1024

export interface RunningEngine {
  /** With the host's rights. */
  readonly port: Port
  /** Null for an engine of an older version, which does not say whose it is. */
  readonly owner: EngineOwner | null
}

/** The engine that has this data folder; null when none is running there. */
export function connectToRunningEngine(dataDir: string): Promise<RunningEngine | null> {
  const address = readAddress(dataDir)
  if (!address) return Promise.resolve(null)
  return new Promise((resolve) => {
    const socket = connect(address.path)
    let line: Line | null = null
    const giveUp = () => {
      socket.destroy()
      resolve(null)
    }
    const timer = setTimeout(giveUp, WELCOME_TIMEOUT_MS)
    const lines = createJsonLines({
      maxChars: FRAME_MAX_CHARS,
      onBroken: () => socket.destroy(),
      onValue(value) {
        if (line) {
          line.receive(value)
          return
        }
        clearTimeout(timer)
        line = createLine({
          send: (message) => void socket.write(`${JSON.stringify(message)}\n`),
          hangUp: () => socket.end(),
        })
        resolve({ port: line.port, owner: address.host ?? null })
      },
    })
    socket.setEncoding('utf8')
    socket.on('connect', () => socket.write(`${JSON.stringify({ token: address.token })}\n`))
    socket.on('data', (piece: string) => lines.push(piece))
    socket.on('error', () => {})
    socket.on('close', () => {
      clearTimeout(timer)
      line?.end()
      resolve(null)
    })
  })
}

/**
 * Whose engine was the last to leave its address here without taking it back: it was killed, or has just come. Null
 * when the last engine closed as it should.
 */
export function ownerOfAddress(dataDir: string): EngineOwner | null {
  return readAddress(dataDir)?.host ?? null
}

function readAddress(dataDir: string): LocalSocketAddress | null {
  try {
    return parseLocalSocketAddress(readFileSync(join(dataDir, LOCAL_SOCKET_FILE), 'utf8'))
  } catch {
    return null
  }
}
