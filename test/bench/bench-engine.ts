import { join } from 'node:path'
import { type Client, createClient } from '../../src/shared/rpc/client'
import { startEngineChild } from '../../src/shell/engine-child'
import { BUILT, RESOURCES } from './paths'

export interface BenchEngine {
  readonly pid: number
  /** From the start of the process to its word that it is ready. */
  readonly readyMs: number
  readonly client: Client
  /** One more client, on a port of its own. */
  connect(): Client
  stop(): Promise<void>
}

/** Longer than the engine needs for anything it finishes before it ends. */
const STOP_PATIENCE_MS = 10_000

/** The built engine as a child process, as the browser shell and the terminal commands run it. */
export async function startBenchEngine(options: {
  readonly dataDir: string
  readonly installSample?: boolean
}): Promise<BenchEngine> {
  const startedAt = performance.now()
  const child = startEngineChild({
    engineFile: join(BUILT, 'engine.js'),
    start: {
      dataDir: options.dataDir,
      resourcesDir: RESOURCES,
      appVersion: '0.0.0-bench',
      hostName: 'terminal',
      installSample: options.installSample ?? false,
    },
  })
  const exited = new Promise<void>((resolve) => child.onExit(() => resolve()))
  await child.ready
  const readyMs = performance.now() - startedAt
  const connect = () => createClient(child.openPort('host'))
  const client = connect()
  return {
    pid: child.pid ?? 0,
    readyMs,
    client,
    connect,
    async stop() {
      const timer = setTimeout(() => child.kill(), STOP_PATIENCE_MS)
      client.call('engine.stop', {}).catch(() => {})
      await exited
      clearTimeout(timer)
    },
  }
}

export async function untilImported(client: Client, jobId: number): Promise<void> {
  for await (const { jobs } of client.stream('import.watch', {})) {
    const job = jobs.find(({ id }) => id === jobId)
    if (job && job.finishedAt !== null) return
  }
}

export async function untilEmbedded(client: Client): Promise<void> {
  for await (const status of client.stream('status.watch', {})) {
    const { embedding, chunkCount, embeddedCount, activeImport } = status
    if (['missing', 'damaged', 'failed'].includes(embedding.state))
      throw new Error(embedding.message ?? 'the search model cannot be used')
    if (!activeImport && chunkCount > 0 && embeddedCount === chunkCount) return
  }
}

export async function timed<T>(
  work: () => Promise<T>,
): Promise<{ readonly tookMs: number; readonly result: T }> {
  const startedAt = performance.now()
  const result = await work()
  return { tookMs: performance.now() - startedAt, result }
}
