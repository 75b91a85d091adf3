import { type AppError, isCancelled, toAppError } from '@shared/errors'
import { useEffect, useState } from 'react'
import { useClient } from '../engine/use-engine'
import type { PaletteFinds } from './palette-items'

/** Between two key strokes of a fast typist lie about 100 ms: this asks once a word, not once a letter. */
const ASK_DELAY_MS = 80
const ARTICLES_ASKED = 8
const CONVERSATIONS_ASKED = 5

export interface FindsState extends PaletteFinds {
  /** The query these finds answer; while it is not the one that stands in the field, newer ones are on their way. */
  readonly query: string
  readonly degraded: string | null
  readonly error: AppError | null
}

const NOTHING: FindsState = { query: '', passages: [], hits: [], degraded: null, error: null }

/** Searches articles and conversations as one types; the older search is cancelled, and its finds stay until then. */
export function usePaletteFinds(query: string): FindsState {
  const client = useClient()
  const [finds, setFinds] = useState(NOTHING)
  const text = query.trim()

  useEffect(() => {
    if (!text) {
      setFinds(NOTHING)
      return
    }
    const controller = new AbortController()
    const { signal } = controller
    const timer = setTimeout(() => {
      Promise.all([
        client.call('search.query', { text, limit: ARTICLES_ASKED }, signal),
        client.call('conversations.search', { text, limit: CONVERSATIONS_ASKED }, signal),
      ]).then(
        ([{ passages, degraded }, { hits }]) => {
          if (!signal.aborted) setFinds({ query: text, passages, hits, degraded, error: null })
        },
        (thrown) => {
          if (!signal.aborted && !isCancelled(thrown))
            setFinds({ ...NOTHING, query: text, error: toAppError(thrown) })
        },
      )
    }, ASK_DELAY_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [client, text])

  return finds
}
