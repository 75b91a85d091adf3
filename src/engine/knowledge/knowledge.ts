import type {
  DocumentDetail,
  DocumentFacts,
  DocumentFormat,
  DocumentSort,
  DocumentState,
  DocumentSummary,
  Heading,
  LayoutBlock,
  Page,
  Passage,
  SourceKind,
} from '@shared/models'
import type { SearchFacets, SearchFilter } from '@shared/search-models'

export interface NewChunk {
  /** Place in the document's text; text.slice(start, end) is `text`. */
  readonly start: number
  readonly end: number
  readonly page: number | null
  /** Headings above, joined with " › "; '' when none. */
  readonly heading: string
  readonly text: string
}

/** Rows that every database has; the first collection may be renamed, never removed. */
export const FIRST_COLLECTION_ID = 1
export const IMPORTED_FILES_SOURCE_ID = 1
export const SAMPLE_SOURCE_ID = 2

export interface NewDocument {
  /** Where it came from; without it the sample's source, or "Imported files" of the first collection. */
  readonly sourceId?: number
  /** That of its source. */
  readonly collectionId?: number
  /** What is left out is not known. */
  readonly facts?: Partial<DocumentFacts>
  /** How the text is shown. */
  readonly layout?: readonly LayoutBlock[]
  /** Which reader made it; see `findUnchanged`. */
  readonly readerVersion?: number
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

/** Where documents stand: one file may stand in two collections. */
export interface FilePlace {
  readonly collectionId: number
  readonly path: string
}

/** Which documents are listed; what is left out does not limit. */
export interface DocumentQuery {
  /** What title or path contain, as typed. */
  readonly filter: string
  readonly collectionIds?: readonly number[] | undefined
  readonly sourceId?: number | undefined
  readonly formats?: readonly DocumentFormat[] | undefined
  readonly state?: DocumentState | undefined
  readonly sort?: DocumentSort | undefined
  readonly offset: number
  readonly limit: number
}

export interface StoredDocument {
  readonly documentId: number
  readonly kind: 'added' | 'changed' | 'unchanged'
  readonly chunkCount: number
  /** Chunks that need no embedding, because the same text was embedded before. */
  readonly knownVectorCount: number
}

/** Where a document came from, and what its bytes were. */
export interface DocumentPlaceRow {
  readonly path: string
  readonly source: 'sample' | 'user'
  readonly sourceKind: SourceKind
  readonly externalId: string | null
  readonly contentHash: string
  readonly format: DocumentFormat
  readonly title: string
  readonly sizeBytes: number
}

export interface PendingChunk {
  readonly chunkId: number
  readonly embeddingHash: string
  /** What the model reads: title, heading and text. */
  readonly embeddingText: string
  /** Other chunks that wait for the same. */
  readonly sameChunkIds?: readonly number[]
}

/** Vectors that came with documents from elsewhere, by what their model read. */
export interface BroughtVectors {
  readonly modelId: number
  readonly vectors: readonly { readonly embeddingHash: string; readonly vector: Float32Array }[]
}

/** Row of embedding_models; same shape as the embedder's own. */
export interface IndexedModel {
  readonly id: number
  readonly fingerprint: string
  readonly name: string
  readonly dimension: number
}

export interface KeywordHit {
  readonly chunkId: number
  /** bm25 with title and heading weights; larger is better. */
  readonly score: number
}

export interface SemanticHit {
  readonly chunkId: number
  /** Cosine, -1 … 1. */
  readonly similarity: number
}

/** A passage before it is ranked. */
export type StoredPassage = Omit<Passage, 'score' | 'keywordRank' | 'semanticRank' | 'similarity'>

export interface IndexCheck {
  readonly name: 'database' | 'keyword index' | 'vector index'
  readonly ok: boolean
  readonly detail: string
}

/** Documents, their chunks, and both indexes over them; the only room that writes those tables. */
export interface Knowledge {
  /**
   * Adds or replaces the document at (collection, path, externalId) in one short transaction, searchable by keyword when it
   * returns. A replaced document keeps its id. Chunks whose vector is known get it at once. Throws storage_full.
   */
  put(document: NewDocument): StoredDocument
  /**
   * As `put`, for several small documents in one transaction, together with vectors that are kept before them. A vector
   * that is known already stays: what this machine embedded is not replaced by what somebody else says.
   */
  putAll(documents: readonly NewDocument[], brought: BroughtVectors | null): StoredDocument[]
  /**
   * As `put`, for a document of thousands of passages: each step is one short transaction, so that a question between
   * two of them does not wait. A crash between steps leaves a document that counts as changed; leaving the loop early
   * removes it. One that replaces another is written at once instead: the old one stays until the new one is whole.
   */
  putInSteps(document: NewDocument): Generator<void, StoredDocument>
  /**
   * The document of the whole file at this place when its content is the same and no newer reader would make more of
   * it; null otherwise. `readerVersion` 0 accepts any.
   */
  findUnchanged(place: FilePlace, contentHash: string, readerVersion?: number): number | null
  /**
   * A whole-file document with this content elsewhere in the collection, so that a copy is not stored twice. Null when
   * there is none, and when the place holds a document already: that one has to follow its file.
   */
  findCopy(
    source: 'sample' | 'user',
    place: FilePlace,
    contentHash: string,
  ): { documentId: number; path: string } | null
  /** Documents at this place whose external id is not in `keep`: what a shorter .jsonl no longer has. */
  removeOthersAt(place: FilePlace, keep: readonly (string | null)[]): number
  /** Documents that this source put at this place. */
  removeAt(place: FilePlace, sourceId: number): number
  /**
   * The file went elsewhere: its documents keep their ids and passages, so citations still open. `isStale` has the
   * file read again all the same. Returns the first of them; null when there was none.
   */
  moveFile(place: FilePlace, sourceId: number, path: string, isStale: boolean): number | null
  /** Whether some whole-file document of the collection has this content. */
  hasContent(collectionId: number, contentHash: string): boolean
  /** At most `limit` documents of the source; call again until it returns less. */
  removeSomeOf(sourceId: number, limit: number): number
  /** Documents follow their source; where the collection has the same file already, that one stays instead. */
  moveSource(sourceId: number, collectionId: number): void
  /** Its file counts as unread at the next look, the same content or not. Throws not_found. */
  makeStale(documentId: number): void
  list(query: DocumentQuery): { documents: DocumentSummary[]; total: number }
  /** Throws not_found. */
  get(documentId: number): DocumentDetail
  text(documentId: number, start: number, end: number): { start: number; end: number; text: string }
  /** Throws not_found. */
  place(documentId: number): DocumentPlaceRow
  /** How its text is shown, as it is stored: a JSON list of LayoutBlock. Throws not_found. */
  layoutJson(documentId: number): string
  /** Where an FTS5 expression matches in one document, in reading order; at most `cap` passages are looked at. */
  matchesIn(documentId: number, expression: string, cap: number): { start: number; end: number }[]
  remove(documentIds: readonly number[]): number
  removeSample(): number
  counts(): { documents: number; sampleDocuments: number; chunks: number; embedded: number }
  /**
   * Grows with each change of what can be found; cached answers compare it. Documents count, and the moment when the
   * last waiting chunk gets its vector: answers written before that rest on less than what is known now. Single
   * batches do not count, or no cached answer would live through an import.
   */
  revision(): number

  /** The row of this model, made when it is new. */
  registerModel(model: Omit<IndexedModel, 'id'>): IndexedModel
  /**
   * From now on vectors of this model are searched. After a change of model every chunk waits again, but for those
   * whose text this model has read before. Null switches meaning-based search off and forgets nothing.
   */
  useModel(model: IndexedModel | null): void
  /** Chunks without a vector of this model, oldest first, each text once; empty for a model that is not in use. */
  pendingChunks(modelId: number, limit: number): PendingChunk[]
  /**
   * Among the first `limit` chunks that wait: gives those whose text was embedded meanwhile, for another chunk, that
   * vector. Returns how many there were.
   */
  attachKnown(modelId: number, limit: number): number
  /** Stores vectors (row-major, one a chunk) by content and puts them into the index, in one transaction. */
  putVectors(modelId: number, chunks: readonly PendingChunk[], vectors: Float32Array): void

  /**
   * Best chunks for an FTS5 expression, best first. The expression must be well formed (see search). `mostMatches`
   * spares the counting of what it matches, where that is known to be no more.
   */
  keywordSearch(
    expression: string,
    limit: number,
    filter?: SearchFilter | null,
    mostMatches?: number,
  ): KeywordHit[]
  /** As `keywordSearch` over everything, beside this thread where there is much to rank. */
  keywordSearchApart(expression: string, limit: number, mostMatches?: number): Promise<KeywordHit[]>
  /** In how many chunks an FTS5 expression occurs; counting stops at `cap`. */
  frequency(expression: string, cap: number): number
  /** As `frequency`, and where counting stops, about in how many: by how densely the first ones lie. */
  estimatedFrequency(expression: string, cap: number): number
  /** Nearest chunks by cosine, nearest first; empty for a model that is not in use. */
  nearest(modelId: number, vector: Float32Array, limit: number, filter?: SearchFilter | null): SemanticHit[]
  /** Cosine to each of these chunks; those without a vector of this model are left out. */
  similarities(modelId: number, vector: Float32Array, chunkIds: readonly number[]): Map<number, number>
  /** Chunks that match the expression and are allowed by the filter, in no order; at most `cap`. */
  matching(expression: string, filter: SearchFilter | null, cap: number): number[]
  /** Those of these chunks that match the expression. */
  matchingAmong(expression: string, chunkIds: readonly number[]): Set<number>
  /** The first chunk of each document the filter allows, the newest document first. */
  beginnings(filter: SearchFilter, limit: number): number[]
  /** Texts of these chunks with what matches between \u0002 and \u0003; without those where nothing does. */
  marked(expression: string, chunkIds: readonly number[]): Map<number, string>
  formats(documentIds: readonly number[]): Map<number, DocumentFormat>
  /** What there is to filter by. Cheap: counted once after each change. */
  facets(): SearchFacets
  /** In the order of the ids; those that are gone are left out. */
  loadPassages(chunkIds: readonly number[]): StoredPassage[]

  /**
   * True while a large knowledge base is still read into memory after a start: meaning-based search finds nothing then,
   * because measuring each vector where it lies would hold up everything else.
   */
  isWarming(): boolean
  /** Brings into memory what a search by meaning needs, so that the first question does not wait for it. */
  warmUp(): Promise<void>

  /** Counts only. */
  checkVectors(): IndexCheck
  /** Reads everything once, on this thread: for whoever has it to himself. See check/create-checker for others. */
  checkIndexes(): IndexCheck[]
  /** Makes both indexes anew from the stored texts and vectors. */
  rebuildIndexes(): void
  /** Called after each change, outside of any transaction. */
  onChange(listener: () => void): () => void
}
