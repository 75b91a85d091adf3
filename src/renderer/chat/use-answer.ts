import type { Message } from '@shared/models'
import { useEffect, useEffectEvent, useState } from 'react'
import { useClient } from '../engine/use-engine'
import { type AnswerState, reduceAnswer, startAnswer } from './answer-state'

/** Follows an answer while it is written; a stored one is shown as it is. */
export function useAnswer(stored: Message, onDone: (message: Message) => void): AnswerState {
  const client = useClient()
  const [live, setLive] = useState<AnswerState | null>(null)
  const isStreaming = stored.state === 'streaming'
  const tellDone = useEffectEvent(onDone)
  const firstState = useEffectEvent(() => startAnswer(stored))

  useEffect(() => {
    if (!isStreaming) return
    const controller = new AbortController()
    let state = { ...firstState() }
    client.watch(
      'ask.watch',
      { answerId: stored.id },
      {
        onEvent(event) {
          state = reduceAnswer(state, event)
          setLive(state)
          if (event.kind === 'done') tellDone(event.message)
        },
        onError: (error) => {
          const notice = { code: error.code, message: error.message, level: 'error' } as const
          tellDone({ ...state.message, state: 'interrupted', notice })
        },
        signal: controller.signal,
      },
    )
    return () => controller.abort()
  }, [client, stored.id, isStreaming])

  return live !== null && isStreaming ? live : startAnswer(stored)
}
