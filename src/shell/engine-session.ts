import { setTimeout as wait } from 'node:timers/promises'
import { AppError, toAppError } from '@shared/errors'
import type { EngineOwner } from '@shared/local-socket'
import { type Client, createClient } from '@shared/rpc/client'
import { createApiKeyHolder } from './api-key'
import { awaitEngine } from './await-engine'
import { createEngineHost } from './engine-host'
import type { Installation } from './installation'
import { connectToRunningEngine, ownerOfAddress, type RunningEngine } from './running-engine'

/** An app that people see: it starts its engine again after a crash, and must find the data folder free then. */
export type App = EngineOwner & { readonly name: Exclude<EngineOwner['name'], 'terminal'> }

export interface EngineSession {
  readonly client: Client
  /** The engine belongs to another process, which may end it at any time. */
  readonly isBorrowed: boolean
  /** The app that a borrowed engine belongs to; null for one of another command. */
  readonly app: App | null
  close(): Promise<void>
}

export interface SessionOptions {
  readonly installation: Installation
  readonly dataDir: string
  readonly environment: NodeJS.ProcessEnv
  readonly signal?: AbortSignal | undefined
}

/** Between finding the folder taken and finding its engine listening lies that engine's start: under a second. */
const TAKEN_RETRIES = 20
const TAKEN_WAIT_MS = 150
/** Other commands on the same folder come and go; each may take the engine away under this one. */
export const COMMAND_RETRIES = 20
/** An app's engine ends under a request because it crashed: perhaps by accident, the second time by the request. */
export const APP_RETRIES = 1
/** An app starts its engine after 0.1, 1 and 4 s, and a start on a busy machine takes seconds. */
const APP_LIMIT_MS = 20_000
/** For who comes while there is no engine: longer, and a folder whose app shows its safe screen would be out of reach. */
const NEWCOMER_LIMIT_MS = 8_000

/** The app whose engine a command worked on is gone, or does not get its engine back. Its message is for the user. */
export class AppLeftError extends AppError {
  /** Its process has ended; nobody would be refused who opened the folder now. */
  readonly hasClosed: boolean

  constructor(message: string, hasClosed: boolean) {
    super('engine_stopped', message, { retry: true })
    this.name = 'AppLeftError'
    this.hasClosed = hasClosed
  }
}

/**
 * 1. The engine that runs on this data folder; 2. where one was killed and its process lives, that process's next one;
 * 3. else one of this command's own. Throws why none can be had.
 */
export async function openSession(options: SessionOptions): Promise<EngineSession> {
  const { dataDir, signal } = options
  for (let attempt = 1; ; attempt++) {
    // 1
    const running = await connectToRunningEngine(dataDir)
    if (running) return borrowed(running)
    // 2
    const owner = ownerOfAddress(dataDir)
    if (attempt === 1 && owner && owner.pid !== process.pid) {
      const awaited = await awaitEngine({ dataDir, owner, limitMs: NEWCOMER_LIMIT_MS, signal })
      if (awaited.kind === 'back') return borrowed(awaited.engine)
    }
    // 3
    try {
      return await startOwnEngine(options)
    } catch (error) {
      const isTaken = error instanceof AppError && error.code === 'data_dir_in_use'
      if (!isTaken || attempt > TAKEN_RETRIES) throw error
      await wait(TAKEN_WAIT_MS, undefined, { signal })
    }
  }
}

/**
 * The engine of an app again, after it ended under a command. Never one of the command's own: it would take the folder
 * from the app, whose start would then be refused. Throws AppLeftError.
 */
export async function returnToApp(options: SessionOptions, app: App): Promise<EngineSession> {
  const { dataDir, signal } = options
  const awaited = await awaitEngine({ dataDir, owner: app, limitMs: APP_LIMIT_MS, signal })
  if (awaited.kind === 'back') return borrowed(awaited.engine)
  const hasClosed = awaited.kind === 'owner_gone'
  throw new AppLeftError(
    hasClosed
      ? `The ${app.name} was closed before this was done. Run the command again.`
      : `The engine of the ${app.name} stopped, and was not back after ${APP_LIMIT_MS / 1000} seconds. Look there for the reason, then run the command again.`,
    hasClosed,
  )
}

function borrowed({ port, owner }: RunningEngine): EngineSession {
  const client = createClient(port)
  const app = owner && owner.name !== 'terminal' ? { ...owner, name: owner.name } : null
  return { client, isBorrowed: true, app, close: async () => client.close() }
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
    return { client: host.client(), isBorrowed: false, app: null, close: host.stop }
  } catch (error) {
    await host.stop()
    throw error
  }
}

/**
 * Runs a command on an engine and closes it after. When a borrowed engine ends under the command, it is run again on
 * the next one, as long as `canRepeat` says that nothing of its result is out; after an app's engine only on that app's.
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
  let app: App | null = null
  for (let attempt = 1; ; attempt++) {
    const session: EngineSession = app ? await returnToApp(options, app) : await openSession(options)
    app = session.app
    try {
      if (!session.isBorrowed) await tellSetAside(session.client, options.onNotice)
      return await run(session.client)
    } catch (thrown) {
      const error = toAppError(thrown)
      const isTakenAway = session.isBorrowed && error.code === 'engine_stopped'
      const retries = app ? APP_RETRIES : COMMAND_RETRIES
      if (!isTakenAway || attempt > retries || !options.canRepeat() || options.signal.aborted) throw error
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
