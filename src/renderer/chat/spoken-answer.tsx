import type { Message } from '@shared/models'
import { useState } from 'react'
import { endOfSentences } from './answer-state'
import { plainAnswer } from './plain-answer'

interface SpokenAnswerProps {
  readonly message: Message
  /** Only an answer that was watched is read out; a stored one is there to be read. */
  readonly wasStreaming: boolean
}

/** A log for screen readers: whole sentences are added as they are finished, and nothing is ever said twice. */
export function SpokenAnswer({ message, wasStreaming }: SpokenAnswerProps) {
  const [ends, setEnds] = useState<readonly number[]>([])
  const [isWatched, setIsWatched] = useState(wasStreaming)
  if (wasStreaming && !isWatched) setIsWatched(true)
  if (!isWatched) return null

  const last = ends.at(-1) ?? 0
  const next = message.state === 'streaming' ? endOfSentences(message.text, last) : message.text.length
  if (next > last) setEnds([...ends, next])
  return (
    <div role="log" aria-live="polite" aria-label="Answer as it is written" className="sr-only">
      {ends.map((end, index) => (
        <p key={end}>{plainAnswer(message.text.slice(ends[index - 1] ?? 0, end), message.passages.length)}</p>
      ))}
    </div>
  )
}
