import type { CallName, EventOf, InputOf, OutputOf, StreamName } from '../contract'
import { deferred } from '../deferred'
import { AppError, fromWire } from '../errors'
import type { Response } from './messages'
import type { Port } from './port'

/** Contract types only, no schema: the renderer does not carry zod for it. */
export interface Client {
  /** Rejects with an AppError; `engine_stopped` when the port closes first; `cancelled` when the signal aborts. */
  call<M extends CallName>(method: M, input: InputOf<M>, signal?: AbortSignal): Promise<OutputOf<M>>
  /** Ends when the engine ends it; aborting the signal or leaving the loop cancels it. Same errors as `call`. */
  stream<M extends StreamName>(method: M, input: InputOf<M>, signal?: AbortSignal): AsyncIterable<EventOf<M>>
  readonly closed: Promise<void>
  close(): void
}

interface Pending {
  receive(response: Response): void
  fail(error: AppError): void
}

export function createClient(port: Port): Client {
  const pending = new Map<number, Pending>()
  const closed = deferred<void>()
  let isClosed = false
  let nextId = 1

  port.onMessage((message) => {
    const response = message as Response
    pending.get(response.id)?.receive(response)
  })
  port.onClose(() => {
    isClosed = true
    for (const waiting of [...pending.values()]) waiting.fail(engineStopped())
    pending.clear()
    closed.resolve()
  })

  /** Registers a request, ties it to the signal, and returns its id; throws at once when it cannot be sent. */
  function begin(
    type: 'call' | 'stream',
    method: string,
    input: unknown,
    waiting: Pending,
    signal?: AbortSignal,
  ) {
    if (isClosed) throw engineStopped()
    if (signal?.aborted) throw cancelled()
    const id = nextId++
    const onAbort = () => {
      cancel()
      waiting.fail(cancelled())
    }
    const finish = () => {
      pending.delete(id)
      signal?.removeEventListener('abort', onAbort)
    }
    const cancel = () => {
      if (!pending.has(id)) return
      finish()
      port.post({ type: 'cancel', id })
    }
    pending.set(id, waiting)
    signal?.addEventListener('abort', onAbort, { once: true })
    port.post({ type, id, method, input })
    return { finish, cancel }
  }

  async function call<M extends CallName>(
    method: M,
    input: InputOf<M>,
    signal?: AbortSignal,
  ): Promise<OutputOf<M>> {
    const result = deferred<OutputOf<M>>()
    const request = begin(
      'call',
      method,
      input,
      {
        receive(response) {
          request.finish()
          if (response.type === 'error') result.reject(fromWire(response.error))
          else if (response.type === 'reply') result.resolve(response.output as OutputOf<M>)
        },
        fail: (error) => result.reject(error),
      },
      signal,
    )
    return result.promise
  }

  async function* stream<M extends StreamName>(method: M, input: InputOf<M>, signal?: AbortSignal) {
    const queue: EventOf<M>[] = []
    let end: { error?: AppError } | null = null
    let wake = deferred<void>()
    const stop = (outcome: { error?: AppError }) => {
      end ??= outcome
      wake.resolve()
    }
    const request = begin(
      'stream',
      method,
      input,
      {
        receive(response) {
          if (response.type === 'event') {
            queue.push(response.event as EventOf<M>)
            wake.resolve()
            return
          }
          request.finish()
          stop(response.type === 'error' ? { error: fromWire(response.error) } : {})
        },
        fail: (error) => stop({ error }),
      },
      signal,
    )
    try {
      for (;;) {
        while (queue.length > 0) yield queue.shift() as EventOf<M>
        const finished = end as { error?: AppError } | null
        if (finished?.error) throw finished.error
        if (finished) return
        await wake.promise
        wake = deferred<void>()
      }
    } finally {
      request.cancel()
    }
  }

  return { call, stream, closed: closed.promise, close: () => port.close() }
}

function engineStopped(): AppError {
  return new AppError('engine_stopped', 'The engine stopped. It is being started again.', { retry: true })
}

function cancelled(): AppError {
  return new AppError('cancelled', 'Stopped.')
}
