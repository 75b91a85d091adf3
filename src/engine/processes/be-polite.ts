import { constants, setPriority } from 'node:os'

/** What people wait for goes first: typing, searching and the other programs of the machine. */
export function bePolite(): void {
  try {
    setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // not allowed everywhere, and only a wish
  }
}
