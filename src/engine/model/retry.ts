import { AppError } from '@shared/errors'
import { type Failure, rateLimited } from './mistral-failure'

/** Resolves after the time; rejects with `cancelled` when the signal aborts first. */
export type Wait = (waitMs: number, signal: AbortSignal) => Promise<void>

/** A person waits for the answer: beyond this the passages are quoted instead. */
const LONGEST_WAIT_MS = 30_000
const FIRST_BACK_OFF_MS = 500

export interface RetryOptions {
  readonly tries: number
  readonly signal: AbortSignal
  readonly wait: Wait
  readonly now: () => number
  /** 0 … 1 */
  readonly random: () => number
  readonly failureOf: (thrown: unknown) => Failure
  /** Asked before each further try: when many requests fail together, not each of them may come back. */
  readonly mayRepeat?: (() => boolean) | undefined
  /** The server asked for a longer rest than a person waits. */
  readonly onRestAsked?: ((restMs: number) => void) | undefined
}

/**
 * Runs `attempt` until it works, fails for good, or has been tried often enough; throws the failure's AppError. Waits
 * as the server asks, else 0.5 s, 1 s … with jitter, so that many apps do not come back at the same moment.
 */
export async function withRetries<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { tries, signal, wait, now, random, failureOf, mayRepeat, onRestAsked } = options
  for (let tried = 1; ; tried++) {
    try {
      return await attempt()
    } catch (thrown) {
      const { error, isTransient, retryAfter } = failureOf(thrown)
      if (!isTransient || signal.aborted) throw error
      const asked = parseRetryAfter(retryAfter, now())
      if (asked !== null && asked > LONGEST_WAIT_MS) {
        onRestAsked?.(asked)
        throw tooLong(error, asked)
      }
      // asked first: it also counts what has failed
      if (mayRepeat?.() === false || tried >= tries) throw error
      const backOffMs = FIRST_BACK_OFF_MS * 2 ** (tried - 1) * (0.5 + random() / 2)
      await wait(asked ?? backOffMs, signal)
    }
  }
}

/** Milliseconds from now; null when there is no header or it makes no sense. Seconds or an HTTP date. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

function tooLong(error: AppError, askedMs: number): AppError {
  const minutes = Math.max(1, Math.round(askedMs / 60_000))
  const wait = askedMs < 90_000 ? `${Math.round(askedMs / 1000)} seconds` : `${minutes} minutes`
  const { message } = error.code === 'api_rate_limited' ? rateLimited() : error
  return new AppError('api_rate_limited', `${message} It asks to wait ${wait}.`, { retry: true })
}

export function waitForReal(waitMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer)
      reject(new AppError('cancelled', 'Stopped.'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, waitMs)
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
}
