import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { type BrowserShell, serve } from '../../../src/shell/browser/serve'
import { findInstallation } from '../../../src/shell/installation'
import { openSession } from '../../helpers/page-request'
import { testInstallation } from '../../helpers/test-installation'

export interface ShellUnderTest {
  readonly dataDir: string
  readonly shell: BrowserShell
  readonly port: number
  /** Of a page that has a session. */
  readonly cookie: string
  readonly origin: string
}

/** One real shell with a real engine child for the tests of a file. */
export function shellForTests(environment: NodeJS.ProcessEnv = {}): () => ShellUnderTest {
  let current: ShellUnderTest | undefined
  beforeAll(async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'verdemuse-shell-'))
    const installation = findInstallation(join(testInstallation().root, 'out/main'))
    const outcome = await serve({ installation, dataDir, port: 0, environment })
    if (outcome.kind !== 'running') throw new Error('another shell runs on a new folder')
    const { shell } = outcome
    const cookie = await openSession(shell.port, shell.newLink())
    current = { dataDir, shell, cookie, port: shell.port, origin: `http://127.0.0.1:${shell.port}` }
  })
  afterAll(async () => {
    await current?.shell.close()
    if (current) rmSync(current.dataDir, { recursive: true, force: true, maxRetries: 5 })
  })
  return () => {
    if (!current) throw new Error('the shell has not started')
    return current
  }
}
