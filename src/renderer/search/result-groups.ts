import type { SearchHit } from '@shared/search-models'

/** The hits of one document, in the order they were found. */
export interface ResultGroup {
  readonly documentId: number
  readonly title: string
  readonly hits: readonly SearchHit[]
}

/** Documents in the order of their best hit. */
export function groupByDocument(hits: readonly SearchHit[]): readonly ResultGroup[] {
  const groups = new Map<number, SearchHit[]>()
  for (const hit of hits) {
    const group = groups.get(hit.documentId)
    if (group) group.push(hit)
    else groups.set(hit.documentId, [hit])
  }
  return [...groups].map(([documentId, found]) => ({ documentId, title: found[0]?.title ?? '', hits: found }))
}

/** Meaning always has a nearest passage, also for a word that is none; those lie below this cosine similarity. */
const LIKENESS_MIN = 0.3

/** Holds a word of the query, or is near enough in meaning. What was not measured is believed. */
export function isLikely({ keywordRank, similarity }: SearchHit): boolean {
  return keywordRank !== null || similarity === null || similarity >= LIKENESS_MIN
}
