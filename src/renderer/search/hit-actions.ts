import type { SearchHit } from '@shared/search-models'
import { useMemo } from 'react'
import { useNavigationStore } from '../navigation'
import { passageLink } from '../passage-link'
import { useAnnounce } from '../ui/announcer'

export interface HitActions {
  readonly open: (hit: SearchHit) => void
  readonly copyPassage: (hit: SearchHit) => void
  readonly copyLink: (hit: SearchHit) => void
}

/** What can be done with a hit, in the search view and in the palette alike. */
export function useHitActions(): HitActions {
  const navigation = useNavigationStore()
  const announce = useAnnounce()
  return useMemo(() => {
    async function copy(text: string, what: string) {
      try {
        await navigator.clipboard.writeText(text)
        announce(`${what} copied.`, 'shown')
      } catch {
        announce(`The ${what.toLowerCase()} could not be copied.`, 'shown')
      }
    }
    const placeOf = ({ documentId, start, end }: SearchHit) => ({ documentId, start, end })
    return {
      open: (hit) => navigation.openDocument(placeOf(hit)),
      copyPassage: (hit) => void copy(hit.text.trim(), 'Passage'),
      copyLink: (hit) => void copy(passageLink(placeOf(hit), window.location.href), 'Link'),
    }
  }, [navigation, announce])
}
