import type { EngineState } from '@shared/bridge'
import { type EngineSupervisor, superviseEngine } from '@shared/engine-supervisor'
import { AppError, isCancelled } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { HeldKey } from '@shared/model-models'
import { type Client, createClient } from '@shared/rpc/client'
import type { MessagePortMain, WebContents } from 'electron'
import type { EngineProcess } from './engine-process'

/** The app waits no longer for its engine at the end; what was acknowledged is on the disk already. */
const STOP_TIMEOUT_MS = 2_000

/** Main's side of the engine: keeps it alive, hands its ports to pages, and talks to it as its host. */
export interface EngineHost {
  /** Throws `engine_stopped` while there is no engine. */
  client(): Client
  /** The page gets one port as soon as the engine runs; asking twice before that gives one. */
  givePort(contents: WebContents): void
  onState(listener: (state: EngineState) => void): () => void
  restart(): void
  setApiKey(key: HeldKey): void
  /** Asks the engine to end, and ends it when it has not within two seconds. */
  stop(): Promise<void>
}

export interface EngineHostOptions {
  readonly startEngine: () => EngineProcess
  readonly sendPort: (contents: WebContents, port: MessagePortMain) => void
  readonly logFolder: string
  readonly log: Logger
  readonly stopTimeoutMs?: number
}

export function createEngineHost(options: EngineHostOptions): EngineHost {
  const { startEngine, sendPort, logFolder, log, stopTimeoutMs = STOP_TIMEOUT_MS } = options
  const supervisor: EngineSupervisor<EngineProcess> = superviseEngine({ start: startEngine, log, logFolder })
  const waiting = new Set<WebContents>()
  let host: Client | null = null
  const keys = new Map<number, HeldKey>()

  supervisor.onState((state) => {
    const engine = state.kind === 'running' ? supervisor.current() : null
    host?.close()
    host = engine ? createClient(engine.openHostPort()) : null
    if (!engine) return
    log.info('engine_running')
    // first: a question asked by the page a moment later should find the key there
    for (const key of keys.values()) tellKey({ ...key, isStored: true })
    for (const contents of waiting) sendPort(contents, engine.openPort('page'))
    waiting.clear()
  })

  function tellKey(key: HeldKey): void {
    host?.call('secrets.setApiKey', key).catch((error: unknown) => {
      // a stopped engine is told again when it is back
      if (!isCancelled(error) && !isStopped(error)) log.error('api_key_not_handed_over', error)
    })
  }

  return {
    client() {
      if (host) return host
      throw new AppError('engine_stopped', 'The engine is not running at the moment.', { retry: true })
    },
    givePort(contents) {
      const engine = supervisor.current()
      if (engine) return sendPort(contents, engine.openPort('page'))
      waiting.add(contents)
      contents.once('destroyed', () => waiting.delete(contents))
    },
    onState: (listener) => supervisor.onState(listener),
    restart: () => supervisor.restart(),
    setApiKey(key) {
      if (key.apiKey === null) keys.delete(key.profileId)
      else keys.set(key.profileId, key)
      tellKey(key)
    },
    async stop() {
      const client = host
      const engine = supervisor.release()
      if (!engine) return
      // one that is not ready has acknowledged nothing, so there is nothing to wait for
      if (client && !(await endsWithin(engine, client, stopTimeoutMs))) log.warn('engine_killed')
      engine.kill()
    },
  }
}

/** False when time ran out. */
async function endsWithin(engine: EngineProcess, client: Client, timeoutMs: number): Promise<boolean> {
  const timeout = Promise.withResolvers<false>()
  const timer = setTimeout(() => timeout.resolve(false), timeoutMs)
  // the answer may be cut off by the end itself
  client.call('engine.stop', {}).catch(() => {})
  const outcome = await Promise.race([engine.exited.then(() => true as const), timeout.promise])
  clearTimeout(timer)
  return outcome
}

function isStopped(error: unknown): boolean {
  return error instanceof AppError && error.code === 'engine_stopped'
}
