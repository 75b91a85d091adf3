import type { ImportFileState, ImportJob, RefusalCode } from '@shared/models'

/** What was handed over: a file or a folder. */
export interface ImportRoot {
  readonly path: string
  /** Shown instead of the path. */
  readonly label: string
  /** An upload, removed when the import is done with it. */
  readonly isTemporary: boolean
}

export interface NewImportFile {
  readonly filePath: string
  readonly path: string
  readonly sizeBytes: number | null
  readonly mtimeMs: number | null
  /** Of a web page. */
  readonly etag?: string | null
  readonly lastModified?: string | null
  /** Known while listing, without reading the file. */
  readonly refusal: { readonly code: RefusalCode; readonly message: string } | null
}

export interface WaitingFile {
  readonly id: number
  readonly filePath: string
  readonly path: string
  /** When it was listed. */
  readonly sizeBytes: number | null
  readonly attempts: number
}

/** A row that has just ended, with what was known of its file when it was listed. */
export interface FinishedFile {
  readonly id: number
  readonly sourceId: number
  readonly filePath: string
  readonly path: string
  readonly sizeBytes: number | null
  readonly mtimeMs: number | null
  readonly etag: string | null
  readonly lastModified: string | null
}

/** How the reading of a file ended. */
export interface FileResult {
  readonly state: Extract<ImportFileState, 'done' | 'unchanged' | 'refused'>
  readonly sizeBytes: number | null
  readonly documentId: number | null
  readonly documentCount: number
  readonly refusal: { readonly code: RefusalCode; readonly message: string } | null
  readonly warning: string | null
  /** Null when the file could not even be opened. */
  readonly contentHash: string | null
}

/** Inside of an archive that could be read in parts. */
export interface RefusedMemberRow {
  readonly member: string
  readonly code: RefusalCode
  readonly message: string
  readonly sizeBytes: number | null
}

export interface JobRecord {
  readonly id: number
  readonly state: Exclude<ImportJob['state'], 'paused'>
  readonly isPaused: boolean
  readonly kind: ImportJob['kind']
  readonly source: 'sample' | 'user'
  readonly sourceId: number
  /** Where its documents go. */
  readonly collectionId: number
  readonly roots: readonly ImportRoot[]
  /** What is to be read comes from a look at its source, not from its roots. */
  readonly isScanned: boolean
  /** Milliseconds since 1970. */
  readonly createdAt: number
}

export interface NewJob {
  readonly source: 'sample' | 'user'
  readonly sourceId: number
  readonly kind: ImportJob['kind']
  readonly roots: readonly ImportRoot[]
  readonly at: number
}

export interface FileQuery {
  readonly jobId?: number | undefined
  readonly states?: readonly ImportFileState[] | undefined
  readonly offset: number
  readonly limit: number
}
