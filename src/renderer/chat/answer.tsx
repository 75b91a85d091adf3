import type { Message } from '@shared/models'
import type { SupportResult } from '@shared/support-models'
import { textToSend } from '@shared/text-to-send'
import { BookmarkPlus, RotateCcw } from 'lucide-react'
import { memo, Suspense, useEffect, useState } from 'react'
import { useDraftText } from '../draft/use-draft-text'
import { AnswerFeedback } from '../gaps/answer-feedback'
import { macroSeed } from '../macros/macro-seed'
import { useNavigation, useNavigationStore } from '../navigation'
import { useSupport } from '../support/use-support'
import { Button } from '../ui/button'
import { countOf } from '../ui/figures'
import { IconButton } from '../ui/icon-button'
import { onDemand } from '../ui/on-demand'
import { AnswerHead } from './answer-head'
import { AnswerNotes } from './answer-notes'
import { AnswerWaiting } from './answer-waiting'
import { CitedAnswerContext } from './citation-key'
import { CopyAnswer } from './copy-answer'
import { Markdown } from './markdown'
import { SpokenAnswer } from './spoken-answer'
import { useAnswer } from './use-answer'
import { useMarkUsed } from './use-mark-used'

const DraftCard = onDemand(async () => (await import('../draft/draft-card')).DraftCard)

const SentDialog = onDemand(async () => (await import('../masking/sent-dialog')).SentDialog)

interface AnswerProps {
  readonly message: Message
  /** The answer as it was saved, when it has ended. */
  readonly onDone: (message: Message) => void
  /** The last answer with sources fills the sources pane by itself. */
  readonly isLatest: boolean
  /** The last one of all, with sources or without: what the keys copy. */
  readonly isLast: boolean
  readonly onAskAgain: (answerId: number, how: 'again' | 'anew') => void
  readonly canAsk: boolean
}

export const Answer = memo(function Answer({
  message: stored,
  onDone,
  isLatest,
  isLast,
  onAskAgain,
  canAsk,
}: AnswerProps) {
  const { message, step } = useAnswer(stored, onDone)
  const navigation = useNavigationStore()
  const isStreaming = message.state === 'streaming'
  const isEmpty = message.text.trim() === ''
  const draft = useDraftText(message, onDone)
  const isDraft = message.task?.kind === 'draft' && message.origin !== 'none' && !isStreaming
  const { result: support, isPending: isBeingChecked } = useSupport(message, draft.text)
  const { whenCopied } = useMarkUsed(message, onDone)

  const { id, passages } = message
  useEffect(() => {
    if (isLatest && passages.length > 0) navigation.showSources({ id, passages })
  }, [navigation, isLatest, id, passages])

  const written = (
    <Markdown
      text={message.text}
      passageCount={message.passages.length}
      isStreaming={isStreaming}
      keepsLines={message.task?.kind === 'draft'}
      {...(support ? { sentences: support.sentences } : {})}
    />
  )
  return (
    <CitedAnswerContext value={message}>
      <article data-answer={message.id} aria-label="Answer" aria-busy={isStreaming}>
        <AnswerHead message={message} step={isStreaming ? step : null} />
        {isStreaming && isEmpty && <AnswerWaiting />}
        {message.searchedFor !== null && <SearchedFor text={message.searchedFor} />}
        <div onCopy={whenCopied}>
          {isDraft && !isEmpty ? (
            <Suspense fallback={written}>
              <DraftCard message={message} draft={draft} support={support} />
            </Suspense>
          ) : (
            !isEmpty && written
          )}
        </div>
        <AnswerNotes message={message} support={support} />
        {!isStreaming && (
          <AnswerActions
            message={message}
            draftText={isDraft ? draft.text : null}
            isLast={isLast}
            support={support}
            isBeingChecked={isBeingChecked}
            onAskAgain={onAskAgain}
            canAsk={canAsk}
            isEmpty={isEmpty}
            onChanged={onDone}
          />
        )}
        <SpokenAnswer message={message} />
      </article>
    </CitedAnswerContext>
  )
})

interface AnswerActionsProps extends Pick<AnswerProps, 'message' | 'onAskAgain' | 'canAsk' | 'isLast'> {
  /** Of a reply, as it stands now; null for what is for the agent. */
  readonly draftText: string | null
  readonly isEmpty: boolean
  readonly onChanged: (message: Message) => void
  readonly support: SupportResult | null
  readonly isBeingChecked: boolean
}

function AnswerActions(props: AnswerActionsProps) {
  const { message, draftText, support, onAskAgain, canAsk, isEmpty, isLast, onChanged, isBeingChecked } =
    props
  const { sources, isSourcesOpen, toggleSources, open } = useNavigation()
  const sentText = draftText === null ? null : textToSend(draftText)
  const isShown = isSourcesOpen && sources.answerId === message.id
  const isWhole = message.state === 'complete' || message.state === 'stopped'

  return (
    <div className="mt-2.5 flex flex-wrap items-center gap-1">
      {!isEmpty && (
        <CopyAnswer
          message={message}
          draftText={draftText}
          support={support}
          isBeingChecked={isBeingChecked}
          isLast={isLast}
          onChanged={onChanged}
        />
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
      {!isEmpty && message.origin !== 'none' && (
        <IconButton
          label="Save as macro"
          tooltipSide="top"
          onClick={() => open({ kind: 'macros', seed: macroSeed(message, sentText) })}
        >
          <BookmarkPlus aria-hidden />
        </IconButton>
      )}
      {!isEmpty && <AnswerFeedback message={message} onChanged={onChanged} />}
      {message.origin === 'model' && message.cachedAt === null && <WhatWasSent messageId={message.id} />}
    </div>
  )
}

function WhatWasSent({ messageId }: { readonly messageId: number }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button variant="ghost" onClick={() => setOpen(true)}>
        What was sent
      </Button>
      {isOpen && (
        <Suspense>
          <SentDialog messageId={messageId} open={isOpen} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  )
}

/** What was looked up where that is not what was typed. */
function SearchedFor({ text }: { readonly text: string }) {
  return (
    <p className="mb-1.5 truncate text-xs text-faint" dir="auto" title={text}>
      Searched for: {text}
    </p>
  )
}
