import type { Message } from '@shared/models'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useAnnounce } from '../ui/announcer'
import { endOfSentences } from './answer-state'
import { plainAnswer } from './plain-answer'

/** Often enough to keep up with reading aloud, seldom enough not to cut it short. */
const SPEAK_EVERY_MS = 1_500

/**
 * Reads an answer out while it is written: whole sentences only, none of them twice. A stored answer is not read out;
 * it is there to be read. Draws nothing.
 */
export function SpokenAnswer({ message }: { readonly message: Message }) {
  const announce = useAnnounce()
  const spokenTo = useRef(message.state === 'streaming' ? 0 : message.text.length)
  const isStreaming = message.state === 'streaming'
  const speak = useEffectEvent(() => {
    const { text, passages } = message
    const end = isStreaming ? endOfSentences(text, spokenTo.current) : text.length
    if (end <= spokenTo.current) return
    announce(plainAnswer(text.slice(spokenTo.current, end), passages.length))
    spokenTo.current = end
  })

  useEffect(() => {
    speak()
    if (!isStreaming) return
    const timer = setInterval(() => speak(), SPEAK_EVERY_MS)
    return () => clearInterval(timer)
  }, [isStreaming])
  return null
}
