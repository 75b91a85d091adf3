import type { SearchResult } from '@shared/search-models'
import { type RefObject, useEffect, useRef } from 'react'
import { isFocusLost } from '../ui/focus-return'
import { focusHit } from './result-list'

interface SearchFocusOptions {
  readonly field: RefObject<HTMLInputElement | null>
  readonly list: RefObject<HTMLDivElement | null>
  readonly result: SearchResult | null
  readonly activeChunkId: number | null
}

/**
 * The hand begins in the field, or on the hit it was on when one comes back from a document. What arrives later leaves it
 * where it is, in a menu as well, and only gives it a new place when it took away what the hand was on.
 */
export function useSearchFocus({ field, list, result, activeChunkId }: SearchFocusOptions) {
  const returnsTo = useRef(activeChunkId)
  const isOnHit = useRef(false)

  useEffect(() => {
    if (returnsTo.current === null) field.current?.focus()
  }, [field])

  // biome-ignore lint/correctness/useExhaustiveDependencies: what arrived counts, not what was looked at since
  useEffect(() => {
    if (!result) return
    const isReturning = returnsTo.current !== null
    const wanted = returnsTo.current ?? (isOnHit.current ? activeChunkId : null)
    returnsTo.current = null
    if (!isReturning && !isFocusLost()) return
    const hit = result.passages.find(({ chunkId }) => chunkId === wanted)
    if (hit) focusHit(list.current, hit)
    else field.current?.focus()
  }, [result])

  return {
    /** Who types does not go back. */
    stay: () => {
      returnsTo.current = null
    },
    hitEvents: {
      onFocus: () => {
        isOnHit.current = true
      },
      onBlur: () => {
        isOnHit.current = false
      },
    },
  }
}
