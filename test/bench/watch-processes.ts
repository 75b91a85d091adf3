import { readFileSync } from 'node:fs'
import { memoryOfTree, residentMB } from './process-memory'

const EVERY_MS = 500
/** Linux counts processor time in hundredths of a second. */
const TICKS_A_SECOND = 100

export interface Watched {
  /** Resident MB of the built file (`engine`), a look every half second. */
  memory(name: string): number[]
  /** Processor time of all processes of that name, in seconds; 0 where /proc is not to be had. */
  processorS(name: string): number
  stop(): void
}

/** Looks at a process and all below it until it is stopped. */
export function watchProcesses(rootPid: number): Watched {
  const memory = new Map<string, number[]>()
  const processor = new Map<number, { readonly command: string; readonly seconds: number }>()
  const before = new Map(memoryOfTree(rootPid).map(({ pid }) => [pid, processorSeconds(pid)]))
  const look = () => {
    const processes = memoryOfTree(rootPid)
    for (const name of ['engine', 'parse', 'embed'])
      memory.set(name, [...(memory.get(name) ?? []), residentMB(processes, `${name}.js`)])
    for (const { pid, command } of processes)
      processor.set(pid, { command, seconds: processorSeconds(pid) - (before.get(pid) ?? 0) })
  }
  look()
  const timer = setInterval(look, EVERY_MS)
  return {
    memory: (name) => memory.get(name) ?? [],
    processorS: (name) =>
      [...processor.values()]
        .filter(({ command }) => command.includes(`${name}.js`))
        .reduce((sum, { seconds }) => sum + seconds, 0),
    stop() {
      look()
      clearInterval(timer)
    },
  }
}

function processorSeconds(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
  } catch {
    return 0
  }
}
