import { setTimeout as wait } from 'node:timers/promises'
import { AppError, toAppError } from '@shared/errors'
import { type Client, createClient } from '@shared/rpc/client'
import { createApiKeyHolder } from './api-key'
import { createEngineHost } from './engine-host'
import type { Installation } from './installation'
import { connectToRunningEngine } from './running-engine'

export interface EngineSession {
  readonly client: Client
  /** The engine belongs to another process, which may end it at any time. */
  readonly isBorrowed: boolean
  close(): Promise<void>
}

export interface SessionOptions {
  readonly installation: Installation
  readonly dataDir: string
  readonly environment: NodeJS.ProcessEnv
}

/** Between finding the folder taken and finding its engine listening lies that engine's start: under a second. */
const TAKEN_RETRIES = 20
const TAKEN_WAIT_MS = 150
/** Other commands on the same folder come and go; each may take the engine away under this one. */
const BORROWED_RETRIES = 20

/** The engine that runs on this data folder, or one of this command's own. Throws why neither can be had. */
export async function openSession(options: SessionOptions): Promise<EngineSession> {
  for (let attempt = 1; ; attempt++) {
    const port = await connectToRunningEngine(options.dataDir)
    if (port) {
      const client = createClient(port)
      return { client, isBorrowed: true, close: async () => client.close() }
    }
    try {
      return await startOwnEngine(options)
    } catch (error) {
      const isTaken = error instanceof AppError && error.code === 'data_dir_in_use'
      if (!isTaken || attempt > TAKEN_RETRIES) throw error
      await wait(TAKEN_WAIT_MS)
    }
  }
}

async function startOwnEngine({
  installation,
  dataDir,
  environment,
}: SessionOptions): Promise<EngineSession> {
  const { engineFile, resourcesDir, appVersion } = installation
  const host = createEngineHost({
    engineFile,
    apiKey: createApiKeyHolder(environment),
    start: { dataDir, resourcesDir, appVersion, hostName: 'terminal', installSample: false },
  })
  try {
    await host.supervisor.whenReady()
    return { client: host.client(), isBorrowed: false, close: host.stop }
  } catch (error) {
    await host.stop()
    throw error
  }
}

/**
 * Runs a command on an engine and closes it after. When a borrowed engine ends under the command, it is run again on
 * the next one, as long as `canRepeat` says that nothing of its result is out.
 */
export async function withSession<T>(
  options: SessionOptions & {
    readonly canRepeat: () => boolean
    readonly signal: AbortSignal
    /** Gets what this start had to set aside; an engine of another process has told it there. */
    readonly onNotice: (message: string) => void
  },
  run: (client: Client) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const session = await openSession(options)
    try {
      if (!session.isBorrowed) await tellSetAside(session.client, options.onNotice)
      return await run(session.client)
    } catch (thrown) {
      const error = toAppError(thrown)
      const isTakenAway = session.isBorrowed && error.code === 'engine_stopped'
      if (!isTakenAway || attempt > BORROWED_RETRIES || !options.canRepeat() || options.signal.aborted)
        throw error
    } finally {
      await session.close()
    }
  }
}

const SET_ASIDE_CODES = new Set(['database_set_aside', 'setting_set_aside'])

/** Without a word an empty list would look like the truth. A command whose engine cannot say it runs all the same. */
export async function tellSetAside(client: Client, onNotice: (message: string) => void): Promise<void> {
  const status = await client.call('status.get', {}).catch(() => null)
  for (const { code, message } of status?.notices ?? []) if (SET_ASIDE_CODES.has(code)) onNotice(message)
}
