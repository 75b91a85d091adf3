import { useEffect, useRef } from 'react'
import { useClient } from './use-engine'

/** The model rests after a minute without a text; asking twice a minute keeps it there while somebody types. */
const AGAIN_AFTER_MS = 30_000

/** Loads the search model while somebody types, so that the half second it takes is over when they press Enter. */
export function useWarmUp(isTyping: boolean, typed: string): void {
  const client = useClient()
  const warmedAt = useRef(Number.NEGATIVE_INFINITY)

  // biome-ignore lint/correctness/useExhaustiveDependencies: looks at the clock whenever the text changes
  useEffect(() => {
    const now = performance.now()
    if (!isTyping || now - warmedAt.current < AGAIN_AFTER_MS) return
    warmedAt.current = now
    // what goes wrong the search itself will say
    client.call('search.warmUp', {}).catch(() => undefined)
  }, [client, isTyping, typed])
}
