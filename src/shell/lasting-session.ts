import { toAppError } from '@shared/errors'
import type { Client } from '@shared/rpc/client'
import type { EngineSession } from './engine-session'

/** Other processes on the same folder come and go; each may take its engine away under this one. */
const BORROWED_RETRIES = 20
/** An engine of our own that ends under a request has crashed: perhaps by accident, the second time by the request. */
const OWN_RETRIES = 1

export interface LastingSession {
  /** Runs on the engine of the data folder; `work` must be safe to repeat, as reading is. */
  run<T>(work: (client: Client) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface LastingSessionOptions {
  readonly open: () => Promise<EngineSession>
  /** An engine that nobody has asked for so long is given back. */
  readonly idleMs: number
}

/**
 * An engine for a process that lives for hours and asks now and then. It is opened at the first request, shared by
 * those that run at once, and given back when it stands idle: while this process has its own engine, the window
 * cannot open on the same data.
 */
export function createLastingSession({ open, idleMs }: LastingSessionOptions): LastingSession {
  let current: Promise<EngineSession> | null = null
  let timer: NodeJS.Timeout | undefined
  let running = 0
  let isClosed = false

  async function giveBack(session: Promise<EngineSession> | null): Promise<void> {
    if (!session) return
    if (current === session) current = null
    await session.then((opened) => opened.close()).catch(() => {}) // one that never opened has nothing to close
  }

  /** The result, or null when the engine ended under the work and it should be tried on another. */
  async function tryOnce<T>(
    work: (client: Client) => Promise<T>,
    attempt: number,
  ): Promise<{ value: T } | null> {
    current ??= open()
    const opening = current
    let session: EngineSession
    try {
      session = await opening
    } catch (error) {
      await giveBack(opening)
      throw error
    }
    try {
      return { value: await work(session.client) }
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.code !== 'engine_stopped') throw error
      await giveBack(opening)
      if (isClosed || attempt > (session.isBorrowed ? BORROWED_RETRIES : OWN_RETRIES)) throw error
      return null
    }
  }

  return {
    async run(work) {
      clearTimeout(timer)
      running++
      try {
        for (let attempt = 1; ; attempt++) {
          const result = await tryOnce(work, attempt)
          if (result) return result.value
        }
      } finally {
        running--
        if (running === 0 && !isClosed) timer = setTimeout(() => void giveBack(current), idleMs)
      }
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      await giveBack(current)
    },
  }
}
