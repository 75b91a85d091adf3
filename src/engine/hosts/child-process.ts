import type { EngineMessage, HostMessage } from '@shared/child-wire'
import type { Handlers } from '@shared/contract'
import type { WireError } from '@shared/errors'
import type { Logger } from '@shared/log'
import { createLine, type Line } from '@shared/rpc/line'
import { serve } from '@shared/rpc/server'

/** How long closing may take when the host is gone; a hanging close must not leave an engine behind. */
const ORPHAN_CLOSE_MS = 5_000

export interface ServeChildOptions {
  readonly handlers: Handlers
  readonly log: Logger
  /** Finishes what is under way and closes the database. */
  readonly close: () => Promise<void> | void
}

/**
 * Serves the host that forked this process: every port it opens, over the one channel between them. Says ready, and
 * ends the process when the channel closes, which also happens when the host is killed: no engine is left behind.
 */
export function serveChildProcess({ handlers, log, close }: ServeChildOptions): void {
  const lines = new Map<number, Line>()

  function connect(port: number, access: 'page' | 'host'): void {
    if (lines.has(port)) return
    const line = createLine({
      send: (data) => tellHost({ kind: 'data', port, data }),
      hangUp: () => tellHost({ kind: 'close', port }),
    })
    line.port.onClose(() => lines.delete(port))
    lines.set(port, line)
    serve(line.port, { handlers, access, log })
  }

  process.on('message', (message: HostMessage) => {
    if (message.kind === 'connect') connect(message.port, message.access)
    else if (message.kind === 'data') lines.get(message.port)?.receive(message.data)
    else lines.get(message.port)?.end()
  })
  process.once('disconnect', () => {
    for (const line of [...lines.values()]) line.end()
    setTimeout(() => process.exit(1), ORPHAN_CLOSE_MS).unref()
    void Promise.resolve(close()).finally(() => process.exit(0))
  })
  tellHost({ kind: 'ready' })
}

/** Tells the host why the engine cannot start, and ends the process once that has been sent. */
export function refuseChildProcess(error: WireError): void {
  if (!process.send) process.exit(1)
  process.send({ kind: 'refused', error } satisfies EngineMessage, () => process.exit(1))
}

function tellHost(message: EngineMessage): void {
  // the host may be gone already; the disconnect handler sees to that, so a failed send is no news
  if (process.connected) process.send?.(message, undefined, undefined, () => {})
}
