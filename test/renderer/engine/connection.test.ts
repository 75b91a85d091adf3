import type { Bridge, EngineState } from '@shared/bridge'
import type { Handlers } from '@shared/contract'
import { AppError } from '@shared/errors'
import { SILENT_LOG } from '@shared/log'
import type { Port } from '@shared/rpc/port'
import { serve } from '@shared/rpc/server'
import { expect, test, vi } from 'vitest'
import { createConnection } from '../../../src/renderer/engine/connection'
import { portPair } from '../../helpers/port-pair'

/** An engine that can be killed, and a bridge whose connecting can be made to fail. */
function createFakeShell(handlers: Partial<Handlers>) {
  const listeners = new Set<(state: EngineState) => void>()
  const fake = {
    refusal: null as AppError | null,
    ports: [] as Port[],
    tell(state: EngineState) {
      for (const listener of listeners) listener(state)
    },
    kill: () => fake.ports.at(-1)?.close(),
    bridge: {
      async connect() {
        if (fake.refusal) throw fake.refusal
        const [page, engine] = portPair()
        serve(engine, { handlers: handlers as Handlers, access: 'page', log: SILENT_LOG })
        fake.ports.push(engine)
        return page
      },
      onEngineState(listener) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    } satisfies Pick<Bridge, 'connect' | 'onEngineState'>,
  }
  return fake
}

const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 1))

test('a call made before there is a line waits for it', async () => {
  const shell = createFakeShell({ 'cache.clear': () => ({ removed: 3 }) })
  const connection = createConnection({ bridge: shell.bridge, wait: soon })
  await expect(connection.call('cache.clear', {})).resolves.toEqual({ removed: 3 })
  expect(connection.state()).toEqual({ kind: 'connected', epoch: 1 })
  connection.close()
})

test('a pending call is rejected when the engine dies, and the next one goes over a new line', async () => {
  let calls = 0
  const shell = createFakeShell({
    'cache.clear': () => (calls++ === 0 ? new Promise(() => {}) : { removed: 1 }),
  })
  const connection = createConnection({ bridge: shell.bridge, wait: soon })
  const first = connection.call('cache.clear', {})
  await vi.waitFor(() => expect(calls).toBe(1))
  shell.kill()
  await expect(first).rejects.toMatchObject({ code: 'engine_stopped' })
  await expect(connection.call('cache.clear', {})).resolves.toEqual({ removed: 1 })
  expect(connection.state()).toEqual({ kind: 'connected', epoch: 2 })
  connection.close()
})

test('between two lines the page knows that the engine is starting again', async () => {
  const shell = createFakeShell({})
  const connection = createConnection({ bridge: shell.bridge, wait: soon })
  await vi.waitFor(() => expect(connection.state().kind).toBe('connected'))
  const seen: string[] = []
  connection.subscribe(() => seen.push(connection.state().kind))
  shell.kill()
  await vi.waitFor(() => expect(seen).toEqual(['restarting', 'connected']))
  connection.close()
})

test('a stream is followed over the death of the engine', async () => {
  let subscriptions = 0
  const shell = createFakeShell({
    async *'ask.watch'(_input, signal) {
      subscriptions += 1
      yield { kind: 'delta', text: `life ${subscriptions}` } as const
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
    },
  })
  const connection = createConnection({ bridge: shell.bridge, wait: soon })
  const texts: string[] = []
  const controller = new AbortController()
  connection.watch(
    'ask.watch',
    { answerId: 1 },
    {
      onEvent: (event) => event.kind === 'delta' && texts.push(event.text),
      onError: (error) => texts.push(error.code),
      signal: controller.signal,
    },
  )
  await vi.waitFor(() => expect(texts).toEqual(['life 1']))
  shell.kill()
  await vi.waitFor(() => expect(texts).toEqual(['life 1', 'life 2']))
  controller.abort()
  connection.close()
})

test('a stream that the engine refuses is not asked for again', async () => {
  let subscriptions = 0
  const shell = createFakeShell({
    // biome-ignore lint/correctness/useYield: it fails before its first event
    async *'ask.watch'() {
      subscriptions += 1
      throw new AppError('not_found', 'No such answer.')
    },
  })
  const connection = createConnection({ bridge: shell.bridge, wait: soon })
  const onError = vi.fn()
  connection.watch(
    'ask.watch',
    { answerId: 1 },
    { onEvent: () => {}, onError, signal: new AbortController().signal },
  )
  await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce())
  await soon()
  expect(subscriptions).toBe(1)
  connection.close()
})

test('an engine that has given up rejects calls with its own reason', async () => {
  const shell = createFakeShell({})
  shell.refusal = new AppError('engine_stopped', 'Not yet.')
  const connection = createConnection({ bridge: shell.bridge, wait: soon })
  const error = { code: 'database_newer', message: 'Update VerdeMuse.', retry: false } as const
  shell.tell({ kind: 'failed', error, logFolder: '/logs' })
  await expect(connection.call('cache.clear', {})).rejects.toMatchObject({ code: 'database_newer' })
  expect(connection.state()).toEqual({ kind: 'failed', error, logFolder: '/logs' })
  connection.close()
})

test('after the safe screen a restart brings the page back by itself', async () => {
  const shell = createFakeShell({ 'cache.clear': () => ({ removed: 0 }) })
  shell.refusal = new AppError('engine_stopped', 'Not yet.')
  const connection = createConnection({ bridge: shell.bridge, wait: soon })
  shell.tell({
    kind: 'failed',
    error: { code: 'internal', message: 'It crashed.', retry: false },
    logFolder: '/logs',
  })
  expect(connection.state().kind).toBe('failed')
  shell.refusal = null
  shell.tell({ kind: 'running' })
  await vi.waitFor(() => expect(connection.state().kind).toBe('connected'))
  connection.close()
})

test.each([
  ['forbidden', 'signed-out'],
  ['not_found', 'shell-gone'],
] as const)('a bridge that says %s means %s', async (code, why) => {
  const shell = createFakeShell({})
  shell.refusal = new AppError(code, 'No.')
  const connection = createConnection({ bridge: shell.bridge, wait: soon })
  await vi.waitFor(() => expect(connection.state()).toEqual({ kind: 'lost', why }))
  connection.close()
})

test('a signed-out page comes back when a new link was opened beside it', async () => {
  const shell = createFakeShell({})
  shell.refusal = new AppError('forbidden', 'No.')
  const connection = createConnection({ bridge: shell.bridge, wait: soon })
  await vi.waitFor(() => expect(connection.state().kind).toBe('lost'))
  shell.refusal = null
  await vi.waitFor(() => expect(connection.state().kind).toBe('connected'))
  connection.close()
})

test('an aborted call is cancelled, not failed', async () => {
  const shell = createFakeShell({ 'cache.clear': () => new Promise(() => {}) })
  const connection = createConnection({ bridge: shell.bridge, wait: soon })
  const controller = new AbortController()
  const call = connection.call('cache.clear', {}, controller.signal)
  controller.abort()
  await expect(call).rejects.toMatchObject({ code: 'cancelled' })
  connection.close()
})
