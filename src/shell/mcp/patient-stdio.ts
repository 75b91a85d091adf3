import { PassThrough, type Readable, type Writable } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/server'
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio'

export interface PatientStdioOptions {
  readonly input: Readable
  readonly output: Writable
  /** How long the answers to what was asked may take once the input has ended. */
  readonly patienceMs: number
  /** The conversation is over, whichever side ended it. */
  readonly onClosed: () => void
}

/**
 * The SDK's stdio, except that requests under way when the input ends are answered first. The SDK drops them at once,
 * so that `printf … | verdemuse mcp` would print nothing.
 */
export function createPatientStdio({ input, output, patienceMs, onClosed }: PatientStdioOptions): Transport {
  const inlet = new PassThrough()
  const wire = new StdioServerTransport(inlet, output)
  const open = new Set<string | number>()
  let whenNoneOpen: (() => void) | null = null

  function settle(id: unknown): void {
    open.delete(id as string | number)
    if (open.size === 0) whenNoneOpen?.()
  }

  async function endInput(): Promise<void> {
    // what was read may still stand between the two streams
    while (inlet.readableLength + inlet.writableLength > 0) await nextTurn()
    await nextTurn()
    if (open.size > 0)
      await new Promise<void>((resolve) => {
        whenNoneOpen = resolve
        setTimeout(resolve, patienceMs).unref()
      })
    inlet.end()
  }

  const transport: Transport = {
    async start() {
      wire.onmessage = (message) => {
        noteRequest(message)
        transport.onmessage?.(message)
      }
      wire.onerror = (error) => transport.onerror?.(error)
      wire.onclose = () => {
        transport.onclose?.()
        onClosed()
      }
      await wire.start()
      input.pipe(inlet, { end: false })
      input.once('end', () => void endInput())
      // a terminal that is torn away closes without an end
      input.once('error', () => void endInput())
    },
    async send(message) {
      await wire.send(message)
      if ('id' in message && !('method' in message)) settle(message.id)
    },
    close: () => wire.close(),
  }

  function noteRequest(message: JSONRPCMessage): void {
    if (!('method' in message)) return
    // a subscription has no answer until it ends
    if ('id' in message && message.method !== 'subscriptions/listen') open.add(message.id)
    // the answer of a cancelled request never comes
    if (message.method === 'notifications/cancelled') settle(message.params?.['requestId'])
  }

  return transport
}
