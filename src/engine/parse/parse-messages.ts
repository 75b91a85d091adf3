import type { DocumentFacts, DocumentFormat, Heading, LayoutBlock, Page, RefusalCode } from '@shared/models'

export interface ParseLimits {
  /** Largest text-like file, in bytes. */
  readonly maxTextBytes: number
  /** Largest PDF, office file, book, message or archive, in bytes. */
  readonly maxBinaryBytes: number
}

export const DEFAULT_PARSE_LIMITS: ParseLimits = {
  maxTextBytes: 50 * 1024 * 1024,
  maxBinaryBytes: 100 * 1024 * 1024,
}

export interface ParseRequest {
  /** Where to read. */
  readonly filePath: string
  /** What people see; a title is made from it when the file names none. */
  readonly path: string
  readonly limits: ParseLimits
  /** Vocabulary of the embedding model, to keep passages under its limit. */
  readonly tokenizerFile: string
  /** Whether PDF pages without text are to be read from their pictures. */
  readonly readsScans?: boolean
}

export interface ParsedChunk {
  readonly start: number
  readonly end: number
  readonly page: number | null
  /** Headings above, joined with " › "; '' when none. */
  readonly heading: string
  /** text.slice(start, end) of its document. */
  readonly text: string
}

export interface ParsedDocument {
  readonly externalId: string | null
  readonly title: string
  readonly format: DocumentFormat
  /** SHA-256 of the file's bytes (of the line's, for .jsonl and .json lists), hex. */
  readonly contentHash: string
  readonly text: string
  readonly headings: readonly Heading[]
  readonly pages: readonly Page[]
  readonly facts: DocumentFacts
  /** How the text is shown. */
  readonly layout: readonly LayoutBlock[]
  readonly chunks: readonly ParsedChunk[]
  readonly sizeBytes: number
}

export interface RefusedFile {
  readonly kind: 'refused'
  readonly code: RefusalCode
  /** One plain sentence. */
  readonly message: string
  readonly sizeBytes: number | null
}

/** A file inside of an archive that could not be read, while others could. */
export interface RefusedMember {
  /** Its name in the archive. */
  readonly path: string
  readonly code: RefusalCode
  readonly message: string
  readonly sizeBytes: number | null
}

/** The file was read and is held until `parse` or the next `open`; its hash tells whether parsing is needed at all. */
export interface OpenedFile {
  readonly kind: 'opened'
  readonly contentHash: string
  readonly sizeBytes: number
}

/** A bounded batch of what the file gave; `next` has the rest while `hasMore`. The warning is final in the last one. */
export interface ParsedBatch {
  readonly kind: 'parsed'
  readonly documents: readonly ParsedDocument[]
  /** Of an archive: members refused since the batch before. */
  readonly refusedMembers: readonly RefusedMember[]
  readonly hasMore: boolean
  readonly warning: string | null
}

/** A chunk's text is a slice of its document's, so it does not travel twice. */
export type WireChunk = Omit<ParsedChunk, 'text'>
export type WireDocument = Omit<ParsedDocument, 'chunks'> & { readonly chunks: readonly WireChunk[] }
export type WireBatch = Omit<ParsedBatch, 'documents'> & { readonly documents: readonly WireDocument[] }

export type ParseMessage =
  | { readonly kind: 'open'; readonly request: ParseRequest }
  | { readonly kind: 'parse' }
  | { readonly kind: 'next' }
  | { readonly kind: 'drop' }

/** The process was sealed without the libraries that this file needs: a new one has to be started for it. */
export interface NeedsRestart {
  readonly kind: 'needs_restart'
}

/** Not a result: the file has pages without text, and belongs into the process that reads pictures. */
export interface NeedsScans {
  readonly kind: 'needs_scans'
}

export type OpenReply = OpenedFile | RefusedFile
export type BatchReply = WireBatch | RefusedFile | NeedsScans
