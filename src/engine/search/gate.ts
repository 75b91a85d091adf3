import { AppError } from '@shared/errors'

/** Lets one piece of work through at a time. */
export interface Gate {
  /**
   * Waits for the work before, then begins. Aborting leaves at once: waiting ones never begin, and one under way ends
   * unheard, because the process it runs in cannot be called back; the next begins when it has ended.
   */
  pass<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T>
}

export function createGate(): Gate {
  let current: Promise<unknown> | null = null

  return {
    async pass(work, signal) {
      while (current && !signal.aborted) await untilAborted(current, signal)
      if (signal.aborted) throw stopped()
      const begun = work()
      const settled = begun.then(
        () => undefined,
        () => undefined,
      )
      current = settled
      void settled.then(() => {
        if (current === settled) current = null
      })
      await untilAborted(settled, signal)
      if (signal.aborted) throw stopped()
      return begun
    },
  }
}

function untilAborted(work: Promise<unknown>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done, { once: true })
    if (signal.aborted) return done()
    work.then(done, done)
  })
}

function stopped(): AppError {
  return new AppError('cancelled', 'Stopped.')
}
