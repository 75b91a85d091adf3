import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CommanderError } from 'commander'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { CommandContext, ExitCode } from '../../src/shell/command-context'
import { createCommandLine } from '../../src/shell/command-line'
import { createOutput } from '../../src/shell/output'
import { startTempEngine, type TempEngine } from '../helpers/temp-engine'

const QUESTION = "I'm Ana Ruiz. Do you repair submarine periscopes for Ärzte?"
let temp: TempEngine
let said = ''
let noted = ''

beforeAll(async () => {
  temp = await startTempEngine()
  await temp.page.call('ask.start', { question: QUESTION })
  await vi.waitFor(async () => expect((await temp.page.call('gaps.list', {})).total).toBe(1), 10_000)
})
afterAll(() => temp.stop())
beforeEach(() => {
  said = ''
  noted = ''
})

/** The whole grammar of the terminal command, on the engine of this test. */
async function terminal(...args: string[]): Promise<ExitCode | undefined> {
  let exitCode: ExitCode | undefined
  const program = createCommandLine('0.0.0', async (options, run) => {
    exitCode = await run(context(options.json ?? false))
  })
  for (const command of [program, ...program.commands])
    command.exitOverride().configureOutput({ writeErr: (text) => (noted += text) })
  await program.parseAsync(['node', 'verdemuse', ...args])
  return exitCode
}

/** As the terminal gives it, with what is written kept. */
function context(isJson: boolean): CommandContext {
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
  return {
    output,
    signal: new AbortController().signal,
    withEngine: (work: (client: TempEngine['host']) => unknown) => work(temp.host),
  } as unknown as CommandContext
}

test('gaps are listed with how often they were asked, and searched without regard to accents', async () => {
  expect(await terminal('gaps')).toBe(0)
  expect(said).toMatch(/^ASKED +QUESTION +LAST +STATE\n +1 +I'm Ana Ruiz\. Do you repair .+ open\n$/)
  said = ''
  await terminal('gaps', '--search', 'ARZTE', '--json')
  expect(JSON.parse(said)).toMatchObject([{ question: QUESTION, questionCount: 1 }])
  said = ''
  await terminal('gaps', '--state', 'closed')
  expect(said).toBe('There are no closed gaps.\n')
})

test('gaps as a file have placeholders for personal details, unless a person wants them', async () => {
  await terminal('gaps', '--as', 'md')
  expect(said).toContain('submarine periscopes')
  expect(said).not.toContain('Ana Ruiz')
  said = ''
  const file = join(temp.dataDir, 'gaps.csv')
  await terminal('gaps', '--as', 'csv', '--unmasked', '-o', file)
  expect(said).toBe('')
  expect(noted).toBe(`Written to ${file}.\n`)
  expect(readFileSync(file, 'utf8')).toContain('Ana Ruiz')
  await expect(terminal('gaps', '--as', 'md', '-o', join(temp.dataDir, 'no', 'gaps.md'))).rejects.toThrow(
    'cannot be written',
  )
})

test('insights are a summary, a table of days or all figures', async () => {
  expect(await terminal('insights', '--days', '7')).toBe(0)
  expect(said).toMatch(/^LAST 7 DAYS/)
  expect(said).toMatch(/Questions +1 +0 for replies\n/)
  expect(said).toMatch(/Nothing found +1\n/)
  said = ''
  await terminal('insights', '--days', '7', '--as', 'csv')
  expect(said.trim().split('\r\n')).toHaveLength(8)
  said = ''
  await terminal('insights', '--as', 'json')
  expect(JSON.parse(said).days).toHaveLength(30)
})

test('what makes no sense is wrong usage', async () => {
  for (const args of [
    ['gaps', '--unmasked'],
    ['insights', '-o', 'x.csv'],
    ['insights', '--days', '0'],
    ['insights', '--days', '367'],
  ])
    await expect(terminal(...args)).rejects.toThrow(CommanderError)
  expect(said).toBe('')
})

test('a conversation is written with placeholders when that is asked for', async () => {
  const { conversations } = await temp.page.call('conversations.list', {})
  const id = String(conversations[0]?.id)
  await terminal('conversations', 'export', id, '--masked')
  expect(said).toContain('submarine periscopes')
  expect(said).not.toContain('Ana Ruiz')
  said = ''
  await terminal('conversations', 'export', id)
  expect(said).toContain('Ana Ruiz')
})
