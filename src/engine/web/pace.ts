import { setTimeout as waitFor } from 'node:timers/promises'

/** A visitor who clicks quickly; a small site does not notice it. */
const PAUSE_MS = 250

export interface Pace {
  /** Resolves when the next request to this host may go out. Rejects when the signal aborts. */
  turn(host: string, signal: AbortSignal): Promise<void>
  /** What the site itself asks for between two requests. */
  slowDown(host: string, pauseMs: number): void
  /** Rejects when the signal aborts. */
  wait(ms: number, signal: AbortSignal): Promise<void>
}

export interface Clock {
  readonly now: () => number
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
}

export const SYSTEM_CLOCK: Clock = {
  now: () => performance.now(),
  wait: async (ms, signal) => {
    await waitFor(ms, undefined, { signal })
  },
}

/** Keeps a pause between any two requests to one host. */
export function createPace(clock: Clock): Pace {
  const lastAt = new Map<string, number>()
  const pauses = new Map<string, number>()
  return {
    async turn(host, signal) {
      const last = lastAt.get(host)
      const pauseMs = pauses.get(host) ?? PAUSE_MS
      const waitMs = last === undefined ? 0 : last + pauseMs - clock.now()
      if (waitMs > 0) await clock.wait(waitMs, signal)
      lastAt.set(host, clock.now())
    },
    slowDown(host, pauseMs) {
      pauses.set(host, Math.max(PAUSE_MS, pauseMs))
    },
    wait: clock.wait,
  }
}
