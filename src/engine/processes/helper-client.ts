import type { HelperName } from '@shared/engine-start'
import { AppError, fromWire, type WireError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { HelperProcess, StartHelper } from './helper-process'

export interface HelperClientOptions {
  readonly name: HelperName
  readonly start: StartHelper
  /** The process ends after so long without a request, which gives its memory back. */
  readonly idleMs: number
  readonly log: Logger
  /** Before the pending requests reject: with what code the process ended on its own. */
  readonly onExit?: (code: number | null) => void
}

export interface HelperRequest {
  /** Aborting rejects with `cancelled`; the process is killed, because its work cannot be interrupted otherwise. */
  readonly signal?: AbortSignal | undefined
  /** After so long the process is killed and the request rejects with `timed_out`. */
  readonly timeoutMs?: number
}

/** Starts the process at the first request, answers by id, and survives its crash: pending requests reject, the next one starts it anew. */
export interface HelperClient {
  request(message: unknown, options?: HelperRequest): Promise<unknown>
  readonly pid: number | undefined
  stop(): void
}

export type HelperReply =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: WireError }

interface Waiting {
  resolve(result: unknown): void
  reject(error: AppError): void
}

export function createHelperClient({ name, start, idleMs, log, onExit }: HelperClientOptions): HelperClient {
  let helper: HelperProcess | null = null
  let idleTimer: NodeJS.Timeout | undefined
  let nextId = 1
  const waiting = new Map<number, Waiting>()

  function rejectAll(error: AppError): void {
    for (const one of [...waiting.values()]) one.reject(error)
    waiting.clear()
  }

  function ensureStarted(): HelperProcess {
    clearTimeout(idleTimer)
    if (helper) return helper
    const started = start(name)
    helper = started
    started.port.onMessage((message) => {
      const reply = message as HelperReply
      const one = waiting.get(reply.id)
      if (!one) return
      if ('error' in reply) one.reject(fromWire(reply.error))
      else one.resolve(reply.result)
    })
    started.onExit((code) => {
      if (helper !== started) return
      helper = null
      log.warn('helper_exited', { helper: name, code, pending: waiting.size })
      onExit?.(code)
      rejectAll(new AppError('embedder_failed', `The ${name} process stopped.`, { retry: true }))
    })
    return started
  }

  function stop(): void {
    clearTimeout(idleTimer)
    const stopping = helper
    helper = null
    stopping?.kill()
    rejectAll(new AppError('cancelled', 'Stopped.'))
  }

  function restWhenIdle(): void {
    clearTimeout(idleTimer)
    if (waiting.size > 0 || !helper) return
    idleTimer = setTimeout(stop, idleMs)
    idleTimer.unref()
  }

  async function request(message: unknown, { signal, timeoutMs }: HelperRequest = {}): Promise<unknown> {
    if (signal?.aborted) throw new AppError('cancelled', 'Stopped.')
    const { port } = ensureStarted()
    const id = nextId++
    const outcome = Promise.withResolvers<unknown>()
    waiting.set(id, outcome)
    const abandon = (error: AppError) => {
      waiting.delete(id)
      outcome.reject(error)
      stop()
    }
    const onAbort = () => abandon(new AppError('cancelled', 'Stopped.'))
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(
            () => abandon(new AppError('timed_out', `The ${name} process took too long.`)),
            timeoutMs,
          )
    signal?.addEventListener('abort', onAbort, { once: true })
    port.post({ id, message })
    try {
      return await outcome.promise
    } finally {
      waiting.delete(id)
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      restWhenIdle()
    }
  }

  return {
    request,
    stop,
    get pid() {
      return helper?.pid
    },
  }
}
