import { readFile } from 'node:fs/promises'
import { AppError } from '@shared/errors'
import { textOfFile } from '@shared/macro-file'
import type { MacroDuplicates, MacroImportResult } from '@shared/macro-models'
import type { CommandContext, ExitCode } from '../command-context'
import { count, oneLine } from '../text-layout'
import { saveFile } from '../write-text'

export interface MacrosImportOptions {
  readonly file: string
  readonly duplicates: MacroDuplicates
  readonly folder: string
  /** Says what would be done and does nothing. */
  readonly isTrial: boolean
}

/** Exit 1 when a row could not be kept; all others are. */
export async function runMacrosImport(
  context: CommandContext,
  { file, ...options }: MacrosImportOptions,
): Promise<ExitCode> {
  const { output, signal } = context
  const text = await readText(file)
  const result = await context.withEngine((client) =>
    client.call('macros.import', { text, ...options }, signal),
  )
  if (output.isJson) output.json(result)
  else {
    output.line(summaryOf(result, options.isTrial))
    for (const { row, name, reason } of result.refused)
      output.note(`Refused  row ${row}${name ? ` “${oneLine(name)}”` : ''}: ${reason}`)
  }
  return result.refused.length > 0 ? 1 : 0
}

export interface MacrosExportOptions {
  /** Undefined: to standard output. */
  readonly file: string | undefined
  readonly as: 'csv' | 'json'
  readonly folder: string
}

export async function runMacrosExport(
  context: CommandContext,
  { file, as, folder }: MacrosExportOptions,
): Promise<ExitCode> {
  const { output, signal } = context
  const exported = await context.withEngine((client) => client.call('macros.export', { as, folder }, signal))
  if (file === undefined) {
    output.write(exported.text)
    return 0
  }
  const path = await saveFile(file, exported.text)
  if (output.isJson) output.json({ file: path, count: exported.count })
  else output.note(`${count(exported.count, 'macro')} written to ${path}.`)
  return 0
}

async function readText(file: string): Promise<string> {
  try {
    return textOfFile(await readFile(file))
  } catch (cause) {
    const { code } = cause as { code?: unknown }
    const reason = code === 'ENOENT' ? 'There is no such file' : `It cannot be read (${String(code)})`
    throw new AppError('bad_request', `${file}: ${reason}.`, { cause })
  }
}

function summaryOf(result: MacroImportResult, isTrial: boolean): string {
  const { added, replaced, renamed, skipped, passagesMissing } = result
  const parts = [
    [added, 'added'],
    [replaced, 'replaced'],
    [renamed, 'added under another name'],
    [skipped, 'there already'],
    [result.refused.length, 'refused'],
  ] as const
  const said = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`)
  const missing =
    passagesMissing > 0 ? ` ${count(passagesMissing, 'passage')} not in this knowledge base.` : ''
  const verdict = said.length === 0 ? 'The file has no macros.' : `${said.join(', ')}.`
  return `${isTrial ? 'Would be: ' : ''}${verdict}${missing}`
}
