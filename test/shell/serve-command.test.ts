import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { ask, exchange, openSession, tokenOf } from '../helpers/page-request'
import { until, untilGone } from '../helpers/process-life'
import {
  enginePids,
  eventsOf,
  runCommand,
  startCommand,
  tempDataDir,
} from '../helpers/small-installation-run'

const LINK = /http:\/\/127\.0\.0\.1:\d+\/open#[\w-]{43}/g

async function startShell(args: readonly string[] = []) {
  const dataDir = tempDataDir()
  const run = startCommand(['serve', '--data-dir', dataDir, ...args])
  onTestFinished(() => void run.child.kill('SIGKILL'))
  const links = () => run.stdout().match(LINK) ?? []
  await until(() => run.stdout().includes('Try it in a terminal') || run.child.exitCode !== null)
  const port = Number(new URL(links()[0]!).port)
  return { dataDir, run, links, port }
}

test('it says why there is no window, gives a link, how to go on, and one line to try', async () => {
  const { run, links, port } = await startShell(['--reason', 'This machine has no display for a window.'])
  expect(run.stdout()).toMatch(/^This machine has no display for a window\. /)
  expect(run.stdout()).toContain('Ctrl+C')
  expect(run.stdout()).toContain('search "yellow leaves"')
  const cookie = await openSession(port, links()[0]!)
  expect((await ask({ port, path: '/', headers: { cookie } })).status).toBe(200)
})

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends page, engine and files of the run, and exits 0',
  async (name) => {
    const { dataDir, run, port } = await startShell()
    const [engine] = enginePids(dataDir)
    run.child.kill(name)
    expect(await run.exited).toBe(0)
    await untilGone(engine!)
    expect(eventsOf(dataDir).at(-1)).toBe('close')
    for (const file of ['browser-shell.json', 'engine-socket.json', 'instance.json'])
      expect(existsSync(join(dataDir, file)), file).toBe(false)
    await expect(ask({ port, path: '/' })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect(run.stderr()).toBe('')
  },
)

test('one Ctrl+C that npm and the terminal both pass on is still a clean end', async () => {
  const { run, dataDir } = await startShell()
  run.child.kill('SIGINT')
  run.child.kill('SIGINT')
  expect(await run.exited).toBe(0)
  expect(eventsOf(dataDir).at(-1)).toBe('close')
})

test('kill -9 of the shell leaves no engine, and the next start is a normal one', async () => {
  const { dataDir, run } = await startShell()
  const [engine] = enginePids(dataDir)
  run.child.kill('SIGKILL')
  await untilGone(engine!)
  const next = await runCommand(['search', 'roses', '--data-dir', dataDir])
  expect(next).toMatchObject({ exitCode: 0, stderr: '' })
})

test('Enter gives a new link that works; each works once', async () => {
  const { run, links, port } = await startShell()
  run.child.stdin?.write('\n')
  await until(() => links().length === 2)
  const [first, second] = links().map(tokenOf)
  expect(first).not.toBe(second)
  expect((await exchange(port, second!)).status).toBe(204)
  expect((await exchange(port, second!)).status).toBe(401)
  expect((await exchange(port, first!)).status).toBe(204)
})

test('a second start gives a new link to the first and ends; no second engine starts', async () => {
  const { dataDir, port } = await startShell()
  const second = await runCommand(['serve', '--data-dir', dataDir])
  expect(second.exitCode).toBe(0)
  const [link] = second.stdout.match(LINK) ?? []
  expect(Number(new URL(link!).port)).toBe(port)
  expect((await exchange(port, tokenOf(link!))).status).toBe(204)
  expect(enginePids(dataDir)).toHaveLength(1)
})

test('the shell installs the sample on a new folder, a terminal command does not', async () => {
  const { dataDir } = await startShell()
  expect(eventsOf(dataDir)[0]).toContain('browser shell sample=true')
  const other = tempDataDir()
  await runCommand(['search', 'roses', '--data-dir', other])
  expect(eventsOf(other)[0]).toContain('terminal sample=false')
})

test('terminal commands use the engine of the running shell', async () => {
  const { dataDir } = await startShell()
  const search = await runCommand(['search', 'roses', '--json', '--data-dir', dataDir])
  expect(JSON.parse(search.stdout).results[0].text).toBe('roses')
  expect(enginePids(dataDir)).toHaveLength(1)
})

test('an engine that refuses ends the start with its sentence and exit 1', async () => {
  const { dataDir } = await startShell()
  const engine = enginePids(dataDir)[0]
  const { rmSync } = await import('node:fs')
  rmSync(join(dataDir, 'browser-shell.json'))
  const second = await runCommand(['serve', '--data-dir', dataDir])
  expect(second).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: `verdemuse: The browser shell (process ${engine}) is using this data folder.\n`,
  })
})

test('a port that is taken is said, and no engine stays', async () => {
  const { port } = await startShell()
  const dataDir = tempDataDir()
  const second = await runCommand(['serve', '--port', String(port), '--data-dir', dataDir])
  expect(second.exitCode).toBe(1)
  expect(second.stderr).toContain(`Port ${port} is in use`)
  for (const pid of enginePids(dataDir)) await untilGone(pid)
})

test('with --json there is one line with the link', async () => {
  const dataDir = tempDataDir()
  const run = startCommand(['serve', '--json', '--data-dir', dataDir])
  onTestFinished(() => void run.child.kill('SIGKILL'))
  await until(() => run.stdout().includes('\n'))
  expect(JSON.parse(run.stdout())).toEqual({ link: expect.stringMatching(LINK), isNew: true })
  run.child.kill('SIGINT')
  expect(await run.exited).toBe(0)
})
