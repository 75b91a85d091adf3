import { join } from 'node:path'
import type { EngineStart } from '@shared/engine-start'
import { type EngineSupervisor, superviseEngine } from '@shared/engine-supervisor'
import { AppError } from '@shared/errors'
import { type Logger, SILENT_LOG } from '@shared/log'
import { type Client, createClient } from '@shared/rpc/client'
import type { ApiKeyHolder } from './api-key'
import { type EngineChild, startEngineChild } from './engine-child'

/** How long an engine may take to finish and close its database before it is killed. */
const STOP_PATIENCE_MS = 3_000

export interface EngineHost {
  readonly supervisor: EngineSupervisor<EngineChild>
  /** With the host's rights, to the engine that runs now. Throws engine_stopped while there is none. */
  client(): Client
  /** Hands a key that a person has just given or removed to the engine; after each start all are, by themselves. */
  shareApiKey(profileId: number): Promise<void>
  /** Ends the engine: asked first, killed when it takes too long. */
  stop(): Promise<void>
}

export interface EngineHostOptions {
  readonly engineFile: string
  readonly start: EngineStart
  readonly apiKey: ApiKeyHolder
  readonly log?: Logger
}

/** An engine of this process's own: started, watched, started again after a crash, and ended with it. */
export function createEngineHost({ engineFile, start, apiKey, log }: EngineHostOptions): EngineHost {
  let client: Client | null = null
  const supervisor = superviseEngine({
    start: () => startEngineChild({ engineFile, start }),
    log: log ?? SILENT_LOG,
    logFolder: join(start.dataDir, 'logs'),
  })

  // first of all listeners: the key is on its way before any page can ask something
  supervisor.onState((state) => {
    const engine = state.kind === 'running' ? supervisor.current() : null
    client = engine ? createClient(engine.openPort('host')) : null
    // a crash just now: the next start shares them
    for (const key of apiKey.all()) client?.call('secrets.setApiKey', key).catch(() => {})
  })

  function currentClient(): Client {
    if (!client)
      throw new AppError('engine_stopped', 'The engine is not running at this moment.', { retry: true })
    return client
  }

  async function shareApiKey(profileId: number): Promise<void> {
    await currentClient().call('secrets.setApiKey', { profileId, apiKey: apiKey.current(profileId) })
  }

  async function stop(): Promise<void> {
    const engine = supervisor.release()
    if (!engine) return
    const exited = new Promise<void>((resolve) => engine.onExit(() => resolve()))
    const timer = setTimeout(() => engine.kill(), STOP_PATIENCE_MS)
    if (client) client.call('engine.stop', {}).catch(() => {})
    else engine.kill()
    await exited
    clearTimeout(timer)
  }

  return { supervisor, client: currentClient, shareApiKey, stop }
}
