import { AppError } from '@shared/errors'
import type { WritableDb } from './db/open-database'
import type { Ingest } from './ingest/ingest'
import type { PackSources } from './packs/pack-sources'
import { createCollectionStore } from './sources/collection-store'
import { createSourceStore } from './sources/source-store'

export interface PackSourcesOptions {
  readonly db: WritableDb
  readonly now: () => number
  readonly ingest: Ingest
}

/** Packs as sources among the others. */
export function createPackSources({ db, now, ingest }: PackSourcesOptions): PackSources {
  const collections = createCollectionStore({ db, now })
  const sources = createSourceStore({ db, now })

  /** Names are compared without regard to case, as people do. */
  function collectionNamed(name: string): number {
    const key = name.replace(/\s+/gu, ' ').trim().toLowerCase()
    const there = collections.list().find((one) => one.name.toLowerCase() === key)
    return (there ?? collections.create(name)).id
  }

  return {
    add({ label, location, collectionId, collection }) {
      const id = collectionId === null ? collectionNamed(collection) : collections.get(collectionId).id
      const rest = { include: [], exclude: [], isWatched: false, settings: {} }
      return sources.add({ collectionId: id, kind: 'pack', label, location, ...rest }).id
    },
    get: (sourceId) => sources.get(sourceId),
    rename: (sourceId, label) => sources.update(sourceId, { label }),
    async remove(sourceId) {
      try {
        await ingest.sources.remove(sourceId)
      } catch (thrown) {
        if (!(thrown instanceof AppError) || thrown.code !== 'not_found') throw thrown
      }
    },
  }
}
