import {
  documentFactsSchema,
  formatSchema,
  headingSchema,
  type LayoutBlock,
  layoutBlockSchema,
  layoutSpanSchema,
  pageSchema,
} from '@shared/models'
import { z } from 'zod'
import { damaged } from './refusal'

/** Larger than any text that this product imports. */
const MAX_TEXT_CHARS = 64 * 1024 * 1024
const MAX_CHUNK_CHARS = 20_000
const MAX_CHUNKS = 500_000
const MAX_HEADINGS = 200_000
const MAX_PAGES = 100_000
const MAX_BLOCKS = 1_000_000
const MAX_SPANS = 20_000
const MAX_TAGS = 200
const MAX_ADDRESS_CHARS = 4096
/** Passages repeat up to a fifth of each other; far more would be a way to grow a small pack into a huge index. */
const MAX_REPEAT = 3

const position = z.number().int().nonnegative()

const chunkSchema = z.object({
  start: position,
  end: position,
  page: z.number().int().min(1).max(MAX_PAGES).nullable(),
  heading: z.string().max(2000),
})

const address = z.string().max(MAX_ADDRESS_CHARS)

const factsSchema = documentFactsSchema.extend({
  tags: z.array(z.string().min(1).max(200)).max(MAX_TAGS),
  language: z.string().max(20).nullable(),
  url: address.regex(/^https?:\/\//iu).nullable(),
})

const blockSchema = layoutBlockSchema.extend({
  marker: z.string().max(40).optional(),
  cells: z
    .array(z.object({ start: position, end: position }))
    .max(MAX_SPANS)
    .optional(),
  spans: z
    .array(layoutSpanSchema.extend({ href: address.optional() }))
    .max(MAX_SPANS)
    .optional(),
})

const headSchema = z.object({
  title: z.string().min(1).max(2000),
  format: formatSchema,
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  sizeBytes: z.number().int().nonnegative(),
  /** Of the builder's reader: a newer one may make more of the same file. */
  readerVersion: z.number().int().nonnegative().max(1_000_000),
  facts: factsSchema,
  layout: z.array(blockSchema).max(MAX_BLOCKS),
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
function assertPlaces({ text, headings, pages, chunks, layout }: PackedContent): void {
  const { length } = text
  assertInOrder('a heading', headings, length)
  assertApart('a page', pages, length)
  assertInOrder('a passage', chunks, length)
  let passageChars = 0
  for (const { start, end } of chunks) {
    if (end <= start || end > length || end - start > MAX_CHUNK_CHARS) throw outside('a passage')
    passageChars += end - start
  }
  if (passageChars > length * MAX_REPEAT + MAX_CHUNK_CHARS) throw damaged('its passages repeat each other')
  assertApart('a block', layout, length)
  for (const block of layout) assertInside(block)
}

function assertInside({ start, end, cells = [], spans = [] }: LayoutBlock): void {
  for (const part of [...cells, ...spans])
    if (part.start < start || part.end < part.start || part.end > end) throw outside('a part of a block')
}

function assertInOrder(what: string, parts: readonly { readonly start: number }[], length: number): void {
  let before = 0
  for (const { start } of parts) {
    if (start < before || start > length) throw outside(what)
    before = start
  }
}

/** Also that none begins before the one before it ends. */
function assertApart(
  what: string,
  parts: readonly { readonly start: number; readonly end: number }[],
  length: number,
): void {
  let before = 0
  for (const { start, end } of parts) {
    if (start < before || end < start || end > length) throw outside(what)
    before = end
  }
}

function outside(what: string) {
  return damaged(`${what} lies outside of its text`)
}
