import type { EngineState } from '@shared/bridge'
import { type SupervisedEngine, superviseEngine } from '@shared/engine-supervisor'
import { AppError } from '@shared/errors'
import { SILENT_LOG } from '@shared/log'
import { expect, test } from 'vitest'

interface FakeEngine extends SupervisedEngine {
  becomeReady(): void
  refuse(error: AppError): void
  exit(code: number | null): void
  isKilled: boolean
}

function fakeEngine(): FakeEngine {
  const ready = Promise.withResolvers<void>()
  const listeners: ((code: number | null) => void)[] = []
  ready.promise.catch(() => {})
  const engine: FakeEngine = {
    ready: ready.promise,
    isKilled: false,
    onExit: (listener) => void listeners.push(listener),
    kill() {
      engine.isKilled = true
      engine.exit(null)
    },
    becomeReady: () => ready.resolve(),
    refuse: (error) => ready.reject(error),
    exit(code) {
      for (const listener of listeners.splice(0)) listener(code)
    },
  }
  return engine
}

function setUp() {
  const engines: FakeEngine[] = []
  const waitsMs: number[] = []
  const states: EngineState[] = []
  let time = 0
  const supervisor = superviseEngine({
    start: () => {
      const engine = fakeEngine()
      engines.push(engine)
      return engine
    },
    log: SILENT_LOG,
    logFolder: '/logs',
    now: () => time,
    wait: async (ms) => void waitsMs.push(ms),
  })
  supervisor.onState((state) => states.push(state))
  return {
    supervisor,
    engines,
    waitsMs,
    states,
    newest: () => engines.at(-1)!,
    pass: (ms: number) => {
      time += ms
    },
  }
}

/** Lets what was promised happen. */
const settle = () => new Promise((resolve) => setImmediate(resolve))

test('an engine is current only while it is ready', async () => {
  const { supervisor, newest, states } = setUp()
  expect(supervisor.current()).toBeNull()
  newest().becomeReady()
  await settle()
  expect(supervisor.current()).toBe(newest())
  newest().exit(1)
  expect(supervisor.current()).toBeNull()
  expect(states.map((state) => state.kind)).toEqual(['starting', 'running', 'restarting'])
})

test('a crashed engine is started again, three times with growing waits, and then given up', async () => {
  const { newest, engines, waitsMs, states } = setUp()
  for (let crash = 1; crash <= 4; crash++) {
    newest().becomeReady()
    await settle()
    newest().exit(1)
    await settle()
  }
  expect(waitsMs).toEqual([100, 1_000, 4_000])
  expect(engines).toHaveLength(4)
  expect(states.at(-1)).toMatchObject({
    kind: 'failed',
    error: { code: 'engine_stopped' },
    logFolder: '/logs',
  })
})

test('crashes more than a minute apart never add up to giving up', async () => {
  const { newest, engines, waitsMs, pass } = setUp()
  for (let crash = 1; crash <= 6; crash++) {
    newest().exit(1)
    await settle()
    pass(60_001)
  }
  expect(waitsMs).toEqual([100, 100, 100, 100, 100, 100])
  expect(engines).toHaveLength(7)
})

test('a refusal goes straight to the safe screen, with the engine’s own reason', async () => {
  const { newest, engines, waitsMs, states } = setUp()
  newest().refuse(new AppError('database_newer', 'This database is from a newer version.'))
  await settle()
  expect(newest().isKilled).toBe(true)
  expect(waitsMs).toEqual([])
  expect(engines).toHaveLength(1)
  expect(states.at(-1)).toMatchObject({ kind: 'failed', error: { code: 'database_newer' } })
})

test('an engine that ends before it is ready is a crash, not a refusal', async () => {
  const { newest, engines } = setUp()
  newest().refuse(new AppError('engine_stopped', 'It ended.'))
  await settle()
  expect(engines).toHaveLength(2)
})

test('restart after giving up forgets the crashes and starts anew', async () => {
  const { supervisor, newest, engines, waitsMs, states } = setUp()
  for (let crash = 1; crash <= 4; crash++) {
    newest().exit(1)
    await settle()
  }
  supervisor.restart()
  expect(engines).toHaveLength(5)
  expect(states.at(-1)).toEqual({ kind: 'starting' })
  newest().exit(1)
  await settle()
  expect(waitsMs.at(-1)).toBe(100)
})

test('restart does nothing while an engine runs', async () => {
  const { supervisor, newest, engines } = setUp()
  newest().becomeReady()
  await settle()
  supervisor.restart()
  expect(engines).toHaveLength(1)
})

test('whenReady waits through a crash for the engine that follows', async () => {
  const { supervisor, newest } = setUp()
  const ready = supervisor.whenReady()
  newest().exit(1)
  await settle()
  newest().becomeReady()
  expect(await ready).toBe(newest())
  expect(await supervisor.whenReady()).toBe(newest())
})

test('whenReady rejects with the reason of the safe screen', async () => {
  const { supervisor, newest } = setUp()
  const ready = supervisor.whenReady()
  newest().refuse(new AppError('data_dir_in_use', 'The desktop app (process 1) is using this data folder.'))
  await expect(ready).rejects.toMatchObject({ code: 'data_dir_in_use' })
  await expect(supervisor.whenReady()).rejects.toMatchObject({ code: 'data_dir_in_use' })
})

test('after release an exit is the end: nothing is started again', async () => {
  const { supervisor, newest, engines } = setUp()
  newest().becomeReady()
  await settle()
  expect(supervisor.release()).toBe(newest())
  newest().exit(0)
  await settle()
  expect(engines).toHaveLength(1)
  expect(supervisor.release()).toBeNull()
})

test('a listener that was taken away hears nothing more', async () => {
  const { supervisor, newest } = setUp()
  const heard: string[] = []
  const stop = supervisor.onState((state) => heard.push(state.kind))
  stop()
  newest().becomeReady()
  await settle()
  expect(heard).toEqual(['starting'])
})
