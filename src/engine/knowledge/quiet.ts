/** Background work, by what it is for: vectors to search, or words to suggest. */
export type Work = 'vectors' | 'words'

/**
 * What a person waits for goes before what can wait. Both run on one thread: a search that meets a background step of
 * some milliseconds at each of its own awaits takes twice as long.
 */
export interface Quiet {
  /** A person waits from now on, until what is returned is called. */
  begin(): () => void
  /** That person waits for some background work now, which therefore goes on, and no other. */
  waitFor<T>(kind: Work, work: Promise<T>): Promise<T>
  /** For background work, between two short steps: others get their turn, and nobody who waits is held up. */
  turn(kind: Work, patienceMs?: number): Promise<void>
}

/** After this long one step is taken all the same: someone who types without a pause must not stop an import. */
const PATIENCE_MS = 250
/** The next key is pressed, or the next question asked, right after an answer. */
const LINGER_MS = 30

export function createQuiet(now: () => number = () => performance.now()): Quiet {
  let searching = 0
  const needed = { vectors: 0, words: 0 }
  let endedAt = Number.NEGATIVE_INFINITY
  const sleeping = new Set<() => void>()

  function pauseMs(kind: Work): number {
    if (needed[kind] > 0) return 0
    if (searching > 0) return Number.POSITIVE_INFINITY
    return Math.max(0, endedAt + LINGER_MS - now())
  }

  /** Until something changes, or for so long. */
  function sleep(timeoutMs: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        sleeping.delete(wake)
        resolve()
      }
      // nobody waits for background work alone: it must not keep the process alive
      const timer = setTimeout(wake, timeoutMs).unref()
      sleeping.add(wake)
    })
  }

  function wakeAll(): void {
    for (const wake of [...sleeping]) wake()
  }

  return {
    begin() {
      let hasEnded = false
      searching += 1
      return () => {
        if (hasEnded) return
        hasEnded = true
        searching -= 1
        endedAt = now()
        wakeAll()
      }
    },
    async waitFor(kind, work) {
      needed[kind] += 1
      wakeAll()
      try {
        return await work
      } finally {
        needed[kind] -= 1
      }
    },
    async turn(kind, patienceMs = PATIENCE_MS) {
      const until = now() + patienceMs
      await new Promise((resolve) => setImmediate(resolve))
      for (;;) {
        const left = Math.min(pauseMs(kind), until - now())
        if (left <= 0) return
        await sleep(left)
      }
    },
  }
}
