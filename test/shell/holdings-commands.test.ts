import { expect, test } from 'vitest'
import { enginePids, eventsOf, runCommand, tempDataDir } from '../helpers/small-installation-run'

async function run(...args: readonly string[]) {
  const dataDir = tempDataDir()
  const result = await runCommand([...args, '--data-dir', dataDir])
  return { ...result, dataDir, events: eventsOf(dataDir) }
}
const oneSpaced = (text: string) => text.replace(/[^\S\n]+/gu, ' ')

test('sources are listed with their collections and states; what is wrong with one is said on stderr', async () => {
  const { exitCode, stdout, stderr } = await run('sources')
  expect(exitCode).toBe(0)
  expect(oneSpaced(stdout).trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^ ?ID SOURCE KIND COLLECTION DOCUMENTS STATE$/u),
    expect.stringMatching(/^ ?5 help-centre folder Garden 12 watched$/u),
    expect.stringMatching(/^ ?6 help\.example\.com web Knowledge base 1 unreachable$/u),
  ])
  expect(stderr).toBe('help.example.com: The site does not answer.\n')
})

test('sources and collections for programs are one JSON value each', async () => {
  const sources = await run('sources', '--json')
  expect(JSON.parse(sources.stdout)).toMatchObject([
    { id: 5, kind: 'folder' },
    { id: 6, state: 'unreachable' },
  ])
  const collections = await run('collections', '--json')
  expect(JSON.parse(collections.stdout)).toMatchObject([{ id: 1 }, { id: 3, name: 'Garden' }])
})

test('a source is removed by its id; one that is not there and one of the administrator are refused in words', async () => {
  const removed = await run('sources', 'remove', '5')
  expect(removed).toMatchObject({ exitCode: 0, stderr: '' })
  expect(removed.stdout).toBe('Source removed with 1 document; its files stay where they are.\n')
  expect(removed.events).toContain('remove source 5')
  expect(JSON.parse((await run('sources', 'remove', '6', '--json')).stdout)).toEqual({ removed: 1 })

  expect(await run('sources', 'remove', '99')).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: 'verdemuse: This source is no longer there.\n',
  })
  const managed = await run('sources', 'remove', '8')
  expect(managed).toMatchObject({ exitCode: 1, stdout: '' })
  expect(managed.stderr).toContain('Your administrator has set the pack “Help”')
})

test('a look at a source ends when it is over, with what is there and exit 1 where it did not succeed', async () => {
  const folder = await run('sources', 'rescan', '5')
  expect(folder).toMatchObject({ exitCode: 0, stdout: 'help-centre: 12 documents.\n', stderr: '' })
  expect(folder.events).toContain('rescan 5')
  const site = await run('sources', 'rescan', '6')
  expect(site).toMatchObject({ exitCode: 1, stderr: 'The site does not answer.\n' })
  expect(await run('sources', 'rescan', '99')).toMatchObject({ exitCode: 1, stdout: '' })
})

test('what is no id of a source is wrong usage, known before an engine is started for it', async () => {
  const ids = ['0', '-1', '1.5', 'x', '9007199254740993', '']
  const runs = ids.flatMap((id) => ['remove', 'rescan'].map((verb) => run('sources', verb, '--', id)))
  for (const { exitCode, stdout, dataDir } of await Promise.all(runs)) {
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(enginePids(dataDir)).toEqual([])
  }
})

test('collections are listed, and made under a name that is free', async () => {
  const listed = await run('collections')
  expect(oneSpaced(listed.stdout).trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^ ?ID COLLECTION SOURCES DOCUMENTS$/u),
    expect.stringMatching(/^ ?1 Knowledge base 1 1$/u),
    expect.stringMatching(/^ ?3 Garden 2 12$/u),
  ])
  const made = await run('collections', 'create', 'Orders')
  expect(made).toMatchObject({
    exitCode: 0,
    stdout: 'Collection “Orders” made, with the id 4.\n',
    stderr: '',
  })
  expect(made.events).toContain('create Orders')
  expect(await run('collections', 'create', 'Garden')).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: 'verdemuse: There is a collection called “Garden” already.\n',
  })
})

test('a collection is renamed and removed by its name in any case, or by its id', async () => {
  const renamed = await run('collections', 'rename', ' gARDEN ', 'Plants')
  expect(renamed).toMatchObject({ exitCode: 0, stdout: 'It is called “Plants” now.\n' })
  expect(renamed.events).toContain('rename 3 Plants')
  const removed = await run('collections', 'remove', '3')
  expect(removed).toMatchObject({
    exitCode: 0,
    stdout: 'Collection removed with 12 documents; files stay where they are.\n',
  })
  expect(removed.events).toContain('remove collection 3')
  expect(JSON.parse((await run('collections', 'remove', 'garden', '--json')).stdout)).toEqual({ removed: 12 })
})

test('a collection that is not there is said with those that are, and the first one stays', async () => {
  for (const args of [
    ['rename', 'Attic', 'x'],
    ['remove', 'Attic'],
  ]) {
    const { exitCode, stdout, stderr, events } = await run('collections', ...args)
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toBe('verdemuse: There is no collection “Attic”. There is “Knowledge base”, “Garden”.\n')
    expect(events.filter((event) => /^re(?:name|move)/u.test(event))).toEqual([])
  }
  expect((await run('collections', 'remove', 'Knowledge base')).stderr).toContain('always stays')
})
