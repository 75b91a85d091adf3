import type { Port } from '../../src/shared/rpc/port'

/** Two ends of one line in memory. Messages are cloned and arrive later, as they would across a process border. */
export function portPair(): readonly [Port, Port] {
  const ends = [newEnd(), newEnd()] as const
  let isClosed = false
  function port(mine: End, other: End): Port {
    return {
      post(message) {
        if (isClosed) return
        const copy: unknown = structuredClone(message)
        queueMicrotask(() => {
          if (!isClosed) for (const listener of other.messages) listener(copy)
        })
      },
      onMessage: (listener) => void mine.messages.push(listener),
      onClose: (listener) => void mine.closes.push(listener),
      close() {
        if (isClosed) return
        isClosed = true
        for (const end of ends) for (const listener of end.closes) listener()
      },
    }
  }
  return [port(ends[0], ends[1]), port(ends[1], ends[0])]
}

interface End {
  readonly messages: ((message: unknown) => void)[]
  readonly closes: (() => void)[]
}

function newEnd(): End {
  return { messages: [], closes: [] }
}
