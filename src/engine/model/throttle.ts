import { AppError } from '@shared/errors'
import PQueue from 'p-queue'

/** Keeps this app under the number of requests a minute that is set, and under a bounded number at once. */
export interface Throttle {
  /** Resolves when a request may leave. Throws api_rate_limited when that would take too long, or cancelled. */
  enter(requestsPerMinute: number, signal: AbortSignal): Promise<Pass>
  close(): void
}

export interface Pass {
  readonly waitedMs: number
  leave(): void
}

/**
 * Streams at once. An agent's own work needs two or three, a whole support team on one server fewer than these; a
 * server that bears fewer says so itself. Thirty-two at a server of 400 ms are 80 answers a second.
 */
export const AT_ONCE = 32
const MINUTE_MS = 60_000
/** A person waits for the answer: beyond this the passages are quoted instead. */
const LONGEST_WAIT_MS = 20_000

export function createThrottle(): Throttle {
  let queue: PQueue | null = null
  let queueLimit = 0

  function queueFor(requestsPerMinute: number): PQueue {
    if (queue && queueLimit === requestsPerMinute) return queue
    queueLimit = requestsPerMinute
    queue = new PQueue({ concurrency: AT_ONCE, intervalCap: requestsPerMinute, interval: MINUTE_MS })
    return queue
  }

  async function enter(requestsPerMinute: number, signal: AbortSignal): Promise<Pass> {
    const startedAt = performance.now()
    const entered = Promise.withResolvers<Pass>()
    const left = Promise.withResolvers<void>()
    // only for the time in the queue: a request that has left is ended by its own signal
    const waiting = new AbortController()
    const giveUp = () => waiting.abort()
    const timer = setTimeout(giveUp, LONGEST_WAIT_MS)
    signal.addEventListener('abort', giveUp, { once: true })
    if (signal.aborted) giveUp()
    const stopWaiting = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', giveUp)
    }
    const job = queueFor(requestsPerMinute).add(
      () => {
        stopWaiting()
        entered.resolve({ waitedMs: performance.now() - startedAt, leave: left.resolve })
        return left.promise
      },
      { signal: waiting.signal },
    )
    job.catch((error: unknown) => entered.reject(error))
    try {
      return await entered.promise
    } catch {
      stopWaiting()
      if (signal.aborted) throw new AppError('cancelled', 'Stopped.')
      throw new AppError(
        'api_rate_limited',
        `VerdeMuse is set to send ${requestsPerMinute} requests a minute at most, and those are used up.`,
        { retry: true },
      )
    }
  }

  return {
    enter,
    close() {
      queue?.clear()
      queue = null
    },
  }
}
