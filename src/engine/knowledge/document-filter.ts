import { foldText } from '@shared/fold-text'
import type { SearchFilter } from '@shared/search-models'

/**
 * Ids of the documents a filter allows, as the inside of an `IN (…)`. Lists come as JSON, NULL where they limit nothing.
 * Collections, formats and languages: one of them; tags: all of them; `en` is also `en-GB`. A document without a date of
 * its own counts by the day it was added.
 */
export const ALLOWED_DOCUMENTS = `
  SELECT documents.id FROM documents WHERE
    (:collectionIds IS NULL OR documents.collection_id IN (SELECT value FROM json_each(:collectionIds)))
    AND (:formats IS NULL OR documents.format IN (SELECT value FROM json_each(:formats)))
    AND (:languages IS NULL OR EXISTS (SELECT 1 FROM json_each(:languages)
      WHERE lower(documents.language) = value OR lower(documents.language) LIKE value || '-%'))
    AND (:dateFrom IS NULL OR coalesce(documents.date, documents.imported_at) >= :dateFrom)
    AND (:dateTo IS NULL OR coalesce(documents.date, documents.imported_at) <= :dateTo)
    AND (:tags IS NULL OR NOT EXISTS (SELECT 1 FROM json_each(:tags) AS wanted
      WHERE NOT EXISTS (SELECT 1 FROM json_each(documents.folded_tags) AS held WHERE held.value = wanted.value)))`

export interface FilterParameters {
  readonly collectionIds: string | null
  readonly formats: string | null
  readonly languages: string | null
  readonly tags: string | null
  readonly dateFrom: number | null
  readonly dateTo: number | null
}

export function filterParameters(filter: SearchFilter): FilterParameters {
  return {
    collectionIds: listOrNull(filter.collectionIds),
    formats: listOrNull(filter.formats),
    languages: listOrNull(filter.languages?.map((language) => language.toLowerCase())),
    tags: listOrNull(filter.tags?.map(foldText)),
    dateFrom: filter.dateFrom ?? null,
    dateTo: filter.dateTo ?? null,
  }
}

/** Null for a filter that allows everything, so that the searches without one stay the fast ones. */
export function narrowing(filter: SearchFilter | null): SearchFilter | null {
  if (filter === null) return null
  return Object.values(filterParameters(filter)).every((value) => value === null) ? null : filter
}

function listOrNull(values: readonly (string | number)[] | undefined): string | null {
  return values === undefined || values.length === 0 ? null : JSON.stringify(values)
}
