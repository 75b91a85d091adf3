import type { Client } from '@shared/rpc/client'
import type { Installation } from './installation'
import type { Output } from './output'

/** What every command is given. */
export interface CommandContext {
  readonly installation: Installation
  readonly dataDir: string
  readonly environment: NodeJS.ProcessEnv
  readonly output: Output
  /** Aborts at Ctrl+C and SIGTERM. */
  readonly signal: AbortSignal
  /** Runs on the engine of this data folder, whoever started it. */
  withEngine<T>(run: (client: Client) => Promise<T>): Promise<T>
}

/** Exit code of a command: 0 done, 1 failed. Wrong usage (2) never gets as far as a command. */
export type ExitCode = 0 | 1

/** What stands before the command's own options on every line. */
export interface GlobalOptions {
  readonly dataDir?: string
  readonly json?: boolean
}

/** Runs a command with the context made from the global options. */
export type RunCommand = (
  options: GlobalOptions,
  run: (context: CommandContext) => Promise<ExitCode>,
) => Promise<void>
