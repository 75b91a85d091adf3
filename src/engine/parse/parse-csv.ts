import type { LayoutSpan } from '@shared/models'
import { parse } from 'csv-parse'
import { Refusal } from './refusal'
import { createTextBuilder, NO_FACTS, type StructuredText } from './structured-text'

const MAX_COLUMNS = 1000
/** More rows than this share passages: a search over 100,000 passages of one line each helps nobody. */
const MAX_SEPARATE_ROWS = 5000
/** Handed to the parser at once; rows are taken out in between, so only one slice of them is in memory. */
const SLICE_CHARS = 256 * 1024
const DELIMITERS = [',', ';', '\t', '|'] as const

/** Each row becomes a record of "Header: value" lines. Throws a Refusal: csv_quote, too_complex (columns). */
export async function parseCsv(text: string, isTabSeparated: boolean): Promise<StructuredText> {
  const builder = createTextBuilder()
  let headers: readonly string[] | null = null
  let raggedCount = 0
  const isLarge = lineCountExceeds(text, MAX_SEPARATE_ROWS)

  function take(row: string[]): void {
    if (row.length > MAX_COLUMNS)
      throw new Refusal('too_complex', `The table has ${row.length} columns; ${MAX_COLUMNS} is the limit.`)
    if (row.every((cell) => cell.trim() === '')) return
    if (!headers) {
      headers = headersFrom(row)
      if (isHeaderRow(row)) return
    }
    if (row.length !== headers.length) raggedCount++
    const { text: record, spans } = recordText(headers, row)
    builder.block(record, { isRecord: !isLarge, layout: { kind: 'record', spans } })
  }

  const parser = parse({
    delimiter: isTabSeparated ? '\t' : sniffDelimiter(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    bom: true,
  })
  try {
    for await (const row of feed(parser, text)) take(row)
  } catch (thrown) {
    throw toRefusal(thrown)
  }
  const warnings =
    raggedCount === 0
      ? []
      : [
          `${raggedCount} ${raggedCount === 1 ? 'row has' : 'rows have'} more or fewer cells than the first row.`,
        ]
  return { title: null, ...builder.finish(), facts: NO_FACTS, warnings }
}

/** Writes slice by slice and gives the rows as they come: the parser's own buffer sets the pace. */
async function* feed(parser: ReturnType<typeof parse>, text: string): AsyncGenerator<string[]> {
  let at = 0
  const writeMore = () => {
    while (at < text.length) {
      const slice = text.slice(at, at + SLICE_CHARS)
      at += SLICE_CHARS
      if (!parser.write(slice)) {
        parser.once('drain', writeMore)
        return
      }
    }
    parser.end()
  }
  writeMore()
  yield* parser as AsyncIterable<string[]>
}

function toRefusal(thrown: unknown): unknown {
  const { code, lines } = thrown as { code?: unknown; lines?: unknown }
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return new Refusal(
      'csv_quote',
      `A quoted cell is opened and never closed${typeof lines === 'number' ? ` (the file ends at line ${lines})` : ''}. Add the missing quotation mark.`,
    )
  if (typeof code === 'string' && code.startsWith('CSV_'))
    return new Refusal('csv_quote', 'The table is damaged: its quotation marks do not fit together.')
  return thrown
}

/** The delimiter that cuts the first lines into the same number of cells, the more the better. */
export function sniffDelimiter(text: string): string {
  const lines = text
    .slice(0, 16_384)
    .split('\n')
    .filter((line) => line.trim())
    .slice(0, 10)
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((line) => countOutsideQuotes(line, delimiter))
    const first = counts[0] ?? 0
    if (first === 0) continue
    const agreeing = counts.filter((count) => count === first).length
    const score = (agreeing / counts.length) * 100 + Math.min(first, 50)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function countOutsideQuotes(line: string, delimiter: string): number {
  let count = 0
  let isQuoted = false
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted
    else if (character === delimiter && !isQuoted) count++
  }
  return count
}

/** Names are words; a first row with numbers in it is data already. */
function isHeaderRow(row: readonly string[]): boolean {
  return row.every((cell) => !/^\s*[-+]?[\d.,]+\s*%?$/u.test(cell) && cell.length <= 200)
}

function headersFrom(row: readonly string[]): string[] {
  if (!isHeaderRow(row)) return row.map((_, index) => `Column ${index + 1}`)
  const seen = new Map<string, number>()
  return row.map((cell, index) => {
    const name = cell.replace(/\s+/gu, ' ').trim() || `Column ${index + 1}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return times === 1 ? name : `${name} (${times})`
  })
}

/** "Header: value" lines, the names strong. */
export function recordText(
  headers: readonly string[],
  row: readonly string[],
): { readonly text: string; readonly spans: LayoutSpan[] } {
  const spans: LayoutSpan[] = []
  let text = ''
  for (const [index, cell] of row.entries()) {
    const value = cell.trim()
    if (!value) continue
    const name = `${headers[index] ?? `Column ${index + 1}`}:`
    if (text) text += '\n'
    spans.push({ kind: 'strong', start: text.length, end: text.length + name.length })
    text += `${name} ${value}`
  }
  return { text, spans }
}

function lineCountExceeds(text: string, limit: number): boolean {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) if (++count > limit) return true
  return false
}
