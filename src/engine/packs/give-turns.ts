import { setImmediate as yieldToOthers } from 'node:timers/promises'

/** So long one stretch of work may hold the engine. */
const TURN_MS = 8

/**
 * To be awaited between two small steps: lets others have a turn once the steps since the last one have taken a while.
 * What is read ahead comes at once, so that a hundred steps with an `await` in each would be one long one to everybody else.
 */
export function createTurnGiver(elapsedMs: () => number = () => performance.now()): () => Promise<void> {
  let lastMs = elapsedMs()
  return async () => {
    if (elapsedMs() - lastMs < TURN_MS) return
    await yieldToOthers()
    lastMs = elapsedMs()
  }
}
