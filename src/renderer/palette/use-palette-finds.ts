import { type AppError, isCancelled, toAppError } from '@shared/errors'
import type { ConversationHit } from '@shared/models'
import type { Correction } from '@shared/search-models'
import { useEffect, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { useLiveSearch } from '../search/use-live-search'
import type { PaletteFinds } from './palette-items'

/** As the articles: once a word, not once a letter. */
const ASK_DELAY_MS = 60
const ARTICLES_ASKED = 8
const CONVERSATIONS_ASKED = 5

export interface FindsState extends PaletteFinds {
  /** The query these finds answer; while it is not the one that stands in the field, newer ones are on their way. */
  readonly query: string
  readonly degraded: string | null
  readonly correction: Correction | null
  readonly error: AppError | null
}

interface FoundConversations {
  readonly text: string
  readonly hits: readonly ConversationHit[]
  readonly error: AppError | null
}

const NO_CONVERSATIONS: FoundConversations = { text: '', hits: [], error: null }

/** Searches articles and conversations as one types; the older search is cancelled, and its finds stay until then. */
export function usePaletteFinds(query: string): FindsState {
  const text = query.trim()
  const articles = useLiveSearch(text === '' ? null : { text, limit: ARTICLES_ASKED, details: true })
  const conversations = useConversationHits(text)
  const isAnswered = articles.text === text && articles.isSettled && conversations.text === text
  return {
    query: isAnswered ? text : '',
    passages: articles.result?.passages ?? [],
    hits: conversations.hits,
    degraded: articles.result?.degraded ?? null,
    correction: articles.result?.correction ?? null,
    error: articles.error ?? conversations.error,
  }
}

function useConversationHits(text: string): FoundConversations {
  const client = useClient()
  const [found, setFound] = useState(NO_CONVERSATIONS)
  useEffect(() => {
    if (!text) {
      setFound(NO_CONVERSATIONS)
      return
    }
    const controller = new AbortController()
    const { signal } = controller
    const timer = setTimeout(() => {
      client.call('conversations.search', { text, limit: CONVERSATIONS_ASKED }, signal).then(
        ({ hits }) => {
          if (!signal.aborted) setFound({ text, hits, error: null })
        },
        (thrown) => {
          if (!signal.aborted && !isCancelled(thrown)) setFound({ text, hits: [], error: toAppError(thrown) })
        },
      )
    }, ASK_DELAY_MS)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [client, text])
  return found
}
