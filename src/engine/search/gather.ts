import { AppError } from '@shared/errors'

/** Asks for one thing at a time; what is wanted meanwhile is asked for together. */
export interface Gathering<Item, Result> {
  /**
   * Results in the order of the items. Aborting leaves at once: what waits is never asked for, and what is under way ends
   * unheard, because the process it runs in cannot be called back; the next is asked for when it has ended. Who is
   * patient lets all others go first.
   */
  want(items: readonly Item[], signal: AbortSignal, isPatient?: boolean): Promise<readonly Result[]>
}

export interface GatheringOptions<Item, Result> {
  readonly ask: (items: readonly Item[]) => Promise<readonly Result[]>
  /** So many items together at most; one caller's own are never parted. */
  readonly most: number
}

interface Wanted<Item, Result> {
  readonly items: readonly Item[]
  readonly isPatient: boolean
  readonly outcome: PromiseWithResolvers<readonly Result[]>
}

export function createGathering<Item, Result>({
  ask,
  most,
}: GatheringOptions<Item, Result>): Gathering<Item, Result> {
  let waiting: Wanted<Item, Result>[] = []
  let isAsking = false

  function takeGroup(): Wanted<Item, Result>[] {
    let count = 0
    const end = waiting.findIndex(({ items }, place) => {
      count += items.length
      return place > 0 && count > most
    })
    const group = end < 0 ? waiting : waiting.slice(0, end)
    waiting = waiting.slice(group.length)
    return group
  }

  async function askForAll(): Promise<void> {
    if (isAsking) return
    isAsking = true
    while (waiting.length > 0) await askFor(takeGroup())
    isAsking = false
  }

  /** Never throws: the failure belongs to each who asked. */
  async function askFor(group: readonly Wanted<Item, Result>[]): Promise<void> {
    try {
      const results = await ask(group.flatMap(({ items }) => items))
      let from = 0
      for (const { items, outcome } of group) {
        outcome.resolve(results.slice(from, from + items.length))
        from += items.length
      }
    } catch (thrown) {
      for (const { outcome } of group) outcome.reject(thrown)
    }
  }

  return {
    async want(items, signal, isPatient = false) {
      if (signal.aborted) throw stopped()
      const wanted = { items, isPatient, outcome: Promise.withResolvers<readonly Result[]>() }
      const { promise } = wanted.outcome
      const before = isPatient ? -1 : waiting.findIndex((other) => other.isPatient)
      waiting.splice(before < 0 ? waiting.length : before, 0, wanted)
      const onAbort = () => {
        waiting = waiting.filter((other) => other !== wanted)
        wanted.outcome.reject(stopped())
      }
      signal.addEventListener('abort', onAbort, { once: true })
      void askForAll()
      try {
        return await promise
      } finally {
        signal.removeEventListener('abort', onAbort)
      }
    },
  }
}

function stopped(): AppError {
  return new AppError('cancelled', 'Stopped.')
}
