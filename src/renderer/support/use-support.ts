import type { Message } from '@shared/models'
import type { SupportResult } from '@shared/support-models'
import { useEffect, useState } from 'react'
import { useClient } from '../engine/use-engine'

/** What an answer of the model, or the words its reader made of it, is backed by; null until it is known. */
export function useSupport(message: Message, text: string = message.text): SupportResult | null {
  const client = useClient()
  const [checked, setChecked] = useState<{ readonly text: string; readonly result: SupportResult } | null>(
    null,
  )
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
      .catch(() => {})
    return () => controller.abort()
  }, [client, id, isJudged, text])

  return isJudged && checked?.text === text ? checked.result : null
}
