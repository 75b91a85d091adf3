import { type AppError, toAppError } from '@shared/errors'
import type { HelperReply } from './helper-client'

/** Electron's utility process; plain Node has none. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: ElectronPort[] }) => void): void
}
interface ElectronPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void
  on(event: 'close', listener: () => void): void
  postMessage(message: unknown): void
  start(): void
}

type Handle = (message: unknown) => Promise<unknown>

/** The other end of a helper client: answers each request, and ends with the engine. */
export function serveHelper(handle: Handle): void {
  const parentPort = (process as { parentPort?: ParentPort }).parentPort
  if (parentPort) {
    parentPort.on('message', ({ ports: [port] }) => {
      if (!port) return
      port.on('message', ({ data }) => void answer(handle, data, (reply) => port.postMessage(reply)))
      port.on('close', () => process.exit(0))
      port.start()
    })
    return
  }
  process.on('message', (data) => void answer(handle, data, (reply) => process.send?.(reply)))
  process.on('disconnect', () => process.exit(0))
}

async function answer(handle: Handle, data: unknown, send: (reply: HelperReply) => void): Promise<void> {
  const { id, message } = data as { id: number; message: unknown }
  try {
    send({ id, result: await handle(message) })
  } catch (thrown) {
    const error: AppError = toAppError(thrown)
    send({ id, error: error.toWire() })
  }
}
