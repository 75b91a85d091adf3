import type { InputOf } from '@shared/contract'
import { type AppError, isCancelled } from '@shared/errors'
import type { SearchResult } from '@shared/search-models'
import { useEffect, useState } from 'react'
import { useClient } from '../engine/use-engine'

/** Between two key strokes of a fast typist lie about 100 ms: this asks once a word, not once a letter. */
const ASK_DELAY_MS = 60

export type LiveRequest = InputOf<'search.live'>

export interface LiveSearch {
  /** The last that was found; of an older request while a newer one is on its way. Null before the first. */
  readonly result: SearchResult | null
  /** The text the result answers. */
  readonly text: string
  /** False while something newer or better is on its way. */
  readonly isSettled: boolean
  readonly error: AppError | null
}

const NOTHING: LiveSearch = { result: null, text: '', isSettled: true, error: null }

interface Found extends LiveSearch {
  readonly key: string
}

/** Searches as one types: the older search is cancelled, and what it found stays in sight until the newer has something. */
export function useLiveSearch(request: LiveRequest | null): LiveSearch {
  const client = useClient()
  const [found, setFound] = useState<Found | null>(null)
  const key = request === null ? null : JSON.stringify(request)

  useEffect(() => {
    if (key === null) {
      setFound(null)
      return
    }
    const asked = JSON.parse(key) as LiveRequest
    const controller = new AbortController()
    const { signal } = controller
    const timer = setTimeout(() => {
      client.watch('search.live', asked, {
        onEvent: ({ result, isFinal }) => {
          if (!signal.aborted) setFound({ key, text: asked.text, result, isSettled: isFinal, error: null })
        },
        onError: (error) => {
          if (!signal.aborted && !isCancelled(error))
            setFound({ key, text: asked.text, result: null, isSettled: true, error })
        },
        signal,
      })
    }, ASK_DELAY_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [client, key])

  if (key === null) return NOTHING
  if (found === null) return { ...NOTHING, isSettled: false }
  return found.key === key ? found : { ...found, isSettled: false }
}
