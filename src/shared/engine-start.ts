import type { Access } from './contract'
import type { WireError } from './errors'

/** What a host tells the engine when it starts it; JSON in the environment variable named below. */
export interface EngineStart {
  /** Everything the user has lies in here; made when missing. */
  readonly dataDir: string
  /** Holds models/ and sample-knowledge-base/; read only. */
  readonly resourcesDir: string
  readonly appVersion: string
  /** Named in the message a second host gets when the data folder is in use. */
  readonly hostName: 'desktop app' | 'browser shell' | 'terminal'
  /** First start imports the sample knowledge base; a terminal command on an empty folder does not. */
  readonly installSample: boolean
  /** The administrator's policy, for tests; the hosts leave it out, and the platform's place counts. */
  readonly policyFile?: string | undefined
  /** Added by whatever starts the process: the one that starts the engine again when it was killed. */
  readonly hostPid?: number | undefined
}

export const ENGINE_START_VARIABLE = 'VERDEMUSE_ENGINE_START'

/** The engine's own words to its host, beside the ports. */
export type EngineSignal =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly error: WireError }
  /** Electron only: a utility process cannot start another one, so main does it and hands over a port. */
  | { readonly kind: 'start-helper'; readonly id: number; readonly name: HelperName }
  | { readonly kind: 'kill-helper'; readonly id: number }

export type HelperName = 'embed' | 'parse' | 'recognize' | 'check'

/** Electron's main to its engine. `connect` and `helper` bring a port along. */
export type HostSignal =
  | { readonly kind: 'connect'; readonly access: Access }
  | { readonly kind: 'helper'; readonly id: number }
  | { readonly kind: 'helper-started'; readonly id: number; readonly pid: number }
  | { readonly kind: 'helper-exited'; readonly id: number; readonly code: number | null }
