import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { AppError } from '../../src/shared/errors'
import type { Client } from '../../src/shared/rpc/client'
import type { EngineSession } from '../../src/shell/engine-session'
import { createLastingSession } from '../../src/shell/lasting-session'
import { until } from '../helpers/process-life'

function sessions(isBorrowed = false) {
  const events: string[] = []
  let count = 0
  const open = async (): Promise<EngineSession> => {
    const name = String(++count)
    events.push(`open ${name}`)
    return {
      client: name as unknown as Client,
      isBorrowed,
      app: null,
      close: async () => void events.push(`close ${name}`),
    }
  }
  return { events, open }
}

const stopped = () => new AppError('engine_stopped', 'gone')

test('requests at once share one engine, which is given back when it stands idle', async () => {
  const { events, open } = sessions()
  const session = createLastingSession({ open, idleMs: 1 })
  const names = await Promise.all([1, 2, 3].map(() => session.run(async (client) => client)))
  expect(names).toEqual(['1', '1', '1'])
  await until(() => events.includes('close 1'))
  expect(await session.run(async (client) => client)).toBe('2')
  await session.close()
  expect(events).toEqual(['open 1', 'close 1', 'open 2', 'close 2'])
})

test('an engine at work is not given back', async () => {
  const { events, open } = sessions()
  const session = createLastingSession({ open, idleMs: 1 })
  await session.run(async () => {
    await session.run(async () => {})
    await wait(20)
    expect(events).toEqual(['open 1'])
  })
  await session.close()
})

test('work whose engine was taken away is done on the next one', async () => {
  const { events, open } = sessions(true)
  const session = createLastingSession({ open, idleMs: 1_000 })
  const result = await session.run(async (client) => {
    if (String(client) !== '4') throw stopped()
    return client
  })
  expect(result).toBe('4')
  await session.close()
  expect(events.filter((event) => event.startsWith('open'))).toHaveLength(4)
})

test('work that ends an engine of one’s own twice is given up', async () => {
  const { events, open } = sessions()
  const session = createLastingSession({ open, idleMs: 1_000 })
  const run = session.run(async () => {
    throw stopped()
  })
  await expect(run).rejects.toMatchObject({ code: 'engine_stopped' })
  expect(events).toEqual(['open 1', 'close 1', 'open 2', 'close 2'])
})

test('a failure of the work keeps the engine; one that cannot be opened is tried anew by the next request', async () => {
  const { events, open } = sessions()
  let isBroken = true
  const session = createLastingSession({
    idleMs: 1_000,
    open: () => (isBroken ? Promise.reject(new AppError('data_dir_unusable', 'no')) : open()),
  })
  await expect(session.run(async () => 1)).rejects.toMatchObject({ code: 'data_dir_unusable' })
  isBroken = false
  const refused = session.run(async () => {
    throw new AppError('not_found', 'no')
  })
  await expect(refused).rejects.toMatchObject({ code: 'not_found' })
  expect(await session.run(async () => 1)).toBe(1)
  await session.close()
  expect(events).toEqual(['open 1', 'close 1'])
})
