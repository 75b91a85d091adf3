import type { Message } from '@shared/models'
import type { SupportResult } from '@shared/support-models'
import { Copy, RotateCcw } from 'lucide-react'
import { memo, useEffect } from 'react'
import { useNavigation, useNavigationStore } from '../navigation'
import { citedPassages } from '../support/cited-passages'
import { useCopyGuard } from '../support/copy-guard'
import { useSupport } from '../support/use-support'
import { useAnnounce } from '../ui/announcer'
import { Button } from '../ui/button'
import { countOf } from '../ui/figures'
import { AnswerHead } from './answer-head'
import { AnswerNotes } from './answer-notes'
import { AnswerWaiting } from './answer-waiting'
import { CitedAnswerContext } from './citation-key'
import { Markdown } from './markdown'
import { plainAnswer } from './plain-answer'
import { SpokenAnswer } from './spoken-answer'
import { useAnswer } from './use-answer'

interface AnswerProps {
  readonly message: Message
  /** The answer as it was saved, when it has ended. */
  readonly onDone: (message: Message) => void
  /** The last answer with sources fills the sources pane by itself. */
  readonly isLatest: boolean
  readonly onAskAgain: (answerId: number, how: 'again' | 'anew') => void
  readonly canAsk: boolean
}

export const Answer = memo(function Answer({
  message: stored,
  onDone,
  isLatest,
  onAskAgain,
  canAsk,
}: AnswerProps) {
  const { message, step } = useAnswer(stored, onDone)
  const navigation = useNavigationStore()
  const isStreaming = message.state === 'streaming'
  const isEmpty = message.text.trim() === ''
  const support = useSupport(message)

  const { id, passages } = message
  useEffect(() => {
    if (isLatest && passages.length > 0) navigation.showSources({ id, passages })
  }, [navigation, isLatest, id, passages])

  return (
    <CitedAnswerContext value={message}>
      <article data-answer={message.id} aria-label="Answer" aria-busy={isStreaming}>
        <AnswerHead message={message} step={isStreaming ? step : null} />
        {isStreaming && isEmpty && <AnswerWaiting />}
        {!isEmpty && (
          <Markdown
            text={message.text}
            passageCount={message.passages.length}
            isStreaming={isStreaming}
            {...(support ? { sentences: support.sentences } : {})}
          />
        )}
        <AnswerNotes message={message} support={support} />
        {!isStreaming && (
          <AnswerActions
            message={message}
            support={support}
            onAskAgain={onAskAgain}
            canAsk={canAsk}
            isEmpty={isEmpty}
          />
        )}
        <SpokenAnswer message={message} />
      </article>
    </CitedAnswerContext>
  )
})

interface AnswerActionsProps extends Pick<AnswerProps, 'message' | 'onAskAgain' | 'canAsk'> {
  readonly isEmpty: boolean
  readonly support: SupportResult | null
}

function AnswerActions({ message, support, onAskAgain, canAsk, isEmpty }: AnswerActionsProps) {
  const { sources, isSourcesOpen, toggleSources } = useNavigation()
  const announce = useAnnounce()
  const guard = useCopyGuard({ support, passages: citedPassages(message) })
  const isShown = isSourcesOpen && sources.answerId === message.id
  const isWhole = message.state === 'complete' || message.state === 'stopped'

  async function copy() {
    try {
      await navigator.clipboard.writeText(plainAnswer(message.text, message.passages.length))
      announce('Answer copied.', 'shown')
    } catch {
      announce('The answer could not be copied.', 'shown')
    }
  }

  return (
    <div className="mt-2.5 flex flex-wrap items-center gap-1">
      {!isEmpty && (
        <Button onClick={() => guard.run(() => void copy())}>
          <Copy aria-hidden />
          Copy answer
        </Button>
      )}
      {message.passages.length > 0 && (
        <Button variant="ghost" aria-expanded={isShown} onClick={() => toggleSources(message)}>
          {isShown ? 'Hide' : 'View'} {countOf(message.passages.length, 'source')}
        </Button>
      )}
      <Button
        variant="ghost"
        disabled={!canAsk}
        onClick={() => onAskAgain(message.id, isWhole ? 'anew' : 'again')}
      >
        <RotateCcw aria-hidden />
        {isWhole ? 'Ask anew' : 'Try again'}
      </Button>
      {guard.dialog}
    </div>
  )
}
