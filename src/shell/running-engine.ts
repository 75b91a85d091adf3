import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { LOCAL_SOCKET_FILE } from '@shared/local-socket'
import { createJsonLines } from '@shared/rpc/json-lines'
import { createLine, type Line } from '@shared/rpc/line'
import type { Port } from '@shared/rpc/port'
import { z } from 'zod'

const addressSchema = z.object({ path: z.string(), token: z.string() })

/** An engine of this user answers in a few milliseconds, unless it is busy with one long database step. */
const WELCOME_TIMEOUT_MS = 2_000
/** Results of a batch of 10,000 searches, with their passages. */
const FRAME_MAX_CHARS = 512 * 1024 * 1024

/** A port with the host's rights to the engine that has this data folder; null when none is running there. */
export function connectToRunningEngine(dataDir: string): Promise<Port | null> {
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
        resolve(line.port)
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

function readAddress(dataDir: string): z.infer<typeof addressSchema> | null {
  try {
    return addressSchema.parse(JSON.parse(readFileSync(join(dataDir, LOCAL_SOCKET_FILE), 'utf8')))
  } catch {
    return null
  }
}
