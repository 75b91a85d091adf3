import type { Passage } from '@shared/models'
import type { SearchHit, SearchMode, SearchResult, SearchWhy } from '@shared/search-models'
import type { CommandContext, ExitCode } from '../command-context'
import { cut, cutStart, oneLine, printable, wrap } from '../text-layout'
import { type ChosenFilter, toFilter } from './search-filter'

export type { ChosenFilter } from './search-filter'

export interface SearchCommandOptions {
  readonly query: string
  readonly limit: number
  readonly mode: SearchMode
  readonly chosen: ChosenFilter
  readonly explains: boolean
  readonly corrects: boolean
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
  const { query, limit, mode, chosen, explains, corrects } = options
  const result = await context.withEngine(async (client) => {
    const filter = await toFilter(client, chosen, signal)
    const request = { text: query, limit, mode, filter, correct: corrects, details: true }
    return client.call('search.query', request, signal)
  })
  if (result.degraded) output.note(result.degraded)
  const spelling = spellingNote(result)
  if (spelling) output.note(spelling)
  if (result.isNearest) output.note('No passage fulfils all of the query; these are near it.')
  if (output.isJson) output.json(toSearchJson(result, explains))
  else printResults(context, result, explains)
  return 0
}

function spellingNote({ correction }: SearchResult): string | null {
  if (!correction) return null
  return correction.kind === 'searched'
    ? `Showing results for: ${oneLine(correction.text)} (--as-typed searches for what you typed)`
    : `Did you mean: ${oneLine(correction.text)}`
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

function toSearchJson(
  { mode, degraded, tookMs, correction, isNearest, passages }: SearchResult,
  explains: boolean,
) {
  return {
    mode,
    degraded,
    tookMs,
    ...(correction ? { correction } : {}),
    ...(isNearest ? { isNearest } : {}),
    results: passages.map((passage) => ({
      ...toPassageJson(passage),
      ...(explains && passage.why ? { why: passage.why } : {}),
    })),
  }
}

function printResults({ output }: CommandContext, { passages }: SearchResult, explains: boolean): void {
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
    output.line(wrap(excerptOf(passage, output.bold), output.columns, indent))
    if (explains) output.line(output.dim(wrap(whyLine(passage), output.columns, indent)))
  }
}

/** The lines that answer, their words in bold where there is bold. */
function excerptOf({ snippet, text }: SearchHit, bold: (text: string) => string): string {
  if (!snippet) return cut(oneLine(text), EXCERPT_MAX_CHARS)
  return snippet
    .split(/(\u0002[^\u0003]*\u0003)/)
    .map((part) => (part.startsWith('\u0002') ? bold(oneLine(part)) : printable(part)))
    .join('')
}

function whyLine({ score, why }: SearchHit): string {
  if (!why) return 'Listed because it begins a document that fits.'
  const parts = [partOf('words', 'bm25', why.keyword), partOf('meaning', 'cosine', why.meaning)]
  return `${parts.filter((part) => part !== null).join(' + ')} = ${score.toFixed(4)}`
}

function partOf(name: string, measure: string, part: SearchWhy['keyword']): string | null {
  if (!part) return null
  const { rank, measure: value, weight, contribution } = part
  return `${name} ${contribution.toFixed(4)} (rank ${rank}, ${measure} ${value.toFixed(3)}, weight ${weight.toFixed(2)})`
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
