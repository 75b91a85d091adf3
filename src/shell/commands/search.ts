import type { Passage, SearchMode, SearchResult } from '@shared/models'
import type { CommandContext, ExitCode } from '../command-context'
import { cut, cutStart, oneLine, wrap } from '../text-layout'

export interface SearchCommandOptions {
  readonly query: string
  readonly limit: number
  readonly mode: SearchMode
}

/** What a passage looks like to a program; a batch gives it without heading and page. */
export interface PassageJson {
  readonly documentId: number
  readonly externalId?: string
  readonly path: string
  readonly title: string
  readonly heading?: string
  readonly page?: number
  readonly score: number
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A result is judged by its first lines; the whole passage is one `--json` away. */
const EXCERPT_MAX_CHARS = 320

export async function runSearch(context: CommandContext, options: SearchCommandOptions): Promise<ExitCode> {
  const { output, signal } = context
  const { query, limit, mode } = options
  const result = await context.withEngine((client) =>
    client.call('search.query', { text: query, limit, mode }, signal),
  )
  if (result.degraded) output.note(result.degraded)
  if (output.isJson) output.json(toSearchJson(result))
  else printResults(context, result)
  return 0
}

export function toPassageJson(passage: Passage): PassageJson {
  return {
    documentId: passage.documentId,
    ...(passage.externalId === null ? {} : { externalId: passage.externalId }),
    path: passage.path,
    title: passage.title,
    ...(passage.heading ? { heading: passage.heading } : {}),
    ...(passage.page === null ? {} : { page: passage.page }),
    score: passage.score,
    start: passage.start,
    end: passage.end,
    text: passage.text,
  }
}

function toSearchJson({ mode, degraded, tookMs, passages }: SearchResult) {
  return { mode, degraded, tookMs, results: passages.map(toPassageJson) }
}

function printResults({ output }: CommandContext, { passages }: SearchResult): void {
  if (passages.length === 0) {
    output.line('Nothing found.')
    return
  }
  const numberWidth = String(passages.length).length
  const indent = ' '.repeat(numberWidth + 2)
  const room = output.columns - indent.length
  for (const [index, passage] of passages.entries()) {
    if (index > 0) output.line()
    const number = String(index + 1).padStart(numberWidth)
    output.line(`${number}  ${output.bold(cut(titleOf(passage), room))}`)
    output.line(indent + output.dim(cutStart(placeOf(passage), room)))
    output.line(wrap(cut(oneLine(passage.text), EXCERPT_MAX_CHARS), output.columns, indent))
  }
}

export function titleOf(passage: Passage): string {
  const title = oneLine(passage.title)
  const heading = oneLine(passage.heading)
  return heading && heading !== title ? `${title} › ${heading}` : title
}

export function placeOf(passage: Passage): string {
  const parts = [oneLine(passage.path)]
  if (passage.page !== null) parts.push(`page ${passage.page}`)
  if (passage.externalId !== null) parts.push(`id ${oneLine(passage.externalId)}`)
  return parts.join(', ')
}
