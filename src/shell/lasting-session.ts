import { toAppError } from '@shared/errors'
import type { Client } from '@shared/rpc/client'
import { APP_RETRIES, type App, COMMAND_RETRIES, type EngineSession } from './engine-session'

/** An engine of our own that ends under a request has crashed: perhaps by accident, the second time by the request. */
const OWN_RETRIES = 1

export interface LastingSession {
  /** Runs on the engine of the data folder; `work` must be safe to repeat, as reading is. */
  run<T>(work: (client: Client) => Promise<T>): Promise<T>
  close(): Promise<void>
}

export interface LastingSessionOptions {
  /** `after` is the app whose engine has just ended under the work, and is coming back. */
  readonly open: (after: App | null) => Promise<EngineSession>
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

  /** The result; none when the engine ended under the work and it should be tried on the next. */
  async function tryOnce<T>(
    work: (client: Client) => Promise<T>,
    attempt: number,
    after: App | null,
  ): Promise<Tried<T>> {
    current ??= open(after)
    const opening = current
    let session: EngineSession
    try {
      session = await opening
    } catch (error) {
      await giveBack(opening)
      throw error
    }
    try {
      return { kind: 'done', value: await work(session.client) }
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.code !== 'engine_stopped') throw error
      await giveBack(opening)
      if (isClosed || attempt > retriesOn(session)) throw error
      return { kind: 'taken', from: session.app }
    }
  }

  return {
    async run<T>(work: (client: Client) => Promise<T>) {
      clearTimeout(timer)
      running++
      try {
        let after: App | null = null
        for (let attempt = 1; ; attempt++) {
          const tried: Tried<T> = await tryOnce(work, attempt, after)
          if (tried.kind === 'done') return tried.value
          after = tried.from
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

type Tried<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'taken'; readonly from: App | null }

function retriesOn({ app, isBorrowed }: EngineSession): number {
  if (app) return APP_RETRIES
  return isBorrowed ? COMMAND_RETRIES : OWN_RETRIES
}
