import { setTimeout as wait } from 'node:timers/promises'

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Waits until `isTrue`; the test's own time limit ends a wait for what never comes. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await wait(20)
}

export function untilGone(pid: number): Promise<void> {
  return until(() => !isAlive(pid))
}
