import { createHash } from 'node:crypto'
import type { DocumentFacts } from '@shared/models'
import { tidyText } from './decode-text'
import { articlesOf, type ExportedArticle, listedValues } from './help-centre-exports'
import { Refusal } from './refusal'
import { cleanTitle } from './title'

/** One document of a list: a line of .jsonl, an object of .json. */
export interface ListedRecord {
  readonly externalId: string
  readonly title: string | null
  readonly text: string
  /** The text is a piece of a web page. */
  readonly isHtml: boolean
  readonly facts: DocumentFacts
  /** SHA-256 of the record as it was written, hex. */
  readonly contentHash: string
  readonly sizeBytes: number
}

/** What was found wrong in a list, counted and not listed: a million bad lines are one sentence. */
export interface ListReport {
  readonly warning: string | null
}

/** Bytes of UTF-8 are at most three for a UTF-16 unit; the exact number matters to nobody for one line. */
type Records = Generator<ListedRecord, ListReport>

/** One record a line; a bad line does not lose the others. Throws a Refusal when no line is good. */
export function* readJsonLines(text: string): Records {
  const seen = new Set<string>()
  const faults = createFaults('line', 'lines')
  let lineNumber = 0
  let goodCount = 0
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start)
    const end = found < 0 ? text.length : found
    const line = text.slice(start, end).trim()
    start = end + 1
    lineNumber++
    if (!line) continue
    const records = toRecords(parsed(line), line, `line ${lineNumber}`, false)
    if (records.length === 0) faults.bad(lineNumber)
    for (const record of records) {
      if (seen.has(record.externalId)) faults.repeated(lineNumber)
      else {
        seen.add(record.externalId)
        goodCount++
        yield record
      }
    }
  }
  if (goodCount === 0) throw new Refusal('bad_line', faults.refusal())
  return { warning: faults.warning() }
}

/** The documents in a .json file: a list, or the export of a help centre; null when it is something else, which is then read as text. */
export function recordsOfJson(text: string): Records | null {
  const value = parsed(text)
  const items = [...listedValues(value)]
  if (!items.some((item) => articlesOf(item.value, item.isInternal).length > 0)) return null
  return readItems(items)
}

function* readItems(items: readonly { readonly value: unknown; readonly isInternal: boolean }[]): Records {
  const seen = new Set<string>()
  const faults = createFaults('entry', 'entries')
  for (const [index, { value, isInternal }] of items.entries()) {
    const records = toRecords(value, JSON.stringify(value) ?? '', `entry ${index + 1}`, isInternal)
    if (records.length === 0) faults.bad(index + 1)
    for (const record of records) {
      if (seen.has(record.externalId)) faults.repeated(index + 1)
      else {
        seen.add(record.externalId)
        yield record
      }
    }
  }
  return { warning: faults.warning() }
}

function toRecords(value: unknown, written: string, fallbackId: string, isInternal: boolean): ListedRecord[] {
  const bytes = Buffer.from(written, 'utf8')
  const contentHash = createHash('sha256').update(bytes).digest('hex')
  return articlesOf(value, isInternal).map((article) => ({
    ...recordOf(article, fallbackId),
    contentHash,
    sizeBytes: bytes.length,
  }))
}

function recordOf({ id, title, text, isHtml, facts }: ExportedArticle, fallbackId: string) {
  return {
    externalId: (id ?? fallbackId).toWellFormed().slice(0, 500),
    title: cleanTitle(title),
    text: tidyText(text),
    isHtml,
    facts,
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function createFaults(one: string, many: string) {
  let badCount = 0
  let firstBad = 0
  let repeatedCount = 0
  let firstRepeated = 0
  const counted = (count: number) => `${count} ${count === 1 ? one : many}`
  return {
    bad(number: number) {
      if (badCount++ === 0) firstBad = number
    },
    repeated(number: number) {
      if (repeatedCount++ === 0) firstRepeated = number
    },
    refusal: () =>
      badCount === 0
        ? 'The file has no lines to read.'
        : `${badCount === 1 ? `The only ${one}` : `None of the ${counted(badCount)}`} could ${badCount === 1 ? 'not ' : ''}be read: each must be a JSON object with an id, a title and a text.`,
    warning(): string | null {
      const sentences: string[] = []
      if (badCount > 0)
        sentences.push(
          `${counted(badCount)} could not be read and ${badCount === 1 ? 'was' : 'were'} left out; the first is ${one} ${firstBad}.`,
        )
      if (repeatedCount > 0)
        sentences.push(
          `${counted(repeatedCount)} repeated an id and ${repeatedCount === 1 ? 'was' : 'were'} left out; the first is ${one} ${firstRepeated}.`,
        )
      return sentences.join(' ') || null
    },
  }
}
