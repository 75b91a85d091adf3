import type { Message } from '@shared/models'
import type { SupportResult } from '@shared/support-models'
import { useEffect, useState } from 'react'
import { useClient } from '../engine/use-engine'

export interface SupportState {
  /** Null until it is known, and for what needs no check. */
  readonly result: SupportResult | null
  /** It is being found out. */
  readonly isPending: boolean
}

/** What an answer of the model, or the words its reader made of it, is backed by. */
export function useSupport(message: Message, text: string = message.text): SupportState {
  const client = useClient()
  const [checked, setChecked] = useState<{
    readonly text: string
    readonly result: SupportResult | null
  } | null>(null)
  const { id, state, origin } = message
  // quotes are the knowledge base itself, and what is still being written is judged when it stands
  const isJudged = origin === 'model' && state !== 'streaming' && text.trim() !== ''

  useEffect(() => {
    if (!isJudged) return
    const controller = new AbortController()
    client
      .call('support.check', { messageId: id, text }, controller.signal)
      .then((result) => setChecked({ text, result }))
      // without marks the answer is as useful as it was before there were any
      .catch(() => {
        if (!controller.signal.aborted) setChecked({ text, result: null })
      })
    return () => controller.abort()
  }, [client, id, isJudged, text])

  const isKnown = checked?.text === text
  return { result: isJudged && isKnown ? checked.result : null, isPending: isJudged && !isKnown }
}
