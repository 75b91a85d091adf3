import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { CommandContext } from '../../src/shell/command-context'
import { runMacrosExport, runMacrosImport } from '../../src/shell/commands/macros'
import { createOutput } from '../../src/shell/output'
import { startTempEngine, type TempEngine } from '../helpers/temp-engine'

let temp: TempEngine
let said = ''
let noted = ''

beforeAll(async () => {
  temp = await startTempEngine()
})
afterAll(() => temp.stop())
beforeEach(() => {
  said = ''
  noted = ''
})

/** As the terminal gives it, with what is written kept. */
function context(isJson = false): CommandContext {
  const stream = (add: (text: string) => void) =>
    ({ isTTY: false, write: (text: string) => add(text) }) as unknown as NodeJS.WriteStream
  const output = createOutput({
    isJson,
    stdout: stream((text) => {
      said += text
    }),
    stderr: stream((text) => {
      noted += text
    }),
    environment: {},
  })
  const signal = new AbortController().signal
  return {
    output,
    signal,
    withEngine: (work: (client: TempEngine['host']) => unknown) => work(temp.host),
  } as unknown as CommandContext
}

function file(name: string, content: string | Buffer): string {
  const path = join(temp.dataDir, name)
  writeFileSync(path, content)
  return path
}

const asked = { duplicates: 'skip', folder: '', isTrial: false } as const

test('a table of another code page comes in, the bad row is named, and the command ends with 1', async () => {
  const csv = file(
    'macros.csv',
    Buffer.from('name,shortcut,body\nGrüße,gr,Schöne Grüße\n,x,no name\n', 'latin1'),
  )
  expect(await runMacrosImport(context(), { ...asked, file: csv, isTrial: true })).toBe(1)
  expect(said).toBe('Would be: 1 added, 1 refused.\n')
  expect(await runMacrosImport(context(), { ...asked, file: csv })).toBe(1)
  expect(noted).toContain('Refused  row 2: Give the macro a name.')
  const { macros } = await temp.host.call('macros.list', {})
  expect(macros).toMatchObject([{ name: 'Grüße', shortcut: 'gr', snippet: 'Schöne Grüße' }])
})

test('what is exported comes in again; what is there already is left out', async () => {
  const out = join(temp.dataDir, 'out.json')
  expect(await runMacrosExport(context(), { file: out, as: 'json', folder: '' })).toBe(0)
  expect(noted).toContain(`1 macro written to ${out}.`)
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ format: 'verdemuse-macros', version: 1 })
  await runMacrosExport(context(true), { file: out, as: 'json', folder: '' })
  expect(JSON.parse(said)).toEqual({ file: out, count: 1 })
  said = ''
  expect(await runMacrosImport(context(true), { ...asked, file: out })).toBe(0)
  expect(JSON.parse(said)).toMatchObject({ added: 0, skipped: 1 })
  await runMacrosExport(context(), { file: undefined, as: 'csv', folder: 'Nowhere' })
  expect(said).toContain('name,shortcut,folder,body\r\n')
})

test('a file that is not there is refused in a sentence', async () => {
  await expect(runMacrosImport(context(), { ...asked, file: '/nowhere/x.csv' })).rejects.toThrow(
    'There is no such file',
  )
})
