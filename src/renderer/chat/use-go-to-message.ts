import type { Message } from '@shared/models'
import { useEffect, useState } from 'react'
import type { GoTo } from '../navigation'
import type { ConversationState } from './use-conversation'
import type { StickToEnd } from './use-stick-to-end'

/**
 * Brings the message into sight that a conversation was opened for, with the question above an answer; earlier pages are
 * read until it is there. Returns its id once it is reached.
 */
export function useGoToMessage(
  goTo: GoTo | null,
  { messages, hasEarlier, showEarlier }: ConversationState,
  { frame, letGo }: StickToEnd,
): number | null {
  const [reached, setReached] = useState<GoTo | null>(null)
  useEffect(() => {
    if (goTo === null || reached === goTo) return
    if (hasEarlier && isAbove(goTo.messageId, messages)) return showEarlier()
    const place = messages.findIndex(({ id }) => id === goTo.messageId)
    const first = messages[isAnswerTo(messages[place], messages[place - 1]) ? place - 1 : place]
    const element = first && frame.current?.querySelector<HTMLElement>(`[data-message="${first.id}"]`)
    if (!element) return
    letGo()
    element.scrollIntoView({ block: 'start' })
    element.focus({ preventScroll: true })
    setReached(goTo)
  }, [goTo, reached, messages, hasEarlier, showEarlier, frame, letGo])
  return goTo !== null && reached === goTo ? goTo.messageId : null
}

function isAbove(messageId: number, [oldest]: readonly Message[]): boolean {
  return oldest !== undefined && messageId < oldest.id
}

function isAnswerTo(message: Message | undefined, before: Message | undefined): boolean {
  return message?.role === 'assistant' && before?.role === 'user'
}
