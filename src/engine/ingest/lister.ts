import type { RefusalCode } from '@shared/models'
import type { KnownFile } from '../sources/source-files'
import type { SourceRecord } from '../sources/source-store'

/** What a source turns out to hold, one at a time. `path` is what people see and what its documents are stored under. */
export type Listed =
  /** To be read unless it is known to be the same. */
  | {
      readonly kind: 'file'
      readonly path: string
      /** Shown in the list of an import; without it the path. */
      readonly label?: string
      readonly filePath: string
      readonly sizeBytes: number | null
      /** Null: the content alone says whether it changed. */
      readonly mtimeMs: number | null
      readonly etag: string | null
      readonly lastModified: string | null
    }
  /** Known, and still the same: nothing is read. */
  | { readonly kind: 'unchanged'; readonly path: string }
  | {
      readonly kind: 'refused'
      readonly path: string
      readonly label?: string
      readonly code: RefusalCode
      readonly message: string
      /** What lies below could not be looked at, so nothing of it may count as removed. */
      readonly isFolder: boolean
    }
  /** Not everything could be seen, and nobody can say what: nothing counts as removed this time. */
  | { readonly kind: 'incomplete' }

export interface ListInput {
  readonly source: SourceRecord
  /** What an earlier look knows of this path. */
  readonly known: (path: string) => KnownFile | null
  /** Where a lister may put files of its own to be read from; they are removed when they are read. */
  readonly spoolDir: string
  readonly signal: AbortSignal
}

/**
 * Lists what a source of one kind holds now. Throws SourceUnreachable when it cannot be seen at all, and then nothing
 * counts as removed. What it does not yield, and no unreadable folder hides, is gone.
 */
export interface Lister {
  list(input: ListInput): AsyncGenerator<Listed>
  /** Why a place cannot be a source of this kind, in a sentence; null when it can. */
  refusalOf?(location: string): string | null
  /** The drive a folder lies on, to tell an emptied folder from a drive that is not there; null where there is none. */
  device?(source: SourceRecord): Promise<string | null>
}

/** `message` is one plain sentence for people. */
export class SourceUnreachable extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'SourceUnreachable'
  }
}
