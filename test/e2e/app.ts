import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { test as base, expect, type Page } from '@playwright/test'
import { type FakeMistral, startFakeMistral } from '../helpers/fake-mistral'

const ROOT = resolve(import.meta.dirname, '../..')

/** The browser shell as a user starts it, on a data folder of its own. */
export interface App {
  readonly dataDir: string
  readonly pid: number
  /** A one-time link; each start prints one. */
  readonly link: string
  /** As Ctrl+C does. */
  stop(): Promise<void>
  /** As kill -9 does. */
  kill(): Promise<void>
}

export interface StartOptions {
  readonly dataDir: string
  readonly apiKey?: string
}

/** By the test that runs. */
let hasStopped = false

export async function startApp({ dataDir, apiKey }: StartOptions): Promise<App> {
  const { MISTRAL_API_KEY: _unset, ...env } = process.env
  const child = spawn(
    process.execPath,
    [join(ROOT, 'out/main/verdemuse.js'), 'serve', '--no-open', '--data-dir', dataDir],
    { env: { ...env, ...(apiKey ? { MISTRAL_API_KEY: apiKey } : {}) }, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const link = await firstLink(child)
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode) return
    const ended = new Promise((done) => child.once('exit', done))
    hasStopped = true
    child.kill(signal)
    await ended
  }
  return {
    dataDir,
    pid: child.pid as number,
    link,
    stop: () => end('SIGINT'),
    kill: () => end('SIGKILL'),
  }
}

function firstLink(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = ''
    const listen = (chunk: Buffer) => {
      said += chunk.toString()
      const link = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(said)?.[0]
      if (link) found(link)
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', (code) => failed(new Error(`the shell ended with ${code}:\n${said}`)))
  })
}

interface Fixtures {
  readonly dataDir: string
  readonly mistral: FakeMistral
  /** Started without a key. */
  readonly app: App
  /** Fails the test when the page reports an error or asks another host for anything. */
  readonly watched: undefined
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants to see a pattern
  dataDir: async ({}, use) => {
    const dataDir = mkdtempSync(join(tmpdir(), 'verdemuse-e2e-'))
    await use(dataDir)
    rmSync(dataDir, { recursive: true, force: true })
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants to see a pattern
  mistral: async ({}, use) => {
    const server = await startFakeMistral()
    await use(server)
    await server.stop()
  },
  app: async ({ dataDir }, use) => {
    const app = await startApp({ dataDir })
    await use(app)
    await app.stop()
  },
  watched: [
    async ({ page }, use) => {
      const faults: string[] = []
      hasStopped = false
      page.on('pageerror', (error) => faults.push(`error in the page: ${error.message}`))
      page.on('console', (message) => {
        // a shell that was stopped on purpose is no fault of the page, which may have been loading something
        const isStopped = /ERR_CONNECTION_REFUSED|WebSocket connection/.test(message.text())
        const isCut = hasStopped && /ERR_CONNECTION_RESET/.test(message.text())
        if (message.type() === 'error' && !isStopped && !isCut) faults.push(`console: ${message.text()}`)
      })
      page.on('request', (request) => {
        const { protocol, hostname } = new URL(request.url())
        if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1')
          faults.push(`left the machine: ${request.url()}`)
      })
      await use(undefined)
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }

/** Opens the app by its one-time link and waits until it can be used. */
export async function open(page: Page, app: App): Promise<void> {
  await page.goto(app.link)
  await expect(page.getByRole('textbox', { name: /question/i })).toBeEnabled()
}
