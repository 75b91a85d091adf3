import { createHash } from 'node:crypto'
import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { z } from 'zod'
import { CONTAINER_VERSION, newerFormat } from './pack-head'
import { damaged } from './refusal'
import { assertSafePath, hasControlCharacters } from './safe-path'

/** Lines checked between two turns for others: some 5 ms. */
const LINES_A_TURN = 500
const MAX_LINE_BYTES = 32 * 1024
/** A text of 64 MB with its passages, or a file as it was. */
const MAX_ENTRY_BYTES = 256 * 1024 * 1024
/** Real text packs at 3 to 20 to one; a bomb at 1,000. The builder stores what would pack better than this as it is. */
export const MAX_RATIO = 200
export const RATIO_FREE_BYTES = 64 * 1024

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const index = z.number().int().nonnegative()
const entryBytes = z.number().int().positive().max(MAX_ENTRY_BYTES)

export const packIdSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/)
export const packNameSchema = z
  .string()
  .trim()
  .min(1)
  // as long as the name of a collection may be
  .max(80)
  .refine((name) => !hasControlCharacters(name))

const headSchema = z.object({
  format: z.literal('verdemuse-pack'),
  version: z.number().int(),
  id: packIdSchema,
  name: packNameSchema,
  /** Grows with each issue of the pack; an older one is not installed over a newer one. */
  serial: z.number().int().positive(),
  createdAt: z.iso.datetime().nullable(),
  builtWith: z.string().max(100),
  /** Whose vectors are in it; null for a pack without vectors. */
  model: z
    .object({
      name: z.string().max(200),
      fingerprint: z.string().min(1).max(200),
      dimension: z.number().int().min(1).max(8192),
    })
    .nullable(),
  entryCount: index.max(2_000_000),
  documentCount: index.max(500_000),
  chunkCount: index,
})
export type PackDescription = z.infer<typeof headSchema>

const entrySchema = z.object({
  /** SHA-256 of the content: what tells two issues of a pack apart. */
  hash,
  bytes: entryBytes,
  /** How it stands in the file when that is not the content itself: raw deflate. */
  packed: z.object({ hash, bytes: entryBytes }).optional(),
})
export type PackEntry = z.infer<typeof entrySchema>

const documentSchema = z.object({
  /** A label for people; never opened. */
  path: z.string().min(1).max(4096),
  externalId: z.string().min(1).max(1000).nullable(),
  /** Numbers of entries, from 0. */
  text: index,
  vectors: index.nullable(),
  original: index.nullable(),
})
export type PackDocument = z.infer<typeof documentSchema>

export interface Manifest {
  readonly description: PackDescription
  readonly entries: readonly PackEntry[]
  readonly documents: readonly PackDocument[]
}

/** JSON Lines: the description, then each entry in the order of the file, then each document. */
export function writeManifest({ description, entries, documents }: Manifest): Buffer {
  const lines = [description, ...entries, ...documents].map((line) => `${JSON.stringify(line)}\n`)
  return Buffer.from(lines.join(''), 'utf8')
}

/**
 * Reads the list, a few lines at a time. What it does not know is left out, so nothing in a pack but its documents
 * has any effect. Throws a PackRefusal: newer_format, damaged, unsafe_name.
 */
export async function readManifest(bytes: Buffer, signal?: AbortSignal): Promise<Manifest> {
  const lines = createLines(bytes)
  const description = readDescription(lines.next())
  const entries: PackEntry[] = []
  const documents: PackDocument[] = []
  const places = new Set<string>()
  for (let line = 0; line < description.entryCount + description.documentCount; line++) {
    if (line % LINES_A_TURN === LINES_A_TURN - 1) {
      await yieldToOthers()
      signal?.throwIfAborted()
    }
    if (line < description.entryCount) entries.push(readEntry(lines.next()))
    else documents.push(readDocument(lines.next(), entries.length, places))
  }
  if (!lines.isAtEnd()) throw damaged('its list is longer than it says')
  return { description, entries, documents }
}

/** Bytes that an entry takes in the file. */
export function storedBytes({ packed, bytes }: PackEntry): number {
  return packed?.bytes ?? bytes
}

export function storedHash({ packed, hash: contentHash }: PackEntry): string {
  return packed?.hash ?? contentHash
}

/** Two documents at places that only differ in case or in how an accent is written would be one to a person. */
export function placeKey({ path, externalId }: { path: string; externalId: string | null }): string {
  return JSON.stringify([path.normalize('NFC').toLowerCase(), externalId])
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function readDescription(line: unknown): PackDescription {
  const version = z.object({ format: z.literal('verdemuse-pack'), version: z.number() }).safeParse(line)
  if (version.success && version.data.version !== CONTAINER_VERSION) throw newerFormat(version.data.version)
  const parsed = headSchema.safeParse(line)
  if (!parsed.success) throw damaged('its description cannot be read')
  return parsed.data
}

function readEntry(line: unknown): PackEntry {
  const parsed = entrySchema.safeParse(line)
  if (!parsed.success) throw damaged('an entry of its list cannot be read')
  const { bytes, packed } = parsed.data
  if (packed && bytes > packed.bytes * MAX_RATIO + RATIO_FREE_BYTES)
    throw damaged('an entry would unpack to far more than a document has')
  return parsed.data
}

function readDocument(line: unknown, entryCount: number, places: Set<string>): PackDocument {
  const parsed = documentSchema.safeParse(line)
  if (!parsed.success) throw damaged('a document of its list cannot be read')
  const document = parsed.data
  for (const entry of [document.text, document.vectors, document.original])
    if (entry !== null && entry >= entryCount) throw damaged('a document names an entry that is not there')
  assertSafePath(document.path)
  const key = placeKey(document)
  if (places.has(key)) throw damaged('it has two documents of one name')
  places.add(key)
  return document
}

interface Lines {
  next(): unknown
  isAtEnd(): boolean
}

function createLines(bytes: Buffer): Lines {
  let at = 0
  return {
    next() {
      const end = bytes.indexOf(0x0a, at)
      if (end < 0 || end - at > MAX_LINE_BYTES) throw damaged('its list is cut off')
      const line = bytes.toString('utf8', at, end)
      at = end + 1
      try {
        return JSON.parse(line)
      } catch {
        throw damaged('its list is not JSON')
      }
    },
    isAtEnd: () => at === bytes.length,
  }
}
