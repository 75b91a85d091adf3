import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CommandContext } from '../../src/shell/command-context'
import { runDoctor } from '../../src/shell/commands/doctor'
import { createOutput } from '../../src/shell/output'
import { importAndWait, startTempEngine, type TempEngine } from '../helpers/temp-engine'

let temp: TempEngine

beforeAll(async () => {
  temp = await startTempEngine()
  const file = join(temp.dataDir, 'fern.md')
  writeFileSync(file, '# Fern\n\nWater the fern twice.')
  await importAndWait(temp.host, [file])
})
afterAll(() => temp.stop())

async function doctor(repairs: boolean) {
  let noted = ''
  const stream = (add: (text: string) => void) =>
    ({ isTTY: false, write: (text: string) => add(text) }) as unknown as NodeJS.WriteStream
  const output = createOutput({
    isJson: false,
    stdout: stream(() => {}),
    stderr: stream((text) => {
      noted += text
    }),
    environment: {},
  })
  const context = {
    output,
    signal: new AbortController().signal,
    withEngine: (work: (client: TempEngine['host']) => unknown) => work(temp.host),
  } as unknown as CommandContext
  return { exitCode: await runDoctor(context, { repairs }), noted }
}

test('an index that is out of step is told with the way to repair it, which makes it right', async () => {
  expect(await doctor(false)).toEqual({ exitCode: 0, noted: '' })
  const db = new Database(join(temp.dataDir, 'verdemuse.db'))
  db.exec("UPDATE chunks SET text = replace(text, 'twice', 'thrice')")
  db.close()
  const damaged = await doctor(false)
  expect(damaged.exitCode).toBe(1)
  expect(damaged.noted).toMatch(/^keyword index: /)
  expect(damaged.noted).toContain('verdemuse doctor --repair')

  const repaired = await doctor(true)
  expect(repaired).toEqual({
    exitCode: 0,
    noted: expect.stringMatching(/^Both indexes were made anew in [\d.]+ s\.\n$/),
  })
  const { passages } = await temp.host.call('search.query', { text: 'thrice', limit: 5, mode: 'keyword' })
  expect(passages).toHaveLength(1)
})
