import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createEngine, type Engine, type EngineOptions } from '../../src/engine/create-engine'
import type { Access } from '../../src/shared/contract'
import type { EngineStart } from '../../src/shared/engine-start'
import { type Client, createClient } from '../../src/shared/rpc/client'
import { serve } from '../../src/shared/rpc/server'
import { portPair } from './port-pair'
import { startTestHelper } from './start-helper'

export const RESOURCES = resolve(import.meta.dirname, '../../resources')

export interface TempEngine {
  readonly dataDir: string
  readonly engine: Engine
  /** Over the contract, as a terminal or as a page would. */
  readonly host: Client
  readonly page: Client
  /** Closes the engine and opens a new one on the same folder. */
  restart(): Promise<TempEngine>
  /** Closes the engine and removes its folder. */
  stop(): Promise<void>
}

export interface TempEngineOptions {
  readonly dataDir?: string
  readonly installSample?: boolean
  readonly resourcesDir?: string
  readonly now?: () => number
  readonly web?: EngineOptions['web']
  readonly policyFile?: string
  /** An app sets the policy's packs up; a terminal command does not. */
  readonly hostName?: EngineStart['hostName']
}

/** The whole engine in this process, on a real SQLite file in a temporary folder, with real helper processes. */
export async function startTempEngine(options: TempEngineOptions = {}): Promise<TempEngine> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'verdemuse-engine-'))
  const engine = await createEngine({
    start: {
      dataDir,
      resourcesDir: options.resourcesDir ?? RESOURCES,
      appVersion: '0.0.0-test',
      hostName: options.hostName ?? 'terminal',
      installSample: options.installSample ?? false,
      policyFile: options.policyFile,
    },
    startHelper: startTestHelper,
    exit() {},
    ...(options.now ? { now: options.now } : {}),
    ...(options.web ? { web: options.web } : {}),
  })
  return {
    dataDir,
    engine,
    host: connect(engine, 'host'),
    page: connect(engine, 'page'),
    async restart() {
      await engine.close()
      return startTempEngine({ ...options, dataDir })
    },
    async stop() {
      await engine.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export function connect(engine: Engine, access: Access): Client {
  const [near, far] = portPair()
  serve(far, { handlers: engine.handlers, access, log: engine.log })
  return createClient(near)
}

/** Follows an import until every file has been read; with `embedded` until every chunk has its vector. */
export async function importAndWait(
  client: Client,
  paths: readonly string[],
  until: 'read' | 'embedded' = 'read',
) {
  const { jobId } = await client.call('import.paths', { paths: [...paths] })
  await waitForImport(client, jobId, until)
  const { files } = await client.call('import.files', { jobId, limit: 500 })
  return { jobId, files }
}

export async function waitForImport(
  client: Client,
  jobId: number,
  until: 'read' | 'embedded' = 'read',
): Promise<void> {
  for await (const { jobs } of client.stream('import.watch', {})) {
    const job = jobs.find(({ id }) => id === jobId)
    if (job?.state === 'done' || job?.state === 'cancelled') break
  }
  if (until === 'read') return
  for await (const status of client.stream('status.watch', {}))
    if (status.embeddedCount === status.chunkCount) break
}

/** Asks and follows the answer to its end. */
export async function askAndWait(
  client: Client,
  question: string,
  input: { askAnew?: boolean; conversationId?: number } = {},
) {
  const started = await client.call('ask.start', { question, ...input })
  let text = ''
  for await (const event of client.stream('ask.watch', { answerId: started.answerId })) {
    if (event.kind === 'delta') text += event.text
    if (event.kind === 'done') return { ...started, streamed: text, message: event.message }
  }
  throw new Error('the answer never ended')
}
