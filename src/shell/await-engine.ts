import { setTimeout as wait } from 'node:timers/promises'
import type { EngineOwner } from '@shared/local-socket'
import { connectToRunningEngine, type RunningEngine } from './running-engine'

/** The first look comes when the owner has begun to start its engine again; later ones are for a slow start. */
const FIRST_LOOK_MS = 100
const LONGEST_LOOK_MS = 1_000

export interface AwaitEngineOptions {
  readonly dataDir: string
  /** The process that starts the engine again. */
  readonly owner: EngineOwner
  readonly limitMs: number
  readonly signal?: AbortSignal | undefined
}

export type AwaitedEngine =
  | { readonly kind: 'back'; readonly engine: RunningEngine }
  /** Its process has ended: nobody starts the engine again. */
  | { readonly kind: 'owner_gone' }
  | { readonly kind: 'late' }

/** Looks for the engine of another process again, less and less often. Rejects with an AbortError at the signal. */
export async function awaitEngine({
  dataDir,
  owner,
  limitMs,
  signal,
}: AwaitEngineOptions): Promise<AwaitedEngine> {
  const giveUpAt = performance.now() + limitMs
  for (let pauseMs = FIRST_LOOK_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_LOOK_MS)) {
    const engine = await connectToRunningEngine(dataDir)
    if (engine) return { kind: 'back', engine }
    if (!isRunning(owner.pid)) return { kind: 'owner_gone' }
    if (performance.now() >= giveUpAt) return { kind: 'late' }
    await wait(pauseMs, undefined, { signal })
  }
}

/** The number may belong to another process by now; then a wait ends at its limit instead of at once. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // a process of another user is there, and may not be told anything
    return (error as { code?: unknown }).code === 'EPERM'
  }
}
