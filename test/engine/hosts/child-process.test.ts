import { createClient } from '@shared/rpc/client'
import { expect, onTestFinished, test } from 'vitest'
import { startEngineChild } from '../../../src/shell/engine-child'
import { untilGone } from '../../helpers/process-life'
import { eventsOf, tempDataDir } from '../../helpers/small-installation-run'
import { testInstallation } from '../../helpers/test-installation'

function startEngine(dataDir = tempDataDir()) {
  const child = startEngineChild({
    engineFile: testInstallation().engineFile,
    start: {
      dataDir,
      resourcesDir: '/nowhere',
      appVersion: '1.2.3',
      hostName: 'terminal',
      installSample: false,
    },
  })
  onTestFinished(() => child.kill())
  return { child, dataDir }
}

test('many ports travel over one channel, each with its own answers', async () => {
  const { child } = startEngine()
  await child.ready
  const clients = [1, 2, 3].map(() => createClient(child.openPort('page')))
  const results = await Promise.all(
    clients.map((client, index) => client.call('search.query', { text: `question ${index}` })),
  )
  expect(results.map((result) => result.passages[0]?.text)).toEqual([
    'question 0',
    'question 1',
    'question 2',
  ])
})

test('a page’s port may not use what only a host may, and a host’s port may', async () => {
  const { child } = startEngine()
  await child.ready
  const page = createClient(child.openPort('page'))
  const host = createClient(child.openPort('host'))
  await expect(page.call('search.batch', { texts: ['a'] })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(host.call('search.batch', { texts: ['a'] })).resolves.toMatchObject({ results: [{}] })
})

test('closing one port leaves the others open', async () => {
  const { child } = startEngine()
  await child.ready
  const first = createClient(child.openPort('page'))
  const second = createClient(child.openPort('page'))
  first.close()
  await expect(first.call('search.query', { text: 'a' })).rejects.toMatchObject({ code: 'engine_stopped' })
  await expect(second.call('search.query', { text: 'b' })).resolves.toBeDefined()
})

test('a crash rejects what is pending on every port and is told as an exit code', async () => {
  const { child } = startEngine()
  const exit = new Promise((resolve) => child.onExit(resolve))
  await child.ready
  const client = createClient(child.openPort('page'))
  await expect(client.call('search.query', { text: 'crash' })).rejects.toMatchObject({
    code: 'engine_stopped',
  })
  await client.closed
  expect(await exit).toBe(9)
})

test('an engine that refuses to start says why, even though it ends at once', async () => {
  const { child, dataDir } = startEngine()
  await child.ready
  const second = startEngine(dataDir).child
  await expect(second.ready).rejects.toMatchObject({
    code: 'data_dir_in_use',
    message: `The terminal (process ${child.pid}) is using this data folder.`,
  })
})

test('an engine file that cannot run is an exit, not a hang', async () => {
  const child = startEngineChild({
    engineFile: '/nowhere/engine.js',
    start: {
      dataDir: '/nowhere',
      resourcesDir: '/',
      appVersion: '1',
      hostName: 'terminal',
      installSample: false,
    },
  })
  await expect(child.ready).rejects.toMatchObject({ code: 'engine_stopped' })
})

test('the API key of the environment is not in the engine’s environment', async () => {
  process.env['MISTRAL_API_KEY'] = 'secret-key'
  onTestFinished(() => {
    delete process.env['MISTRAL_API_KEY']
  })
  const { child, dataDir } = startEngine()
  await child.ready
  expect(eventsOf(dataDir)[0]).toContain('key=none')
})

test('a killed engine gives its folder free at once', async () => {
  const { child, dataDir } = startEngine()
  await child.ready
  const pid = child.pid!
  child.kill()
  await untilGone(pid)
  const next = startEngine(dataDir).child
  await expect(next.ready).resolves.toBeUndefined()
})
