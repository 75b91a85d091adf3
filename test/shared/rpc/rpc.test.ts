import { setTimeout as wait } from 'node:timers/promises'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Access, Handlers } from '../../../src/shared/contract'
import { AppError } from '../../../src/shared/errors'
import { type Logger, SILENT_LOG } from '../../../src/shared/log'
import { createClient } from '../../../src/shared/rpc/client'
import type { Port } from '../../../src/shared/rpc/port'
import { serve } from '../../../src/shared/rpc/server'
import { DEFAULT_SETTINGS } from '../../../src/shared/settings'
import { portPair } from '../../helpers/port-pair'

let seen: AbortSignal | null

beforeEach(() => {
  seen = null
})

/** Only what a test touches; anything else would be a mistake of the test. */
function connect(handlers: Partial<Handlers>, access: Access = 'page', log: Logger = SILENT_LOG) {
  const [near, far] = portPair()
  serve(far, { handlers: handlers as Handlers, access, log })
  return { client: createClient(near), near: near as Port }
}

/** Settings, again and again, until it is stopped. */
async function* endless(_: unknown, signal: AbortSignal) {
  seen = signal
  for (;;) {
    yield DEFAULT_SETTINGS
    await wait(1)
  }
}

test('a call gives what the handler gave, with defaults filled in before it', async () => {
  const list = vi.fn(() => ({ documents: [], total: 0 }))
  const { client } = connect({ 'documents.list': list })
  await expect(client.call('documents.list', {})).resolves.toEqual({ documents: [], total: 0 })
  expect(list).toHaveBeenCalledWith(
    { filter: '', sort: 'added', offset: 0, limit: 100 },
    expect.any(AbortSignal),
  )
})

test('lone surrogates in typed text are repaired at the border', async () => {
  const search = vi.fn(async () => ({
    passages: [],
    mode: 'keyword' as const,
    degraded: null,
    tookMs: 0,
    correction: null,
    reading: null,
    isNearest: false,
  }))
  const { client } = connect({ 'search.query': search })
  await client.call('search.query', { text: 'a\ud800b' })
  expect(search).toHaveBeenCalledWith(expect.objectContaining({ text: 'a\ufffdb' }), expect.anything())
})

test('input that does not fit is refused before the handler sees it', async () => {
  const get = vi.fn()
  const { client } = connect({ 'documents.get': get })
  await expect(client.call('documents.get', { documentId: -1 })).rejects.toMatchObject({
    code: 'bad_request',
  })
  expect(get).not.toHaveBeenCalled()
})

test('a page is refused what only a host may do; a host is not', async () => {
  const paths = vi.fn(() => ({ jobId: 1 }))
  const page = connect({ 'import.paths': paths }, 'page')
  await expect(page.client.call('import.paths', { paths: ['/etc'] })).rejects.toMatchObject({
    code: 'forbidden',
  })
  expect(paths).not.toHaveBeenCalled()
  const host = connect({ 'import.paths': paths }, 'host')
  await expect(host.client.call('import.paths', { paths: ['/etc'] })).resolves.toEqual({ jobId: 1 })
})

test.each(['constructor', '__proto__', 'nothing.here'])('there is no method %s', async (method) => {
  const { client } = connect({})
  await expect(client.call(method as 'status.get', {})).rejects.toMatchObject({ code: 'bad_request' })
})

test('an AppError arrives with its code, its sentence and whether to try again', async () => {
  const { client } = connect({
    'status.get': () => {
      throw new AppError('busy', 'One moment.', { retry: true })
    },
  })
  await expect(client.call('status.get', {})).rejects.toMatchObject({
    code: 'busy',
    message: 'One moment.',
    retry: true,
  })
})

test('any other error stays in the log, and only its place crosses the border', async () => {
  const error = vi.fn()
  const { client } = connect(
    {
      'status.get': () => {
        throw new Error('the secret question of a customer')
      },
    },
    'page',
    { ...SILENT_LOG, error },
  )
  const failure = await client.call('status.get', {}).catch((thrown) => thrown)
  expect(failure.code).toBe('internal')
  expect(failure.message).not.toContain('secret')
  expect(error).toHaveBeenCalledOnce()
})

test('a stopped call rejects at once and its handler is told', async () => {
  const { client } = connect({
    'status.get': (_, signal) => {
      seen = signal
      return new Promise(() => {})
    },
  })
  const controller = new AbortController()
  const pending = client.call('status.get', {}, controller.signal)
  await wait(5)
  controller.abort()
  await expect(pending).rejects.toMatchObject({ code: 'cancelled' })
  await vi.waitFor(() => expect(seen?.aborted).toBe(true))
})

test('a call with a signal that has aborted is never sent', async () => {
  const get = vi.fn()
  const { client } = connect({ 'status.get': get })
  await expect(client.call('status.get', {}, AbortSignal.abort())).rejects.toMatchObject({
    code: 'cancelled',
  })
  await wait(5)
  expect(get).not.toHaveBeenCalled()
})

test('a stream gives its events in order and then ends', async () => {
  const { client } = connect({
    'settings.watch': async function* () {
      yield { ...DEFAULT_SETTINGS, creativity: 1 }
      yield { ...DEFAULT_SETTINGS, creativity: 2 }
    },
  })
  const got: number[] = []
  for await (const event of client.stream('settings.watch', {})) got.push(event.creativity)
  expect(got).toEqual([1, 2])
})

test('leaving a stream tells the handler to stop', async () => {
  const { client } = connect({ 'settings.watch': endless })
  for await (const _ of client.stream('settings.watch', {})) break
  await vi.waitFor(() => expect(seen?.aborted).toBe(true))
})

test('aborting a stream in its middle ends it with cancelled', async () => {
  const { client } = connect({ 'settings.watch': endless })
  const controller = new AbortController()
  const reading = (async () => {
    for await (const _ of client.stream('settings.watch', {}, controller.signal)) controller.abort()
  })()
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
  await vi.waitFor(() => expect(seen?.aborted).toBe(true))
})

test('a stream that fails in its middle gives what came, then the error', async () => {
  const { client } = connect({
    'settings.watch': async function* () {
      yield DEFAULT_SETTINGS
      throw new AppError('storage_full', 'The disk is full.')
    },
  })
  let count = 0
  const reading = (async () => {
    for await (const _ of client.stream('settings.watch', {})) count += 1
  })()
  await expect(reading).rejects.toMatchObject({ code: 'storage_full' })
  expect(count).toBe(1)
})

test('when the line breaks, everything pending rejects with engine_stopped, and so does every later call', async () => {
  const { client, near } = connect({ 'status.get': () => new Promise(() => {}), 'settings.watch': endless })
  const call = client.call('status.get', {})
  const reading = (async () => {
    for await (const _ of client.stream('settings.watch', {})) if (!seen?.aborted) near.close()
  })()
  await expect(call).rejects.toMatchObject({ code: 'engine_stopped', retry: true })
  await expect(reading).rejects.toMatchObject({ code: 'engine_stopped' })
  await expect(client.call('status.get', {})).rejects.toMatchObject({ code: 'engine_stopped' })
  await client.closed
  expect(seen?.aborted).toBe(true)
})

test('an envelope that is none is left unanswered and breaks nothing', async () => {
  const { client, near } = connect({ 'settings.get': () => DEFAULT_SETTINGS })
  for (const bad of [null, 7, 'x', {}, { type: 'call' }, { type: 'evil', id: 1 }, { type: 'call', id: 'a' }])
    near.post(bad)
  await expect(client.call('settings.get', {})).resolves.toEqual(DEFAULT_SETTINGS)
})
