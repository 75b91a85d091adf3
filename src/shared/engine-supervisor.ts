import type { EngineState } from './bridge'
import { AppError, type WireError } from './errors'
import type { Logger } from './log'

/** A running engine, whatever kind of process it is. */
export interface SupervisedEngine {
  /** Resolves when the engine has said ready; rejects with its AppError when it said it cannot start. */
  readonly ready: Promise<void>
  /** Called once, with the exit code, or null after a signal. */
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

export interface SupervisorOptions<E extends SupervisedEngine> {
  readonly start: () => E
  readonly log: Logger
  readonly logFolder: string
  readonly now?: () => number
  readonly wait?: (ms: number) => Promise<void>
}

export interface EngineSupervisor<E extends SupervisedEngine> {
  /** The engine when it is ready, else null. */
  current(): E | null
  /** Resolves with the engine once it is ready; rejects with the AppError of the safe screen. */
  whenReady(): Promise<E>
  onState(listener: (state: EngineState) => void): () => void
  /** Forgets past crashes and starts again: what the safe screen's button does. */
  restart(): void
  /** No restart after this. The caller asks the engine to stop, then calls `kill` if it does not. */
  release(): E | null
}

/** Waits before the first, second and third restart; a fourth crash within the window ends in the safe screen. */
const RESTART_DELAYS_MS = [100, 1_000, 4_000] as const
/** Crashes further apart than this are separate accidents, not a loop. */
const CRASH_WINDOW_MS = 60_000

/** Starts the engine, starts it again after a crash with back-off, and stops trying after three. */
export function superviseEngine<E extends SupervisedEngine>(
  options: SupervisorOptions<E>,
): EngineSupervisor<E> {
  const { start, log, logFolder } = options
  const now = options.now ?? Date.now
  const wait = options.wait ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)))
  const listeners = new Set<(state: EngineState) => void>()
  let state: EngineState = { kind: 'starting' }
  let engine: E | null = null
  let isReleased = false
  let crashes: number[] = []

  function enter(next: EngineState): void {
    state = next
    for (const listener of [...listeners]) listener(next)
  }

  function launch(): void {
    const started = start()
    engine = started
    let refusal: WireError | null = null
    started.ready.then(
      () => {
        if (engine === started) enter({ kind: 'running' })
      },
      (error: unknown) => {
        // a refusal such as a newer database would only repeat itself: straight to the safe screen
        if (error instanceof AppError && error.code !== 'engine_stopped') refusal = error.toWire()
        if (engine === started) started.kill()
      },
    )
    started.onExit((code) => {
      if (engine !== started) return
      engine = null
      if (isReleased) return
      if (refusal) enter({ kind: 'failed', error: refusal, logFolder })
      else void recover(code)
    })
  }

  async function recover(code: number | null): Promise<void> {
    crashes = [...crashes.filter((at) => now() - at < CRASH_WINDOW_MS), now()]
    log.warn('engine_exited', { code, crashes: crashes.length })
    const delayMs = RESTART_DELAYS_MS[crashes.length - 1]
    if (delayMs === undefined) {
      const error = new AppError('engine_stopped', 'VerdeMuse’s engine stopped several times in a row.')
      enter({ kind: 'failed', error: error.toWire(), logFolder })
      return
    }
    enter({ kind: 'restarting', attempt: crashes.length })
    await wait(delayMs)
    if (!isReleased && !engine && state.kind === 'restarting') launch()
  }

  launch()
  return {
    current: () => (state.kind === 'running' ? engine : null),
    whenReady: () =>
      new Promise((resolve, reject) => {
        const check = (now: EngineState) => {
          if (now.kind === 'running' && engine) resolve(engine)
          else if (now.kind === 'failed') reject(new AppError(now.error.code, now.error.message))
          else return
          listeners.delete(check)
        }
        listeners.add(check)
        check(state)
      }),
    onState(listener) {
      listeners.add(listener)
      listener(state)
      return () => void listeners.delete(listener)
    },
    restart() {
      if (engine || isReleased || state.kind === 'restarting') return
      crashes = []
      enter({ kind: 'starting' })
      launch()
    },
    release() {
      isReleased = true
      return engine
    },
  }
}
