import { beforeEach, expect, test, vi } from 'vitest'
import { runInUtilityProcess } from '../../src/engine/hosts/utility-process'
import type { HelperProcess, StartHelper } from '../../src/engine/processes/helper-process'
import { startEngineProcess } from '../../src/main/engine-process'
import type { Handlers } from '../../src/shared/contract'
import { ENGINE_START_VARIABLE } from '../../src/shared/engine-start'
import { AppError } from '../../src/shared/errors'
import { SILENT_LOG } from '../../src/shared/log'
import { createClient } from '../../src/shared/rpc/client'
import { fromElectronPort } from '../../src/shared/rpc/electron-port'
import {
  type FakePort,
  type FakeUtilityProcess,
  resetFakeElectron,
  utilityProcess,
} from '../helpers/fake-electron'

vi.mock('electron', () => import('../helpers/fake-electron'))
beforeEach(resetFakeElectron)

const START = {
  dataDir: '/data',
  resourcesDir: '/resources',
  appVersion: '1.0.0',
  hostName: 'desktop app',
  installSample: true,
} as const

function launch({ isPackaged = false } = {}) {
  const engine = startEngineProcess({
    engineFile: '/app/out/main/engine.js',
    helperFile: (name) => `/app/out/main/${name}.js`,
    start: START,
    isPackaged,
    environment: { PATH: '/bin', MISTRAL_API_KEY: 'mk-secret' },
    log: SILENT_LOG,
  })
  const child = utilityProcess.forked[0]
  if (!child) throw new Error('nothing was forked')
  return { engine, child }
}

/** The real engine side over the fake process: what main sends is what the engine reads. */
async function serveEngine(child: FakeUtilityProcess, handlers: Partial<Handlers> = {}) {
  let startHelper: StartHelper | null = null
  await runInUtilityProcess(async (hooks) => {
    startHelper = hooks.startHelper
    return { handlers: handlers as Handlers, log: SILENT_LOG, close: () => {} }
  }, child.parentPort as never)
  return startHelper as unknown as StartHelper
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

test('the engine gets its start in the environment and the key of the model server not', () => {
  const { child } = launch()
  expect(child.file).toBe('/app/out/main/engine.js')
  expect(JSON.parse(child.options.env?.[ENGINE_START_VARIABLE] ?? '')).toEqual({
    ...START,
    hostPid: process.pid,
  })
  expect(child.options.env?.['PATH']).toBe('/bin')
  expect(JSON.stringify(child.options.env)).not.toContain('mk-secret')
})

test('it is ready when it says so', async () => {
  const { engine, child } = launch()
  await serveEngine(child)
  await expect(engine.ready).resolves.toBeUndefined()
})

test('a refusal keeps its reason', async () => {
  const { engine, child } = launch()
  await runInUtilityProcess(() => {
    throw new AppError('database_newer', 'The data is from a newer version.')
  }, child.parentPort as never)
  await expect(engine.ready).rejects.toMatchObject({ code: 'database_newer' })
})

test('an end before it was ready is engine_stopped', async () => {
  const { engine, child } = launch()
  child.end(9)
  await expect(engine.ready).rejects.toMatchObject({ code: 'engine_stopped' })
})

test('a page port serves page methods and refuses those of the host', async () => {
  const { engine, child } = launch()
  const secrets: unknown[] = []
  await serveEngine(child, {
    'cache.clear': () => ({ removed: 3 }),
    'secrets.setApiKey': (input) => {
      secrets.push(input)
      return {}
    },
  })
  const page = createClient(fromElectronPort(engine.openPort('page') as unknown as FakePort))
  expect(await page.call('cache.clear', {})).toEqual({ removed: 3 })
  await expect(page.call('secrets.setApiKey', { apiKey: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
  await createClient(engine.openHostPort()).call('secrets.setApiKey', { apiKey: 'y' })
  expect(secrets).toEqual([{ apiKey: 'y', profileId: 1, isStored: false }])
})

test('a port that is opened while the engine starts is served when it has', async () => {
  const { engine, child } = launch()
  const begin = Promise.withResolvers<void>()
  void runInUtilityProcess(async () => {
    await begin.promise
    return { handlers: { 'cache.clear': () => ({ removed: 1 }) } as never, log: SILENT_LOG, close: () => {} }
  }, child.parentPort as never)
  const answer = createClient(engine.openHostPort()).call('cache.clear', {})
  await settle()
  begin.resolve()
  expect(await answer).toEqual({ removed: 1 })
})

test('calls under way are rejected when the engine dies', async () => {
  const { engine, child } = launch()
  await serveEngine(child, { 'cache.clear': () => new Promise(() => {}) })
  const answer = createClient(engine.openHostPort()).call('cache.clear', {})
  await settle()
  child.end(139)
  await expect(answer).rejects.toMatchObject({ code: 'engine_stopped' })
})

/** A helper that says back what it hears. */
function echo(helper: FakeUtilityProcess): void {
  helper.parentPort.on('message', ({ ports: [port] }: { ports: FakePort[] }) => {
    port?.on('message', ({ data }) => port.postMessage({ heard: data }))
    port?.start()
  })
}

async function startHelperProcess(): Promise<{
  child: FakeUtilityProcess
  helper: HelperProcess
  fork: FakeUtilityProcess
}> {
  const { child } = launch()
  const startHelper = await serveEngine(child)
  utilityProcess.onFork = echo
  const helper = startHelper('embed')
  // sent before there is a process at all
  helper.port.post('first')
  const fork = await vi.waitUntil(() => utilityProcess.forked[1])
  return { child, helper, fork }
}

test('a helper is made by main and talks to the engine directly, in order, from the first word on', async () => {
  const { helper, fork } = await startHelperProcess()
  const heard: unknown[] = []
  helper.port.onMessage((message) => heard.push(message))
  helper.port.post('second')
  await settle()
  helper.port.post(new Float32Array([1, 2]))
  await settle()
  expect(heard).toEqual([{ heard: 'first' }, { heard: 'second' }, { heard: new Float32Array([1, 2]) }])
  expect(fork.file).toBe('/app/out/main/embed.js')
  expect(helper.pid).toBe(fork.pid)
  expect(JSON.stringify(fork.options.env)).not.toContain('mk-secret')
})

test('a helper’s crash is told with its code, and its port ends', async () => {
  const { helper, fork } = await startHelperProcess()
  const exits: unknown[] = []
  helper.onExit((code) => exits.push(code))
  let closes = 0
  helper.port.onClose(() => closes++)
  await settle()
  fork.end(139)
  await settle()
  expect([exits, closes]).toEqual([[139], 1])
})

test('a helper that is killed by the engine ends', async () => {
  const { helper, fork } = await startHelperProcess()
  helper.kill()
  await settle()
  expect(fork.isKilled).toBe(true)
})

test('helpers end with their engine', async () => {
  const { child, fork } = await startHelperProcess()
  child.end(1)
  await settle()
  expect(fork.isKilled).toBe(true)
})

test('in the packed app a reader of documents has a limited heap', async () => {
  const { child } = launch({ isPackaged: true })
  const startHelper = await serveEngine(child)
  startHelper('parse')
  await settle()
  expect(utilityProcess.forked[1]?.options.execArgv).toEqual(['--js-flags=--max-old-space-size=512'])
})
