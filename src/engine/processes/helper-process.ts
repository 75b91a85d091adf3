import type { HelperName } from '@shared/engine-start'
import type { Port } from '@shared/rpc/port'

/** A process beside the engine for work that may crash, hang or eat memory: embedding and parsing. */
export interface HelperProcess {
  readonly port: Port
  readonly pid: number | undefined
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

/** Given by the host: a child process in plain Node, a utility process made by main in Electron. */
export type StartHelper = (name: HelperName) => HelperProcess
