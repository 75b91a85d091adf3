import { cpus, loadavg, totalmem } from 'node:os'

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly platform: string
  readonly node: string
  readonly takenAt: string
  readonly loadBefore: string
  readonly loadAfter: string
  readonly isQuick: boolean
}

export function readLoad(): string {
  return (loadavg()[0] ?? 0).toFixed(2)
}

export function describeMachine(run: {
  readonly loadBefore: string
  readonly takenAt: Date
  readonly isQuick: boolean
}): Machine {
  return {
    cpu: cpus()[0]?.model.trim() || 'unknown processor',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    takenAt: run.takenAt.toISOString().slice(0, 16).replace('T', ' '),
    loadBefore: run.loadBefore,
    loadAfter: readLoad(),
    isQuick: run.isQuick,
  }
}
