import { AppError } from '@shared/errors'

/** Lets others in between pieces of work that hold this thread up for some milliseconds each. */
export interface FairTurns {
  /**
   * Resolves when it is one's turn: one at a time, in the order they came, and whatever else has come in meanwhile goes
   * between any two. Thirty-two questions at once would otherwise keep a page from its smallest call for a quarter of a
   * second. Throws cancelled.
   */
  next(signal: AbortSignal): Promise<void>
}

export function createFairTurns(): FairTurns {
  const waiting: (() => void)[] = []
  let isBegun = false

  function grant(): void {
    waiting.shift()?.()
    isBegun = waiting.length > 0
    // an immediate set by an immediate comes after the messages that have arrived
    if (isBegun) setImmediate(grant)
  }

  return {
    async next(signal) {
      await new Promise<void>((resolve) => {
        waiting.push(resolve)
        if (!isBegun) setImmediate(grant)
        isBegun = true
      })
      if (signal.aborted) throw new AppError('cancelled', 'Stopped.')
    },
  }
}
