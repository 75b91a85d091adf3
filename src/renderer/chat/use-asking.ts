import { type AppError, isCancelled, toAppError } from '@shared/errors'
import type { AnswerTask } from '@shared/models'
import { useCallback, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { useNavigationStore } from '../navigation'

/** A question on its way: shown at once, before the engine has saved it. */
export interface PendingQuestion {
  readonly conversationId: number | null
  readonly question: string
  /** Null until the engine has saved it. */
  readonly questionId: number | null
}

interface AskOptions {
  readonly askAnew?: boolean
  /** A plain answer when it is left out. */
  readonly task?: AnswerTask
  /** Details that the model may see as they are. */
  readonly released?: readonly string[]
}

export interface Asking {
  readonly pending: PendingQuestion | null
  readonly error: AppError | null
  readonly ask: (question: string, options?: AskOptions) => Promise<boolean>
  readonly stop: (answerId: number) => void
  readonly dismissError: () => void
}

/** Sends questions of one conversation and stops answers. `ask` resolves to false when the question was not taken. */
export function useAsking(
  conversationId: number | null,
  /** The collections to answer from; empty: all. */
  collectionIds: readonly number[],
  onAsked: () => void,
  /** The new conversation has got its id. */
  onNamed: (conversationId: number) => void = () => {},
): Asking {
  const client = useClient()
  const navigation = useNavigationStore()
  const [pending, setPending] = useState<PendingQuestion | null>(null)
  const [failure, setFailure] = useState<{
    readonly conversationId: number | null
    readonly error: AppError
  } | null>(null)

  const ask = useCallback(
    async (
      question: string,
      { askAnew = false, task = { kind: 'answer' }, released = [] }: AskOptions = {},
    ) => {
      setFailure(null)
      setPending({ conversationId, question, questionId: null })
      try {
        const started = await client.call('ask.start', {
          question,
          conversationId,
          askAnew,
          collectionIds: [...collectionIds],
          task,
          released: [...released],
        })
        setPending({ conversationId: started.conversationId, question, questionId: started.questionId })
        if (conversationId === null) {
          onNamed(started.conversationId)
          navigation.nameConversation(started.conversationId)
        }
        onAsked()
        return true
      } catch (thrown) {
        setPending(null)
        if (!isCancelled(thrown)) setFailure({ conversationId, error: toAppError(thrown) })
        return false
      }
    },
    [client, navigation, conversationId, collectionIds, onAsked, onNamed],
  )

  const stop = useCallback(
    (answerId: number) => {
      // an answer that has ended meanwhile is as good as stopped
      client.call('ask.stop', { answerId }).catch(() => {})
    },
    [client],
  )

  return {
    pending,
    // it is about the conversation it was asked in
    error: failure !== null && failure.conversationId === conversationId ? failure.error : null,
    ask,
    stop,
    dismissError: useCallback(() => setFailure(null), []),
  }
}
