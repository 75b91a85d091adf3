import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'

export interface ProcessMemory {
  readonly pid: number
  readonly parentPid: number
  /** Resident, in MB of 1,000,000 bytes; memory shared between processes is counted in each. */
  readonly residentMB: number
  readonly command: string
}

/** A process and all below it; empty where neither /proc nor ps is to be had. */
export function memoryOfTree(rootPid: number): ProcessMemory[] {
  const all = readAll()
  const found = all.filter((process) => process.pid === rootPid)
  for (const process of found) found.push(...all.filter((child) => child.parentPid === process.pid))
  return found
}

/** Sum over the processes whose command names one of these built files, such as engine.js. */
export function residentMB(processes: readonly ProcessMemory[], ...files: readonly string[]): number {
  return processes
    .filter(({ command }) => files.some((file) => command.includes(file)))
    .reduce((sum, process) => sum + process.residentMB, 0)
}

function readAll(): ProcessMemory[] {
  if (process.platform === 'win32') return []
  return process.platform === 'linux' ? readProc() : readPs()
}

function readProc(): ProcessMemory[] {
  return globSync('/proc/[0-9]*/status').flatMap((file) => {
    try {
      const status = readFileSync(file, 'utf8')
      const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0)
      const command = readFileSync(file.replace(/status$/, 'cmdline'), 'utf8').replaceAll('\0', ' ')
      const residentMB = (field('VmRSS') * 1024) / 1e6
      return [{ pid: field('Pid'), parentPid: field('PPid'), residentMB, command }]
    } catch {
      return [] // it ended between the listing and the reading
    }
  })
}

function readPs(): ProcessMemory[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=,rss=,args='], { encoding: 'utf8' }).trim().split('\n')
  return lines.map((line) => {
    const [pid, parentPid, kilobytes, ...command] = line.trim().split(/\s+/)
    return {
      pid: Number(pid),
      parentPid: Number(parentPid),
      residentMB: (Number(kilobytes) * 1024) / 1e6,
      command: command.join(' '),
    }
  })
}
