import { useEffect } from 'react'
import { useNavigationStore } from '../navigation'
import { readPassageLink } from '../passage-link'

/** A link to a passage opens it: when the page begins with one, and when one is put into its address. */
export function useLinkRoute(): void {
  const navigation = useNavigationStore()
  useEffect(() => {
    const follow = () => {
      const place = readPassageLink(window.location.hash)
      if (!place) return
      navigation.openDocument(place)
      // followed once: a reload goes on where the person is, not back to the link
      window.history.replaceState(null, '', window.location.pathname + window.location.search)
    }
    follow()
    window.addEventListener('hashchange', follow)
    return () => window.removeEventListener('hashchange', follow)
  }, [navigation])
}
