import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { eventsOf, runCommand, tempDataDir } from '../helpers/small-installation-run'

test('install says what came of it, and hands over a whole path and the wishes', async () => {
  const dataDir = tempDataDir()
  const run = await runCommand([
    '--data-dir',
    dataDir,
    'pack',
    'install',
    'kb.vmpack',
    '--collection',
    'Help',
    '--force',
  ])
  expect(run.exitCode).toBe(0)
  expect(run.stdout).toBe(
    '“Support” number 3 is installed: 2 added, 0 changed, 0 removed (1.0 kB of 2.0 kB read, 1.5 s). Said.\n',
  )
  const input = { place: resolve('kb.vmpack'), collection: 'Help', isWatched: null, isForced: true }
  const said = eventsOf(dataDir).find((event) => event.startsWith('install '))
  expect(JSON.parse(said?.slice('install '.length) ?? '{}')).toEqual(input)
})

test('an address is handed over as it is, and --once and --watch say whether it is followed', async () => {
  const dataDir = tempDataDir()
  const address = 'https://kb.example.com/kb.vmpack'
  await runCommand(['--data-dir', dataDir, 'pack', 'install', address, '--once'])
  await runCommand(['--data-dir', dataDir, 'pack', 'install', address, '--watch'])
  const said = eventsOf(dataDir).filter((event) => event.startsWith('install '))
  expect(said.map((event) => JSON.parse(event.slice('install '.length)))).toMatchObject([
    { place: address, isWatched: false },
    { place: address, isWatched: true },
  ])
})

test('a refused pack is named on stderr and ends with 1, for programs as well', async () => {
  const plain = await runCommand(['--data-dir', tempDataDir(), 'pack', 'install', '/x/bad.vmpack'])
  expect(plain).toMatchObject({ exitCode: 1, stdout: '' })
  expect(plain.stderr).toContain('Refused  bad.vmpack: The pack was altered.')
  const json = await runCommand(['--data-dir', tempDataDir(), '--json', 'pack', 'install', '/x/bad.vmpack'])
  expect(json.exitCode).toBe(1)
  expect(JSON.parse(json.stdout)).toMatchObject({ outcomes: [{ kind: 'refused', code: 'altered' }] })
})

test.each([
  { what: 'no output file', args: ['pack', 'build', 'kb'] },
  { what: 'no key', args: ['pack', 'sign', 'kb.vmpack'] },
  { what: 'two wishes that exclude each other', args: ['pack', 'install', 'kb.vmpack', '--once', '--watch'] },
  { what: 'an empty folder name', args: ['pack', 'build', '', '-o', 'kb.vmpack'] },
  { what: 'an empty place', args: ['pack', 'install', ''] },
  { what: 'a number that is none', args: ['pack', 'build', 'kb', '-o', 'kb.vmpack', '--number', '0'] },
])('$what is wrong usage', async ({ args }) => {
  expect(await runCommand(['--data-dir', tempDataDir(), ...args])).toMatchObject({ exitCode: 2, stdout: '' })
})

test('keys and checks leave the user’s data alone: they run on an empty folder of their own', async () => {
  const dataDir = tempDataDir()
  const key = await runCommand(['--data-dir', dataDir, 'pack', 'keygen', 'my.key'])
  expect(key).toMatchObject({ exitCode: 0, stdout: 'ed25519:public\n' })
  expect(key.stderr).toContain(resolve('my.key'))
  const good = await runCommand([
    '--data-dir',
    dataDir,
    'pack',
    'verify',
    'kb.vmpack',
    '--key',
    'ed25519:public',
  ])
  expect(good).toMatchObject({ exitCode: 0 })
  expect(good.stdout).toContain('signed by ed25519:public')
  const bad = await runCommand(['--data-dir', dataDir, '--json', 'pack', 'verify', 'bad.vmpack'])
  expect(bad.exitCode).toBe(1)
  expect(JSON.parse(bad.stdout)).toMatchObject({ kind: 'refused', code: 'altered' })
  expect(eventsOf(dataDir)).toEqual([])
})

test('a folder that is none is said before anything starts', async () => {
  const run = await runCommand(['pack', 'build', '/no/such/folder', '-o', '/tmp/kb.vmpack'])
  expect(run).toMatchObject({ exitCode: 1, stderr: 'verdemuse: /no/such/folder is not a folder.\n' })
})

test('removing what is not there is said', async () => {
  const run = await runCommand(['--data-dir', tempDataDir(), 'pack', 'remove', 'none'])
  expect(run).toMatchObject({ exitCode: 1, stderr: 'verdemuse: There is no pack none.\n' })
})

test('without packs the list says so', async () => {
  const run = await runCommand(['--data-dir', tempDataDir(), 'pack', 'list'])
  expect(run).toMatchObject({ exitCode: 0, stdout: 'There are no packs.\n' })
})
