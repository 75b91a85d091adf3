import type { SearchFilter } from '@shared/search-models'
import type { ReadableDb } from '../db/open-database'
import { createChunkOwners } from './chunk-owners'
import { ALLOWED_DOCUMENTS, filterParameters } from './document-filter'
import type { Quiet } from './quiet'

/** For a search in memory: whether a filter allows a chunk. */
export interface AllowedChunks {
  load(): Promise<void>
  test(filter: SearchFilter): (chunkId: number) => boolean
}

/** A person switches between few filters; each costs a byte a document. */
const KEPT_FILTERS = 8

export function createAllowedChunks(db: ReadableDb, quiet: Quiet): AllowedChunks {
  const owners = createChunkOwners(db, quiet)
  const allowed = db.prepare<[object], number>(ALLOWED_DOCUMENTS).pluck()
  const readRevision = db.prepare<[], number>('SELECT revision FROM knowledge_revision').pluck()
  const kept = new Map<string, Uint8Array>()
  let keptFor = -1

  function documentsOf(filter: SearchFilter): Uint8Array {
    const revision = readRevision.get() ?? 0
    if (revision !== keptFor) kept.clear()
    keptFor = revision
    const parameters = filterParameters(filter)
    const key = JSON.stringify(parameters)
    const found = kept.get(key)
    if (found) return found
    const ids = allowed.all(parameters)
    const documents = new Uint8Array(ids.reduce((last, id) => Math.max(last, id), 0) + 1)
    for (const id of ids) documents[id] = 1
    if (kept.size >= KEPT_FILTERS) kept.clear()
    kept.set(key, documents)
    return documents
  }

  return {
    load: owners.load,
    test(filter) {
      const documents = documentsOf(filter)
      const ownerOf = owners.lookUp()
      return (chunkId) => documents[ownerOf(chunkId)] === 1
    },
  }
}
