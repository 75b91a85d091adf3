import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Client, createClient } from '../../src/shared/rpc/client'
import { connectToRunningEngine } from '../../src/shell/running-engine'
import { BUILT, ROOT } from './paths'

export interface BenchShell {
  readonly pid: number
  /** Unix milliseconds at which its process was started. */
  readonly startedAt: number
  /** Works once. */
  readonly link: string
  stop(): Promise<void>
}

const POLL_MS = 10
const ENGINE_PATIENCE_MS = 30_000

/** The browser shell as `npm start` runs it, without opening a browser of its own. */
export async function startBenchShell(
  dataDir: string,
  { apiKey, codeCacheDir }: { readonly apiKey?: string; readonly codeCacheDir?: string } = {},
): Promise<BenchShell> {
  const { MISTRAL_API_KEY: _unset, ...environment } = process.env
  const startedAt = performance.timeOrigin + performance.now()
  const child = spawn(
    process.execPath,
    [join(BUILT, 'verdemuse.js'), 'serve', '--no-open', '--data-dir', dataDir],
    {
      cwd: ROOT,
      env: {
        ...environment,
        ...(apiKey ? { MISTRAL_API_KEY: apiKey } : {}),
        ...(codeCacheDir ? { NODE_COMPILE_CACHE: codeCacheDir } : {}),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const link = await printedLink(child)
  return {
    pid: child.pid ?? 0,
    startedAt,
    link,
    async stop() {
      child.kill('SIGINT')
      await exited
    },
  }
}

/** A terminal's connection to the engine of a shell that is starting. */
export async function connectToShell(dataDir: string): Promise<Client> {
  const giveUpAt = performance.now() + ENGINE_PATIENCE_MS
  for (;;) {
    const engine = await connectToRunningEngine(dataDir)
    if (engine) return createClient(engine.port)
    if (performance.now() > giveUpAt) throw new Error('the engine of the browser shell did not start')
    await wait(POLL_MS)
  }
}

/** Unix milliseconds of the first search that found something. */
export async function firstFindAt(client: Client, mode: 'keyword' | 'semantic'): Promise<number> {
  for (;;) {
    const { passages, mode: used } = await client.call('search.query', {
      text: 'yellow leaves',
      limit: 3,
      mode,
    })
    if (passages.length > 0 && used === mode) return performance.timeOrigin + performance.now()
    await wait(POLL_MS)
  }
}

function printedLink(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (piece: Buffer) => {
      said += piece.toString()
      const link = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(said)?.[0]
      if (link) resolve(link)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => reject(new Error(`the browser shell ended with ${code}: ${said}`)))
  })
}
