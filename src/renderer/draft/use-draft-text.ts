import { isCancelled, toAppError } from '@shared/errors'
import type { Message } from '@shared/models'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useClient } from '../engine/use-engine'

/** A pause in typing: the text is on disk before a hand has left the keys for long. */
const SAVE_AFTER_MS = 600

export interface DraftText {
  readonly text: string
  readonly change: (text: string) => void
  /** Writes what is not written yet. */
  readonly flush: () => void
  /** Why it could not be kept; null when it is. */
  readonly problem: string | null
}

/** What the agent makes of a draft, kept as it is made. */
export function useDraftText(message: Message, onSaved: (message: Message) => void): DraftText {
  const client = useClient()
  const [edited, setEdited] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const waiting = useRef<{ timer: number; text: string } | null>(null)
  const { id } = message

  const save = useCallback(
    (text: string) => {
      // an empty draft is not kept: the last words stay
      if (text.trim() === '') return
      client.call('drafts.edit', { answerId: id, text }).then(
        (saved) => {
          setProblem(null)
          onSaved(saved)
        },
        (thrown) => {
          if (!isCancelled(thrown)) setProblem(toAppError(thrown).message)
        },
      )
    },
    [client, id, onSaved],
  )
  const flush = useCallback(() => {
    if (!waiting.current) return
    window.clearTimeout(waiting.current.timer)
    const { text } = waiting.current
    waiting.current = null
    save(text)
  }, [save])
  useEffect(() => flush, [flush])

  const change = useCallback(
    (text: string) => {
      setEdited(text)
      if (waiting.current) window.clearTimeout(waiting.current.timer)
      waiting.current = { text, timer: window.setTimeout(flush, SAVE_AFTER_MS) }
    },
    [flush],
  )
  return { text: edited ?? message.text, change, flush, problem }
}
