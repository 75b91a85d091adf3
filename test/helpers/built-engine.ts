import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Client, createClient } from '../../src/shared/rpc/client'
import { type EngineChild, startEngineChild } from '../../src/shell/engine-child'
import { RESOURCES } from './temp-engine'

const ENGINE_FILE = resolve(import.meta.dirname, '../../out/main/engine.js')

export interface BuiltEngine {
  readonly child: EngineChild
  readonly client: Client
  /** As kill -9 does; resolves when the process is gone. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** The built engine in a process of its own, as every host starts it, so that it can really be killed. */
export async function startBuiltEngine(dataDir: string, installSample = false): Promise<BuiltEngine> {
  const child = startEngineChild({
    engineFile: ENGINE_FILE,
    start: {
      dataDir,
      resourcesDir: RESOURCES,
      appVersion: '0.0.0-test',
      hostName: 'terminal',
      installSample,
    },
  })
  await child.ready
  const client = createClient(child.openPort('host'))
  const gone = new Promise<void>((resolve) => child.onExit(() => resolve()))
  return {
    child,
    client,
    async kill() {
      child.kill()
      await gone
    },
    async stop() {
      await client.call('engine.stop', {}).catch(() => {})
      await gone
    },
  }
}

/** Gives a temporary data folder to `use` and removes it afterwards. */
export async function withDataDir(use: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'verdemuse-kill-'))
  try {
    await use(dataDir)
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}
