import type { SearchFacets } from '@shared/search-models'
import { useMemo } from 'react'
import { useSettings } from '../engine/use-engine'
import { useFacets } from '../search/use-facets'

export interface CollectionChoice {
  readonly collections: SearchFacets['collections']
  /** Chosen and still there; empty: all. */
  readonly chosenIds: readonly number[]
  readonly label: string
}

/** What the settings remember, without collections that are gone: those would leave an answer nothing to rest on. */
export function useCollectionChoice(): CollectionChoice {
  const settings = useSettings()
  const collections = useFacets()?.collections ?? NONE
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
