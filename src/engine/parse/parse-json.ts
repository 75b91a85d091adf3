import { createHash } from 'node:crypto'
import { tidyText } from './decode-text'
import { Refusal } from './refusal'
import { cleanTitle } from './title'

/** One document of a list: a line of .jsonl, an object of .json. */
export interface ListedRecord {
  readonly externalId: string
  readonly title: string | null
  readonly text: string
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
    const record = toRecord(parsed(line), line, `line ${lineNumber}`)
    if (!record) faults.bad(lineNumber)
    else if (seen.has(record.externalId)) faults.repeated(lineNumber)
    else {
      seen.add(record.externalId)
      goodCount++
      yield record
    }
  }
  if (goodCount === 0) throw new Refusal('bad_line', faults.refusal())
  return { warning: faults.warning() }
}

/** The list of documents in a .json file; null when it is something else, which is then read as text. */
export function recordsOfJson(text: string): Records | null {
  const value = parsed(text)
  const list = Array.isArray(value) ? value : listIn(value)
  const items = list ?? [value]
  if (!items.some((item, index) => toRecord(item, '', String(index)))) return null
  return readItems(items)
}

function* readItems(items: readonly unknown[]): Records {
  const seen = new Set<string>()
  const faults = createFaults('entry', 'entries')
  for (const [index, item] of items.entries()) {
    const record = toRecord(item, JSON.stringify(item) ?? '', `entry ${index + 1}`)
    if (!record) faults.bad(index + 1)
    else if (seen.has(record.externalId)) faults.repeated(index + 1)
    else {
      seen.add(record.externalId)
      yield record
    }
  }
  return { warning: faults.warning() }
}

function listIn(value: unknown): readonly unknown[] | null {
  for (const key of ['documents', 'articles', 'items']) {
    const list = property(value, key)
    if (Array.isArray(list)) return list
  }
  return null
}

function toRecord(value: unknown, written: string, fallbackId: string): ListedRecord | null {
  const text = property(value, 'text') ?? property(value, 'body') ?? property(value, 'content')
  if (typeof text !== 'string' || !text.trim()) return null
  const id = property(value, 'id') ?? property(value, '_id')
  const isId = (typeof id === 'string' && id.trim() !== '') || typeof id === 'number'
  const bytes = Buffer.from(written, 'utf8')
  return {
    externalId: (isId ? String(id) : fallbackId).toWellFormed().slice(0, 500),
    title: cleanTitle(property(value, 'title')),
    text: tidyText(text),
    contentHash: createHash('sha256').update(bytes).digest('hex'),
    sizeBytes: bytes.length,
  }
}

/** Own properties only: "__proto__" in a file is a name like any other. */
function property(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Record<string, unknown>)[key]
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
