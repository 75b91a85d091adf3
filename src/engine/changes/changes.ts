/** Rooms say that something changed; streams look when they are ready to. No payload, so nothing can pile up. */
export interface Changes {
  emit(): void
  /** Returns how to stop listening. */
  onChange(listener: () => void): () => void
}

export function createChanges(): Changes {
  const listeners = new Set<() => void>()
  return {
    emit() {
      for (const listener of [...listeners]) listener()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export interface WatchOptions<T> {
  readonly changes: Changes
  readonly read: () => T
  /** The least time between two events: a fast import must not flood the page. */
  readonly intervalMs: number
  readonly signal: AbortSignal
}

/** What `read` gives now, then again after each change, never more often than the interval, until the signal aborts. */
export async function* watchChanges<T>({
  changes,
  read,
  intervalMs,
  signal,
}: WatchOptions<T>): AsyncGenerator<T> {
  let hasChanged = true
  let wake = Promise.withResolvers<void>()
  const stopListening = changes.onChange(() => {
    hasChanged = true
    wake.resolve()
  })
  const onAbort = () => wake.resolve()
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    while (!signal.aborted) {
      if (hasChanged) {
        hasChanged = false
        wake = Promise.withResolvers<void>()
        yield read()
        await rest(intervalMs, signal)
      } else await wake.promise
    }
  } finally {
    stopListening()
    signal.removeEventListener('abort', onAbort)
  }
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done, { once: true })
  })
}
