import type { AnswerTask, Conversation, Message } from '@shared/models'
import { ArrowDown } from 'lucide-react'
import { type ReactNode, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useAction } from '../actions/action-registry'
import { ComposerModes } from '../draft/composer-modes'
import { PLACEHOLDERS, taskOf } from '../draft/draft-words'
import { useComposerMode } from '../draft/use-composer-mode'
import { useConnectionState, useSettings, useStatus } from '../engine/use-engine'
import { useWarmUp } from '../engine/use-warm-up'
import { MaskedChip } from '../masking/masked-chip'
import { ModelSwitch } from '../models/model-switch'
import { type GoTo, useNavigationStore } from '../navigation'
import { Button } from '../ui/button'
import { Chip } from '../ui/chip'
import { ErrorNotice } from '../ui/error-notice'
import { onDemand } from '../ui/on-demand'
import { CollectionSwitch } from './collection-switch'
import { Composer, type ComposerHandle } from './composer'
import { EmptyChat } from './empty-chat'
import type { Drafts } from './kept-drafts'
import { MessageList } from './message-list'
import { useAsking } from './use-asking'
import { useCollectionChoice } from './use-collection-choice'
import { type ConversationState, useConversation } from './use-conversation'
import { useGoToMessage } from './use-go-to-message'
import { useStickToEnd } from './use-stick-to-end'

const ExportDialog = onDemand(async () => (await import('../conversations/export-dialog')).ExportDialog)

/** Before the settings have arrived; their default. */
const MESSAGES_SHOWN = 50

interface ChatViewProps {
  readonly conversationId: number | null
  /** The message it was opened for. */
  readonly goTo?: GoTo | null
  /** Texts not yet sent, by conversation; they outlive the view. */
  readonly drafts: Drafts
  /** What stands at the right of the head. */
  readonly headActions: (conversation: Conversation) => ReactNode
  /** Grows when the conversation was changed elsewhere (cleared, renamed). */
  readonly version: number
}

/** One conversation: its messages, and the box to ask in. */
export function ChatView({ conversationId, goTo = null, drafts, headActions, version }: ChatViewProps) {
  const settings = useSettings()
  const status = useStatus()
  const messageCount = status?.messageCount
  const navigation = useNavigationStore()
  const conversation = useConversation(conversationId, settings?.messagesShown ?? MESSAGES_SHOWN)
  const { reload, messages, replace } = conversation
  const collections = useCollectionChoice()
  const [draft, setDraft] = useDraft(conversationId, drafts)
  const takeDraftAlong = useCallback(
    (namedId: number) => {
      const { view } = navigation.snapshot()
      const typed = drafts.get(null)
      // what was written while the first question was on its way
      if (typed === '' || view.kind !== 'chat' || view.conversationId !== null) return
      drafts.set(namedId, typed)
      drafts.set(null, '')
    },
    [drafts, navigation],
  )
  const asking = useAsking(conversationId, collections.chosenIds, reload, takeDraftAlong)
  useWarmUp(draft !== '', draft)
  const composer = useRef<ComposerHandle>(null)
  const pending = shownPending(asking.pending, conversationId, messages)
  const isEmpty = messages.length === 0 && pending === null
  const scroll = useStickToEnd(isEmpty)
  const { goToEnd } = scroll

  const live = messages.findLast(({ state }) => state === 'streaming')
  const isBusy = pending !== null || live !== undefined
  const blocked = useBlocked()
  // without a server nothing leaves, so nothing need be masked
  const canSendAway = status?.apiKey === 'configured'

  // another conversation begins at its end, ready to be asked
  useEffect(() => {
    goToEnd()
    composer.current?.focus()
    if (conversationId === null) navigation.clearSources()
  }, [conversationId, goToEnd, navigation])
  const reachedId = useGoToMessage(goTo, conversation, scroll)
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever it was changed here, or in another window
  useEffect(() => reload(), [version, messageCount, reload])

  const { ask, stop } = asking
  const { mode, setMode, afterSending } = useComposerMode()
  const [released, setReleased] = useReleased(conversationId)
  const send = useCallback(
    async (question: string, task: AnswerTask, askAnew = false, letOut: readonly string[] = []) => {
      goToEnd()
      return ask(question, { askAnew, task, released: letOut })
    },
    [ask, goToEnd],
  )
  const sendDraft = useCallback(async () => {
    const question = draft
    setDraft('')
    if (await send(question, taskOf(mode, settings), false, released)) {
      setReleased([])
      afterSending()
    } else {
      const typed = drafts.get(conversationId)
      setDraft(typed === '' ? question : `${question}\n\n${typed}`)
    }
  }, [draft, setDraft, send, mode, settings, afterSending, released, setReleased, drafts, conversationId])
  const askAgain = useCallback(
    (answerId: number, how: 'again' | 'anew') => {
      const question = questionOf(messages, answerId)
      const task = messages.find(({ id }) => id === answerId)?.task ?? { kind: 'answer' }
      if (question) void send(question.text, task, how === 'anew')
    },
    [messages, send],
  )
  const liveId = live?.id
  const stopLive = useCallback(() => {
    if (liveId !== undefined) stop(liveId)
  }, [stop, liveId])
  useAction({
    name: 'stop-answer',
    label: 'Stop the answer',
    shortcut: 'Escape',
    when: () => liveId !== undefined,
    run: stopLive,
  })

  const lastAnswer = messages.findLast(({ role }) => role === 'assistant')
  useAction({
    name: 'ask-anew',
    label: 'Ask the last question anew',
    shortcut: 'Mod+Shift+E',
    when: () => lastAnswer !== undefined && lastAnswer.task?.kind !== 'draft' && !isBusy && blocked === null,
    run: () => lastAnswer && askAgain(lastAnswer.id, 'anew'),
  })

  return (
    <section aria-label="Conversation" className="flex h-full min-h-0 flex-col bg-panel">
      <ChatHead conversation={conversation} actions={headActions} />
      <div className="relative min-h-0 grow">
        <div
          ref={scroll.frame}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: the thread is scrolled by the keyboard too
          tabIndex={0}
          className="h-full overflow-y-auto px-4 py-5 -outline-offset-2 sm:px-7"
        >
          <div
            ref={scroll.content}
            className="mx-auto flex min-h-full w-full max-w-[720px] flex-col gap-[18px]"
          >
            {conversation.error && <ErrorNotice error={conversation.error} onRetry={reload} />}
            {isEmpty && (conversation.kind === 'new' || conversation.kind === 'ready') && (
              <EmptyChat
                onAsk={(question) => void send(question, { kind: 'answer' })}
                onChoose={(next) => {
                  setMode(next)
                  composer.current?.focus()
                }}
              />
            )}
            <MessageList
              conversation={conversation}
              pendingQuestion={pending}
              onDone={replace}
              onAskAgain={askAgain}
              canAsk={!isBusy && blocked === null}
              reachedId={reachedId}
            />
            {asking.error && (
              <ErrorNotice error={asking.error} onRetry={asking.dismissError} retryLabel="Dismiss" />
            )}
          </div>
        </div>
        {!scroll.isAtEnd && (
          <Button
            className="absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-card"
            onClick={scroll.goToEnd}
          >
            <ArrowDown aria-hidden />
            {live ? 'Follow the answer' : 'Go to the end'}
          </Button>
        )}
      </div>
      <Composer
        ref={composer}
        conversationId={conversationId}
        value={draft}
        onChange={(text) => {
          setDraft(text)
          // the next text is another one
          if (text === '') setReleased([])
        }}
        onSend={() => void sendDraft()}
        onStop={isBusy ? stopLive : null}
        blocked={blocked}
        scope={
          <>
            {mode !== 'summary' && <CollectionSwitch choice={collections} />}
            <ModelSwitch />
          </>
        }
        modes={<ComposerModes mode={mode} onChange={setMode} />}
        details={canSendAway && <MaskedChip text={draft} released={released} onRelease={setReleased} />}
        placeholder={PLACEHOLDERS[mode]}
      />
    </section>
  )
}

function ChatHead({
  conversation: { conversation, kind },
  actions,
}: {
  readonly conversation: ConversationState
  readonly actions: (conversation: Conversation) => ReactNode
}) {
  const title = conversation?.title || (kind === 'new' ? 'New question' : '\u00a0')
  return (
    <header className="flex h-[51px] shrink-0 items-center gap-2.5 border-b border-line px-4 sm:px-7">
      <h1 className="min-w-0 truncate text-[15px] font-semibold tracking-tight" dir="auto" title={title}>
        {title}
      </h1>
      {conversation?.isTemporary && <Chip title="History is switched off in the settings">not kept</Chip>}
      <span className="grow" />
      {conversation && actions(conversation)}
      {conversation && <ExportAction conversation={conversation} />}
    </header>
  )
}

/** Draws nothing until it is wanted. */
function ExportAction({ conversation }: { readonly conversation: Conversation }) {
  const [isOpen, setOpen] = useState(false)
  useAction({
    name: 'export-conversation',
    label: 'Export this conversation',
    when: () => conversation.messageCount > 0,
    run: () => setOpen(true),
  })
  if (!isOpen) return null
  return (
    <Suspense>
      <ExportDialog conversation={conversation} onClose={() => setOpen(false)} />
    </Suspense>
  )
}

function useDraft(conversationId: number | null, drafts: Drafts) {
  const [, redraw] = useState(0)
  const setDraft = useCallback(
    (text: string) => {
      drafts.set(conversationId, text)
      redraw((count) => count + 1)
    },
    [conversationId, drafts],
  )
  return [drafts.get(conversationId), setDraft] as const
}

/** What may leave this machine is decided for one text: another conversation has another one. */
function useReleased(conversationId: number | null) {
  const [all, setAll] = useState<ReadonlyMap<number | null, readonly string[]>>(new Map())
  const setReleased = useCallback(
    (values: readonly string[]) => setAll((last) => new Map(last).set(conversationId, values)),
    [conversationId],
  )
  return [all.get(conversationId) ?? NOTHING_RELEASED, setReleased] as const
}

const NOTHING_RELEASED: readonly string[] = []

/** Why nothing can be sent just now, in words for the composer. */
function useBlocked(): string | null {
  const { kind } = useConnectionState()
  if (kind === 'restarting') return 'The engine is starting again. Your text is safe.'
  return kind === 'connected' ? null : 'The engine is starting.'
}

/** The question on its way, until the messages that were read have it. */
function shownPending(
  pending: ReturnType<typeof useAsking>['pending'],
  conversationId: number | null,
  messages: readonly Message[],
): string | null {
  if (!pending || pending.conversationId !== conversationId) return null
  const isSaved = pending.questionId !== null && messages.some(({ id }) => id === pending.questionId)
  return isSaved ? null : pending.question
}

function questionOf(messages: readonly Message[], answerId: number): Message | undefined {
  const index = messages.findIndex(({ id }) => id === answerId)
  return messages.slice(0, Math.max(0, index)).findLast(({ role }) => role === 'user')
}
