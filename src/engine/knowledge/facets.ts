import { foldText } from '@shared/fold-text'
import type { DocumentFormat } from '@shared/models'
import type { SearchFacets } from '@shared/search-models'
import type { ReadableDb } from '../db/open-database'

/** A list longer than this is not chosen from by looking; a tag can still be typed. */
const MAX_VALUES = 200

export interface Facets {
  /** Counts what documents can be filtered by, in one pass over their narrow index. */
  count(): SearchFacets
  /** The same with the collections as they are now: those are made and named without a document being written. */
  renew(counted: SearchFacets): SearchFacets
}

export function createFacets(db: ReadableDb): Facets {
  const statements = prepare(db)
  const count = () => {
    const dates = statements.dates.get()
    return {
      collections: [],
      formats: statements.formats.all(),
      tags: withoutCase(statements.tags.all()),
      languages: statements.languages.all(MAX_VALUES),
      dates: dates && dates.from !== null && dates.to !== null ? { from: dates.from, to: dates.to } : null,
    }
  }
  return { count, renew: (counted) => ({ ...counted, collections: statements.collections.all() }) }
}

interface TagCount {
  readonly tag: string
  readonly count: number
}

/** `Überwintern` and `überwintern` are one tag, written as most documents have it. */
function withoutCase(spellings: readonly TagCount[]): TagCount[] {
  const byTag = new Map<string, TagCount>()
  for (const { tag, count } of spellings) {
    const key = foldText(tag)
    const known = byTag.get(key)
    byTag.set(key, { tag: known?.tag ?? tag, count: count + (known?.count ?? 0) })
  }
  return [...byTag.values()].sort((one, other) => other.count - one.count).slice(0, MAX_VALUES)
}

function prepare(db: ReadableDb) {
  return {
    collections: db.prepare<[], { id: number; name: string; count: number }>(`
      SELECT collections.id, collections.name,
        (SELECT count(*) FROM documents WHERE documents.collection_id = collections.id) AS count
      FROM collections ORDER BY collections.id`),
    formats: db.prepare<[], { format: DocumentFormat; count: number }>(
      'SELECT format, count(*) AS count FROM documents GROUP BY format ORDER BY count DESC, format',
    ),
    tags: db.prepare<[], TagCount>(`
      SELECT tags.value AS tag, count(*) AS count FROM documents, json_each(documents.tags) AS tags
      GROUP BY tags.value ORDER BY count DESC, tag`),
    languages: db.prepare<[number], { language: string; count: number }>(`
      SELECT min(language) AS language, count(*) AS count FROM documents WHERE language IS NOT NULL
      GROUP BY lower(language) ORDER BY count DESC, language LIMIT ?`),
    dates: db.prepare<[], { from: number | null; to: number | null }>(
      `SELECT min(coalesce(date, imported_at)) AS "from", max(coalesce(date, imported_at)) AS "to" FROM documents`,
    ),
  }
}
