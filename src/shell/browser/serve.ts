import { randomBytes } from 'node:crypto'
import { AppError } from '@shared/errors'
import { SILENT_LOG } from '@shared/log'
import { createApiKeyHolder } from '../api-key'
import { createEngineHost, type EngineHost } from '../engine-host'
import type { Installation } from '../installation'
import { hasDesktop, openFile } from './desktop-browser'
import type { GateKnowledge } from './gate'
import { askRunningShell, removeLinkFile, writeLinkFile } from './link-file'
import { createPageFiles } from './page-files'
import { createPageServer } from './page-server'
import { createRoutes, OPEN_ROUTE } from './routes'
import { createSessions, isSameSecret } from './sessions'
import { createSockets } from './sockets'
import { createUploads } from './upload'

/** A link is worth printing before a slow start (a migration, a cold disk) is through: the page says "starting". */
const READY_PATIENCE_MS = 3_000

export interface ServeOptions {
  readonly installation: Installation
  readonly dataDir: string
  /** 0 is any free one. */
  readonly port: number
  readonly environment: NodeJS.ProcessEnv
}

export interface BrowserShell {
  readonly port: number
  /** A link that works once; with `lifeMs`, only for so long. */
  newLink(lifeMs?: number): string
  /** Ends everything: pages, engine, files of this run. */
  close(): Promise<void>
}

export type ServeOutcome =
  | { readonly kind: 'running'; readonly shell: BrowserShell }
  /** A shell runs on this data folder already; this is a new link to it. */
  | { readonly kind: 'other'; readonly link: string }

/**
 * 1. Ask a shell that runs on this data folder for a link; 2. start the engine and, meanwhile, 3. listen; 4. wait for
 * the engine, but not for ever; 5. leave the file by which a second start finds this one.
 * Throws the AppError of an engine that refused to start.
 */
export async function serve({
  installation,
  dataDir,
  port,
  environment,
}: ServeOptions): Promise<ServeOutcome> {
  // 1
  const link = await askRunningShell(dataDir)
  if (link) return { kind: 'other', link }
  // 2
  const apiKey = createApiKeyHolder(environment)
  const { engineFile, resourcesDir, appVersion, pageDir } = installation
  const engineHost = createEngineHost({
    engineFile,
    apiKey,
    start: { dataDir, resourcesDir, appVersion, hostName: 'browser shell', installSample: true },
  })
  // 3
  const sessions = createSessions()
  const secret = randomBytes(32).toString('base64url')
  let boundPort = 0
  const newLink = (lifeMs?: number) =>
    `http://127.0.0.1:${boundPort}${OPEN_ROUTE}#${sessions.issueToken(lifeMs)}`
  const knowledge: GateKnowledge = {
    get port() {
      return boundPort
    },
    hasSession: (cookie) => sessions.has(cookie, boundPort),
    isSecret: (authorization) => isSameSecret(authorization ?? '', `Bearer ${secret}`),
  }
  const routes = createRoutes({
    engineHost,
    apiKey,
    sessions,
    appVersion,
    newLink,
    files: createPageFiles(pageDir),
    openFile: hasDesktop(environment) ? openFile : undefined,
    uploads: createUploads({ dataDir, hostClient: engineHost.client }),
    port: () => boundPort,
  })
  const server = createPageServer({
    routes,
    sockets: createSockets(engineHost),
    knowledge: () => knowledge,
    log: SILENT_LOG,
  })
  try {
    boundPort = await server.listen(port)
    // 4
    await readyOrSlow(engineHost)
  } catch (error) {
    server.close()
    await engineHost.stop()
    throw error
  }
  // 5
  writeLinkFile(dataDir, { pid: process.pid, port: boundPort, secret })
  const close = async () => {
    removeLinkFile(dataDir)
    server.close()
    await engineHost.stop()
  }
  return { kind: 'running', shell: { port: boundPort, newLink, close } }
}

async function readyOrSlow({ supervisor }: EngineHost): Promise<void> {
  const slow = Promise.withResolvers<void>()
  const timer = setTimeout(() => slow.resolve(), READY_PATIENCE_MS)
  try {
    await Promise.race([supervisor.whenReady(), slow.promise])
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('engine_stopped', 'The engine did not start.')
  } finally {
    clearTimeout(timer)
  }
}
