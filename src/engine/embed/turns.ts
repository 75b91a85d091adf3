/** Runs one piece of work at a time; what a person waits for goes before what runs in the background. */
export interface Turns {
  run<T>(priority: 'query' | 'import', work: () => Promise<T>): Promise<T>
}

export function createTurns(): Turns {
  const waiting = { query: [] as (() => void)[], import: [] as (() => void)[] }
  let isBusy = false

  function next(): void {
    const start = waiting.query.shift() ?? waiting.import.shift()
    if (start) start()
    else isBusy = false
  }

  async function run<T>(priority: 'query' | 'import', work: () => Promise<T>): Promise<T> {
    if (isBusy) await new Promise<void>((resolve) => waiting[priority].push(resolve))
    isBusy = true
    try {
      return await work()
    } finally {
      next()
    }
  }

  return { run }
}
