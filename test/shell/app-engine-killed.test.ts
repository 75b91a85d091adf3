import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { LOCAL_SOCKET_FILE, parseLocalSocketAddress } from '@shared/local-socket'
import { expect, onTestFinished, test } from 'vitest'
import { until, untilGone } from '../helpers/process-life'
import {
  type CommandRun,
  enginePids,
  eventsOf,
  runCommand,
  startCommand,
  tempDataDir,
} from '../helpers/small-installation-run'

/** A broken socket is noticed in a few milliseconds; nothing outside the command shows it. */
const NOTICED_MS = 500
/** A command that would start an engine of its own has done so in half of it. */
const LONG_ENOUGH_FOR_A_START_MS = 1_500

async function startApp(dataDir = tempDataDir()) {
  const app = startCommand(['serve', '--data-dir', dataDir])
  onTestFinished(() => void app.child.kill('SIGKILL'))
  await until(() => app.stdout().includes('Try it in a terminal') || app.child.exitCode !== null)
  return { dataDir, app }
}

/** A command that is waiting for an answer of the app's engine. */
async function startWaitingCommand(dataDir: string): Promise<CommandRun> {
  const run = startCommand(['search', 'hang', '--data-dir', dataDir])
  onTestFinished(() => void run.child.kill('SIGKILL'))
  await until(() => eventsOf(dataDir).includes('hang'))
  return run
}

const startsOf = (dataDir: string) => eventsOf(dataDir).filter((event) => event.startsWith('start '))
const hangsOf = (dataDir: string) => eventsOf(dataDir).filter((event) => event === 'hang').length
const killEngine = (dataDir: string) => process.kill(enginePids(dataDir).at(-1)!, 'SIGKILL')

test('a command goes on with the app’s next engine when the app’s engine is killed', async () => {
  const { dataDir } = await startApp()
  const run = await startWaitingCommand(dataDir)
  killEngine(dataDir)
  await until(() => hangsOf(dataDir) === 2)
  // asked again, and of an engine that the app has started
  expect(startsOf(dataDir).map((event) => event.includes('browser shell'))).toEqual([true, true])
  run.child.kill('SIGINT')
  expect(await run.exited).toBe(1)
  expect(await runCommand(['search', 'roses', '--data-dir', dataDir])).toMatchObject({ exitCode: 0 })
  expect(startsOf(dataDir)).toHaveLength(2)
})

test('a command whose request ends the app’s engine is not put to it a third time', async () => {
  const { dataDir } = await startApp()
  const run = await runCommand(['search', 'crash', '--data-dir', dataDir])
  expect(run).toMatchObject({ exitCode: 1, stdout: '' })
  expect(run.stderr).toBe(
    `verdemuse: The engine stopped before it was done. The log is in ${join(dataDir, 'logs')}.\n`,
  )
  // the app is back for the next one
  expect(await runCommand(['search', 'roses', '--data-dir', dataDir])).toMatchObject({ exitCode: 0 })
  expect(startsOf(dataDir).every((event) => event.includes('browser shell'))).toBe(true)
})

test('a command that comes while the app starts its engine again waits for that one', async () => {
  const { dataDir, app } = await startApp()
  // held up, so that the command is there before the next engine
  app.child.kill('SIGSTOP')
  killEngine(dataDir)
  const run = startCommand(['search', 'roses', '--data-dir', dataDir])
  await wait(LONG_ENOUGH_FOR_A_START_MS)
  expect(startsOf(dataDir)).toHaveLength(1)
  app.child.kill('SIGCONT')
  expect(await run.exited).toBe(0)
  expect(run.stderr()).toBe('')
  expect(startsOf(dataDir).map((event) => event.includes('browser shell'))).toEqual([true, true])
})

test('when the app itself is closed, its command ends with a plain sentence and opens nothing', async () => {
  const { dataDir, app } = await startApp()
  const run = await startWaitingCommand(dataDir)
  app.child.kill('SIGTERM')
  expect(await run.exited).toBe(1)
  expect(run.stdout()).toBe('')
  expect(run.stderr()).toBe(
    'verdemuse: The browser shell was closed before this was done. Run the command again.\n',
  )
  expect(startsOf(dataDir)).toHaveLength(1)
})

test('when the app is killed with its engine, its command ends with the same sentence', async () => {
  const { dataDir, app } = await startApp()
  const run = await startWaitingCommand(dataDir)
  app.child.kill('SIGKILL')
  expect(await run.exited).toBe(1)
  expect(run.stderr()).toContain('was closed before this was done')
  expect(startsOf(dataDir)).toHaveLength(1)
})

test('an app that does not get its engine back is waited for twenty seconds, and its folder left to it', async () => {
  const { dataDir, app } = await startApp()
  const run = await startWaitingCommand(dataDir)
  // held up before its engine ends, so that it cannot start another one
  app.child.kill('SIGSTOP')
  killEngine(dataDir)
  expect(await run.exited).toBe(1)
  expect(run.stderr()).toBe(
    'verdemuse: The engine of the browser shell stopped, and was not back after 20 seconds. Look there for the reason, then run the command again.\n',
  )
  expect(startsOf(dataDir)).toHaveLength(1)
  app.child.kill('SIGCONT')
  await until(() => startsOf(dataDir).length === 2)
  expect(startsOf(dataDir)[1]).toContain('browser shell')
}, 60_000)

test('Ctrl+C ends the wait for the app', async () => {
  const { dataDir, app } = await startApp()
  const run = await startWaitingCommand(dataDir)
  app.child.kill('SIGSTOP')
  killEngine(dataDir)
  await wait(NOTICED_MS)
  run.child.kill('SIGINT')
  expect(await run.exited).toBe(1)
  expect(run.stderr()).toBe('Stopped.\n')
})

test('without an app a command starts an engine of its own, also where a killed app left its address', async () => {
  const { dataDir, app } = await startApp()
  const address = join(dataDir, LOCAL_SOCKET_FILE)
  const left = readFileSync(address, 'utf8')
  expect(parseLocalSocketAddress(left)?.host).toEqual({ name: 'browser shell', pid: app.child.pid })
  const [engine] = enginePids(dataDir)
  app.child.kill('SIGKILL')
  await app.exited
  await untilGone(engine!)
  writeFileSync(address, left)
  const run = await runCommand(['search', 'roses', '--data-dir', dataDir])
  expect(run).toMatchObject({ exitCode: 0, stderr: '' })
  expect(startsOf(dataDir).at(-1)).toContain('terminal')
  expect(existsSync(address)).toBe(false)
})

test('a command that shared another command’s engine goes on with one of its own when that is over', async () => {
  const dataDir = tempDataDir()
  const first = startCommand(['search', 'hang', '--data-dir', dataDir])
  await until(() => hangsOf(dataDir) === 1)
  const second = startCommand(['search', 'hang', '--data-dir', dataDir])
  onTestFinished(() => void second.child.kill('SIGKILL'))
  await until(() => hangsOf(dataDir) === 2)
  first.child.kill('SIGINT')
  await first.exited
  await until(() => hangsOf(dataDir) === 3)
  expect(startsOf(dataDir)).toHaveLength(2)
  second.child.kill('SIGINT')
  expect(await second.exited).toBe(1)
})
