import { AppError } from '@shared/errors'

/** Lets others in between pieces of work that hold this thread up for some milliseconds each. */
export interface FairTurns {
  /**
   * Resolves when it is one's turn: one at a time, in the order they came, and whatever else has come in meanwhile goes
   * between any two. Thirty-two questions at once would otherwise keep a page from its smallest call for a quarter of a
   * second. Who is patient lets all others go first. Throws cancelled.
   */
  next(signal: AbortSignal, isPatient?: boolean): Promise<void>
}

export function createFairTurns(): FairTurns {
  const waiting: (() => void)[] = []
  const patient: (() => void)[] = []
  let isBegun = false

  function grant(): void {
    const begin = waiting.shift() ?? patient.shift()
    begin?.()
    isBegun = waiting.length + patient.length > 0
    // an immediate set by an immediate comes after the messages that have arrived
    if (isBegun) setImmediate(grant)
  }

  return {
    async next(signal, isPatient = false) {
      await new Promise<void>((resolve) => {
        const line = isPatient ? patient : waiting
        line.push(resolve)
        if (!isBegun) setImmediate(grant)
        isBegun = true
      })
      if (signal.aborted) throw new AppError('cancelled', 'Stopped.')
    },
  }
}
