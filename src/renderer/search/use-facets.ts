import type { SearchFacets } from '@shared/search-models'
import { useEffect } from 'react'
import { useCall, useStatus } from '../engine/use-engine'

/** What there is to filter by; null until it has been counted. Counted anew when the knowledge has changed. */
export function useFacets(): SearchFacets | null {
  const status = useStatus()
  const facets = useCall('search.facets', {}, { keepsPrevious: true })
  const { reload } = facets
  // an import changes the count five times a second: it is enough to know what it brought when it is over
  const settledCount = status?.activeImport ? null : status?.documentCount
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of documents asks for another count
  useEffect(() => reload(), [settledCount, reload])
  return facets.kind === 'ready' ? facets.output : null
}
