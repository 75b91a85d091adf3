import { readdirSync } from 'node:fs'
import { constants, getPriority, setPriority } from 'node:os'

const PRIORITY_AT_START = getPriority()

/** What people wait for goes first: typing, searching and the other programs of the machine. */
export function bePolite(): void {
  wish(constants.priority.PRIORITY_BELOW_NORMAL)
}

/** For work that a person waits for. Linux and macOS take a politeness back from nobody but an administrator. */
export function beQuick(): void {
  wish(PRIORITY_AT_START)
}

function wish(priority: number): void {
  for (const id of threads())
    try {
      setPriority(id, priority)
    } catch {
      // not allowed everywhere, and only a wish
    }
}

/** Linux has a priority for each thread, and those of a loaded model are there already; elsewhere it is the process's. */
function threads(): readonly number[] {
  if (process.platform !== 'linux') return [0]
  try {
    return readdirSync('/proc/self/task').map(Number)
  } catch {
    return [0]
  }
}
