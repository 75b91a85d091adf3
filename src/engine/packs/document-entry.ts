import { formatSchema, headingSchema, pageSchema } from '@shared/models'
import { z } from 'zod'
import { damaged } from './refusal'

/** Larger than any text that this product imports. */
const MAX_TEXT_CHARS = 64 * 1024 * 1024
const MAX_CHUNK_CHARS = 20_000
const MAX_CHUNKS = 500_000
const MAX_HEADINGS = 200_000
const MAX_PAGES = 100_000
/** Passages repeat up to a fifth of each other; far more would be a way to grow a small pack into a huge index. */
const MAX_REPEAT = 3

const position = z.number().int().nonnegative()

const chunkSchema = z.object({
  start: position,
  end: position,
  page: z.number().int().min(1).max(MAX_PAGES).nullable(),
  heading: z.string().max(2000),
})

const headSchema = z.object({
  title: z.string().min(1).max(2000),
  format: formatSchema,
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  sizeBytes: z.number().int().nonnegative(),
  headings: z.array(headingSchema.extend({ title: z.string().max(2000) })).max(MAX_HEADINGS),
  pages: z.array(pageSchema).max(MAX_PAGES),
  chunks: z.array(chunkSchema).max(MAX_CHUNKS),
})

/** A document without its place: what is read of it, shown of it and found in it. */
export type PackedContent = z.infer<typeof headSchema> & { readonly text: string }

/** One line of JSON, then the text as UTF-8: so the text is never escaped, nor parsed. */
export function encodeContent(content: PackedContent): Buffer {
  const { text, ...head } = content
  return Buffer.from(`${JSON.stringify(headSchema.parse(head))}\n${text}`, 'utf8')
}

/** Throws a PackRefusal (damaged) for anything that the product's own builder would not have written. */
export function decodeContent(bytes: Buffer): PackedContent {
  const headEnd = bytes.indexOf(0x0a)
  if (headEnd < 0) throw damaged('a document cannot be read')
  const head = parseHead(bytes.toString('utf8', 0, headEnd))
  const text = decodeText(bytes.subarray(headEnd + 1))
  const content = { ...head, text }
  assertPlaces(content)
  return content
}

function parseHead(line: string) {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    throw damaged('a document’s description is not JSON')
  }
  const parsed = headSchema.safeParse(value)
  if (!parsed.success) throw damaged('a document’s description cannot be read')
  if (!isCleanText(parsed.data.title)) throw damaged('a document’s title has characters that no title has')
  return parsed.data
}

function decodeText(bytes: Buffer): string {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw damaged('a document’s text is not UTF-8')
  }
  if (text.length > MAX_TEXT_CHARS) throw damaged('a document is too long')
  if (text.includes('\0')) throw damaged('a document’s text has characters that no text has')
  return text
}

function isCleanText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

/** Every position lies inside of the text and in reading order, so that what is lit later is what was meant. */
function assertPlaces({ text, headings, pages, chunks }: PackedContent): void {
  const { length } = text
  let before = 0
  for (const { start } of headings) {
    if (start < before || start > length) throw damaged('a heading lies outside of its text')
    before = start
  }
  before = 0
  for (const { start, end } of pages) {
    if (start < before || end < start || end > length) throw damaged('a page lies outside of its text')
    before = end
  }
  let passageChars = 0
  before = 0
  for (const { start, end } of chunks) {
    const isPlaced = start >= before && end > start && end <= length && end - start <= MAX_CHUNK_CHARS
    if (!isPlaced) throw damaged('a passage lies outside of its text')
    passageChars += end - start
    before = start
  }
  if (passageChars > length * MAX_REPEAT + MAX_CHUNK_CHARS) throw damaged('its passages repeat each other')
}
