import { beforeEach, expect, test, vi } from 'vitest'
import { runInUtilityProcess } from '../../src/engine/hosts/utility-process'
import { createEngineHost } from '../../src/main/engine-host'
import { startEngineProcess } from '../../src/main/engine-process'
import type { EngineState } from '../../src/shared/bridge'
import type { Handlers } from '../../src/shared/contract'
import { AppError } from '../../src/shared/errors'
import { SILENT_LOG } from '../../src/shared/log'
import { FakeWebContents, resetFakeElectron, utilityProcess } from '../helpers/fake-electron'

vi.mock('electron', () => import('../helpers/fake-electron'))
beforeEach(resetFakeElectron)

const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

function launch(handlers: Partial<Handlers> = {}, refusal: AppError | null = null) {
  const keys: unknown[] = []
  const ports: unknown[] = []
  const host = createEngineHost({
    startEngine() {
      const engine = startEngineProcess({
        engineFile: 'engine.js',
        helperFile: (name) => `${name}.js`,
        start: {
          dataDir: '',
          resourcesDir: '',
          appVersion: '1',
          hostName: 'desktop app',
          installSample: true,
        },
        isPackaged: false,
        environment: {},
        log: SILENT_LOG,
      })
      void runInUtilityProcess(async () => {
        if (refusal) throw refusal
        const all = {
          'secrets.setApiKey': (input: { apiKey: string | null }) => {
            keys.push(input.apiKey)
            return {}
          },
          'engine.stop': () => {
            utilityProcess.forked.at(-1)?.end(0)
            return {}
          },
          ...handlers,
        }
        return { handlers: all as unknown as Handlers, log: SILENT_LOG, close: () => {} }
      }, utilityProcess.forked.at(-1)?.parentPort as never)
      return engine
    },
    sendPort: (contents) => ports.push(contents),
    logFolder: '/logs',
    log: SILENT_LOG,
    stopTimeoutMs: 50,
  })
  const states: EngineState['kind'][] = []
  host.onState((state) => states.push(state.kind))
  return { host, keys, ports, states }
}

test('a page that asks before the engine runs gets one port when it does', async () => {
  const { host, ports } = launch()
  const contents = new FakeWebContents()
  const closed = new FakeWebContents()
  host.givePort(contents as never)
  host.givePort(contents as never)
  host.givePort(closed as never)
  closed.destroy()
  expect(ports).toEqual([])
  await settle()
  expect(ports).toEqual([contents])
  host.givePort(contents as never)
  expect(ports).toHaveLength(2)
  await host.stop()
})

test('the key is handed over at once, at each change, and again after a crash', async () => {
  const { host, keys, states } = launch()
  const setKey = (apiKey: string | null) => host.setApiKey({ profileId: 1, apiKey, isStored: false })
  setKey('one')
  await settle()
  setKey('two')
  setKey(null)
  await settle()
  expect(keys).toEqual(['one', 'two', null])
  setKey('three')
  await settle()
  utilityProcess.forked.at(-1)?.end(139)
  await vi.waitUntil(() => states.filter((state) => state === 'running').length === 2)
  await vi.waitUntil(() => keys.length === 5)
  expect(keys).toEqual(['one', 'two', null, 'three', 'three'])
  await host.stop()
})

test('without an engine main’s own calls fail at once, and work again when it is back', async () => {
  const { host, states } = launch({ 'cache.clear': () => ({ removed: 0 }) })
  expect(() => host.client()).toThrow(expect.objectContaining({ code: 'engine_stopped' }))
  await settle()
  expect(await host.client().call('cache.clear', {})).toEqual({ removed: 0 })
  utilityProcess.forked.at(-1)?.end(1)
  await vi.waitUntil(() => states.includes('restarting'))
  expect(() => host.client()).toThrow(expect.objectContaining({ code: 'engine_stopped' }))
  await vi.waitUntil(() => states.at(-1) === 'running')
  expect(await host.client().call('cache.clear', {})).toEqual({ removed: 0 })
  await host.stop()
})

test('an engine that refuses ends in the safe screen at once, and is started again when asked to', async () => {
  const { host, states } = launch({}, new AppError('database_newer', 'The data is from a newer version.'))
  await vi.waitUntil(() => states.at(-1) === 'failed')
  expect(utilityProcess.forked).toHaveLength(1)
  host.restart()
  expect(utilityProcess.forked).toHaveLength(2)
  await host.stop()
})

test('at the end the engine is asked to stop, and is not started again', async () => {
  const { host } = launch()
  await settle()
  await host.stop()
  await settle()
  expect(utilityProcess.forked).toHaveLength(1)
  expect(utilityProcess.forked[0]?.isKilled).toBe(true)
})

test('an engine that does not stop is ended', async () => {
  const { host } = launch({ 'engine.stop': () => new Promise(() => {}) })
  await settle()
  const [engine] = utilityProcess.forked
  const kill = vi.spyOn(engine ?? ({} as never), 'kill')
  await host.stop()
  expect(kill).toHaveBeenCalledOnce()
  expect(engine?.isKilled).toBe(true)
})
