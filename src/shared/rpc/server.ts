import { type Access, contract, type Handlers, type MethodName } from '../contract'
import { AppError, isCancelled, toAppError } from '../errors'
import type { Logger } from '../log'
import { type Request, type Response, requestSchema } from './messages'
import type { Port } from './port'

/** Calls slower than this are worth a line: people feel 100 ms, so half of it is already news. */
const SLOW_CALL_MS = 50

export interface ServeOptions {
  readonly handlers: Handlers
  /** What this port may use: a page never reaches a host method. */
  readonly access: Access
  readonly log: Logger
}

/** Serves one port: parses what comes in, runs the handler, streams its events, cancels what was left open on close. */
export function serve(port: Port, { handlers, access, log }: ServeOptions): void {
  const active = new Map<number, AbortController>()

  const post = (response: Response) => port.post(response)

  async function run(request: Extract<Request, { type: 'call' | 'stream' }>): Promise<void> {
    const startedAt = performance.now()
    const controller = new AbortController()
    try {
      if (active.has(request.id)) throw new AppError('bad_request', 'This request id is in use.')
      active.set(request.id, controller)
      const method = allowedMethod(request, access)
      const input = parseInput(method, request.input)
      if (request.type === 'call') {
        // the table ties each method's input to its handler; the lookup by name cannot carry that link
        const handler = handlers[method] as (input: unknown, signal: AbortSignal) => unknown
        post({ type: 'reply', id: request.id, output: await handler(input, controller.signal) })
      } else {
        const handler = handlers[method] as (input: unknown, signal: AbortSignal) => AsyncIterable<unknown>
        for await (const event of handler(input, controller.signal)) {
          if (controller.signal.aborted) break
          post({ type: 'event', id: request.id, event })
        }
        post({ type: 'end', id: request.id })
      }
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.code === 'internal')
        log.error('request_failed', error.cause ?? error, { method: request.method })
      else if (!isCancelled(error)) log.info('request_refused', { method: request.method, code: error.code })
      post({ type: 'error', id: request.id, error: error.toWire() })
    } finally {
      if (active.get(request.id) === controller) active.delete(request.id)
      const tookMs = performance.now() - startedAt
      if (request.type === 'call' && tookMs > SLOW_CALL_MS)
        log.debug('slow_call', { method: request.method, tookMs: Math.round(tookMs) })
    }
  }

  port.onMessage((message) => {
    const request = requestSchema.safeParse(message)
    if (!request.success) {
      log.warn('bad_envelope')
      return
    }
    if (request.data.type === 'cancel') active.get(request.data.id)?.abort()
    else void run(request.data)
  })
  port.onClose(() => {
    for (const controller of active.values()) controller.abort()
    active.clear()
  })
}

function allowedMethod(request: { method: string; type: 'call' | 'stream' }, access: Access): MethodName {
  if (!Object.hasOwn(contract, request.method))
    throw new AppError('bad_request', `There is no method ${request.method}.`)
  const method = request.method as MethodName
  if (contract[method].verb !== request.type)
    throw new AppError('bad_request', `${method} is not a ${request.type}.`)
  if (contract[method].access === 'host' && access !== 'host')
    throw new AppError('forbidden', 'This page may not do that.')
  return method
}

function parseInput(method: MethodName, input: unknown): unknown {
  const parsed = contract[method].input.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new AppError(
    'bad_request',
    `${method}: ${issue?.path.join('.') || 'input'}: ${issue?.message ?? 'not valid'}`,
  )
}
