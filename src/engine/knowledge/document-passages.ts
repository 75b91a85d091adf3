import type { ReadableDb } from '../db/open-database'
import type { StoredPassage } from './knowledge'

/** What a passage kept elsewhere is compared with. */
export interface DocumentPassages {
  /** When it was read last, and the SHA-256 of its file; null when it is gone. */
  version(documentId: number): DocumentVersion | null
  /** In reading order. */
  of(documentId: number): StoredPassage[]
  /** Documents of this very content, the newest first; a few at most. */
  withContent(contentHash: string): number[]
}

export interface DocumentVersion {
  readonly contentHash: string
  readonly readAt: number
  readonly title: string
  readonly isInternal: boolean
}

interface VersionRow extends Omit<DocumentVersion, 'isInternal'> {
  readonly isInternal: number
}

interface PassageRow extends Omit<StoredPassage, 'isInternal'> {
  readonly isInternal: number
}

const COLUMNS = `
  chunks.id AS chunkId, documents.id AS documentId, documents.external_id AS externalId, documents.path,
  documents.title, chunks.heading, chunks.page, chunks.start, chunks.end, chunks.text,
  chunks.text_hash AS textHash, documents.is_internal AS isInternal`

export function createDocumentPassages(db: ReadableDb): DocumentPassages {
  const statements = {
    version: db.prepare<[number], VersionRow>(`
      SELECT content_hash AS contentHash, imported_at AS readAt, title, is_internal AS isInternal
      FROM documents WHERE id = ?`),
    of: db.prepare<[number], PassageRow>(`
      SELECT ${COLUMNS} FROM chunks JOIN documents ON documents.id = document_id
      WHERE document_id = ? ORDER BY ordinal`),
    withContent: db
      .prepare<[string], number>('SELECT id FROM documents WHERE content_hash = ? ORDER BY id DESC LIMIT 5')
      .pluck(),
  }
  return {
    version(documentId) {
      const row = statements.version.get(documentId)
      return row ? { ...row, isInternal: row.isInternal === 1 } : null
    },
    of: (documentId) =>
      statements.of.all(documentId).map((row) => ({ ...row, isInternal: row.isInternal === 1 })),
    withContent: (contentHash) => (contentHash === '' ? [] : statements.withContent.all(contentHash)),
  }
}
