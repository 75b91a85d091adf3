import type { DocumentDetail, DocumentFormat, DocumentSummary, Heading, Page } from '@shared/models'

export interface NewChunk {
  /** Place in the document's text; text.slice(start, end) is `text`. */
  readonly start: number
  readonly end: number
  readonly page: number | null
  /** Headings above, joined with " › "; '' when none. */
  readonly heading: string
  readonly text: string
}

export interface NewDocument {
  readonly externalId: string | null
  readonly source: 'sample' | 'user'
  readonly path: string
  readonly title: string
  readonly format: DocumentFormat
  /** SHA-256 of the file's bytes (of the line's, for .jsonl), hex. */
  readonly contentHash: string
  readonly text: string
  readonly headings: readonly Heading[]
  readonly pages: readonly Page[]
  readonly sizeBytes: number
  readonly chunks: readonly NewChunk[]
}

export interface StoredDocument {
  readonly documentId: number
  readonly kind: 'added' | 'changed' | 'unchanged'
}

export interface PendingChunk {
  readonly chunkId: number
  readonly embeddingHash: string
  /** What the model reads: title, heading and text. */
  readonly embeddingText: string
}

/** Documents, their chunks, and both indexes over them; the only room that writes those tables. */
export interface Knowledge {
  /**
   * Adds or replaces the document at (path, externalId) in one short transaction, searchable by keyword when it
   * returns. A replaced document keeps its id. Chunks whose vector is known get it at once. Throws storage_full.
   */
  put(document: NewDocument): StoredDocument
  /** The document at this place when its content is the same; null otherwise. */
  findUnchanged(path: string, externalId: string | null, contentHash: string): number | null
  /** Documents stored under `path` whose external id is not in `keep`: what a shorter .jsonl no longer has. */
  removeOthersAt(path: string, keep: readonly (string | null)[]): number
  list(query: { filter: string; offset: number; limit: number }): {
    documents: DocumentSummary[]
    total: number
  }
  /** Throws not_found. */
  get(documentId: number): DocumentDetail
  text(documentId: number, start: number, end: number): { start: number; end: number; text: string }
  remove(documentIds: readonly number[]): number
  removeSample(): number
  counts(): { documents: number; sampleDocuments: number; chunks: number; embedded: number }
  /** Grows with each change of what can be found; cached answers compare it. */
  revision(): number

  /** Chunks without a vector of this model, oldest first. */
  pendingChunks(modelId: number, limit: number): PendingChunk[]
  /** Stores vectors (row-major, one a chunk) by content and puts them into the index, in one transaction. */
  putVectors(modelId: number, chunks: readonly PendingChunk[], vectors: Float32Array): void
  /** Called after each change, outside of any transaction. */
  onChange(listener: () => void): () => void
}
