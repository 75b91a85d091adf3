import { readFileSync } from 'node:fs'
import { memoryOfTree } from './process-memory'

/** Ticks of /proc are hundredths of a second on every Linux. */
const TICK_MS = 10

/** Processor time so far of a process and of each below it, in milliseconds; empty where there is no /proc. */
export function cpuMsOfTree(rootPid: number): number[] {
  if (process.platform !== 'linux') return []
  return memoryOfTree(rootPid).map(({ pid }) => {
    // the command in brackets may hold blanks: the fields are counted behind it
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS
  })
}
