import type { SearchFacets } from '@shared/search-models'
import { useEffect, useMemo } from 'react'
import { useCall, useSettings, useStatus } from '../engine/use-engine'

export interface CollectionChoice {
  readonly collections: SearchFacets['collections']
  /** Chosen and still there; empty: all. */
  readonly chosenIds: readonly number[]
  readonly label: string
}

/** What the settings remember, without collections that are gone: those would leave an answer nothing to rest on. */
export function useCollectionChoice(): CollectionChoice {
  const settings = useSettings()
  const status = useStatus()
  const facets = useCall('search.facets', {}, { keepsPrevious: true })
  const { reload } = facets
  // biome-ignore lint/correctness/useExhaustiveDependencies: an import may bring a new collection
  useEffect(() => reload(), [status?.documentCount, reload])
  const collections = facets.kind === 'ready' ? facets.output.collections : NONE
  const remembered = settings?.chatCollectionIds
  return useMemo(() => {
    const chosen = collections.filter(({ id }) => remembered?.includes(id))
    return { collections, chosenIds: chosen.map(({ id }) => id), label: labelOf(chosen) }
  }, [collections, remembered])
}

const NONE: SearchFacets['collections'] = []

function labelOf(chosen: SearchFacets['collections']): string {
  if (chosen.length === 0) return 'All collections'
  const [first] = chosen
  return chosen.length === 1 && first ? first.name : `${chosen.length} collections`
}
