import { AppError, type ErrorCode } from '@shared/errors'
import type { ModelHealth } from '@shared/model-models'

/**
 * Keeps a server that fails again and again from being asked with every question: after some failures in a row
 * requests are refused at once for a while, then one goes alone to see whether it is back. One line for each server
 * and key.
 */
export interface Circuit {
  /** Throws api_resting when no request may leave. Each pass that is given must be told how it went. */
  enter(line: string): CircuitPass
  read(line: string): ModelHealth
  /** It answered somewhere else, or something about it was changed: the next request goes as if nothing had been. */
  reset(line: string): void
}

export interface CircuitPass {
  readonly isProbe: boolean
  /** Whether one request more is bearable, for one that failed and would try again. */
  mayRepeat(): boolean
  /** The server itself asked for a rest. */
  restFor(restMs: number): void
  /** Of these three the first one counts. */
  succeeded(): void
  failed(error: AppError): void
  /** Ended before anything was learnt: stopped by the person. */
  abandoned(): void
}

export interface CircuitOptions {
  readonly now: () => number
  /** 0 … 1 */
  readonly random: () => number
  readonly onChange: () => void
}

/** Whole requests in a row, each with its own tries: less is a hiccup. */
const FAILURES_BEFORE_REST = 3
/**
 * Failed tries since the last success after which none is repeated: two questions have tried to their end. With thirty
 * under way together only as many requests reach a server in trouble as were asked.
 */
const TRIES_BEFORE_NO_REPEAT = 6
const FIRST_REST_MS = 15_000
const LONGEST_REST_MS = 5 * 60_000
/** Apps that lost the server at the same moment do not come back at the same one. */
const JITTER = 0.2

/** The server's or the network's trouble. What the person's own settings cause is no reason to wait. */
const TROUBLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'api_unreachable',
  'api_unavailable',
  'api_timed_out',
  'api_cut_off',
  'api_rate_limited',
  'api_untrusted',
])

interface Line {
  failures: number
  failedTries: number
  /** How often in a row it was left alone; 0: it is not. */
  rests: number
  until: number
  isProbing: boolean
  reason: string | null
}

export function createCircuit({ now, random, onChange }: CircuitOptions): Circuit {
  const lines = new Map<string, Line>()

  function lineOf(name: string): Line {
    const line = lines.get(name) ?? newLine()
    lines.set(name, line)
    return line
  }

  function rest(line: Line, reason: string, askedMs = 0): void {
    const backOffMs = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** line.rests) * (1 - random() * JITTER)
    line.rests += 1
    line.until = now() + Math.max(backOffMs, Math.min(askedMs, LONGEST_REST_MS))
    line.reason = reason
    line.isProbing = false
    onChange()
  }

  function enter(name: string): CircuitPass {
    const line = lineOf(name)
    const isProbe = line.rests > 0
    if (isProbe && (line.isProbing || now() < line.until)) throw resting(line, now())
    if (isProbe) {
      line.isProbing = true
      onChange()
    }
    let askedMs = 0
    let isOver = false
    /** Runs the first that is told; what is told of one that has ended is nothing new. */
    const end = (work: () => void) => {
      if (isOver) return
      isOver = true
      work()
    }
    const recover = () => {
      const wasTroubled = line.rests > 0
      Object.assign(line, newLine())
      if (wasTroubled) onChange()
    }
    const fail = (error: AppError) => {
      // one that left before the rest began says nothing new
      if (!isProbe && line.rests > 0) return
      if (!TROUBLE.has(error.code)) return recover()
      line.failures += 1
      if (isProbe || askedMs > 0 || line.failures >= FAILURES_BEFORE_REST) rest(line, error.message, askedMs)
    }
    const leave = () => {
      if (!isProbe || !line.isProbing) return
      line.isProbing = false
      onChange()
    }
    return {
      isProbe,
      mayRepeat() {
        line.failedTries += 1
        return !isProbe && line.rests === 0 && line.failedTries < TRIES_BEFORE_NO_REPEAT
      },
      restFor(restMs) {
        askedMs = restMs
      },
      succeeded: () => end(recover),
      failed: (error) => end(() => fail(error)),
      abandoned: () => end(leave),
    }
  }

  return {
    enter,
    read(name) {
      const line = lines.get(name)
      if (!line || line.rests === 0) return { state: 'ok', until: null, reason: null }
      if (line.isProbing) return { state: 'probing', until: null, reason: line.reason }
      return { state: 'resting', until: line.until, reason: line.reason }
    },
    reset(name) {
      if (lines.delete(name)) onChange()
    },
  }
}

function newLine(): Line {
  return { failures: 0, failedTries: 0, rests: 0, until: 0, isProbing: false, reason: null }
}

function resting({ isProbing, until, reason }: Line, now: number): AppError {
  const next = isProbing
    ? 'It is being tried again just now.'
    : `After several failures it is left alone for ${waitWords(until - now)}.`
  return new AppError('api_resting', `${reason ?? ''} ${next}`.trim(), { retry: true })
}

export function waitWords(waitMs: number): string {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  if (seconds === 1) return '1 more second'
  if (seconds < 90) return `${seconds} more seconds`
  return `${Math.round(seconds / 60)} more minutes`
}
