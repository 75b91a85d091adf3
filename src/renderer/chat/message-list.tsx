import type { Message } from '@shared/models'
import { Button } from '../ui/button'
import { AfterDelay, Skeleton } from '../ui/skeleton'
import { Answer } from './answer'
import { AnswerHead } from './answer-head'
import { AnswerWaiting } from './answer-waiting'
import { Question } from './question'
import type { ConversationState } from './use-conversation'

interface MessageListProps {
  readonly conversation: ConversationState
  /** Shown as asked, with an answer to come. */
  readonly pendingQuestion: string | null
  readonly onDone: (message: Message) => void
  readonly onAskAgain: (answerId: number, how: 'again' | 'anew') => void
  readonly canAsk: boolean
  /** The one that somebody was brought to. */
  readonly reachedId: number | null
}

/** At most `messagesShown` to begin with; what is out of sight costs no layout (content-visibility). */
export function MessageList(props: MessageListProps) {
  const { conversation, pendingQuestion, onDone, onAskAgain, canAsk, reachedId } = props
  const { messages, hasEarlier, showEarlier, kind } = conversation
  const latestId = messages.findLast(
    ({ role, passages, state }) => role === 'assistant' && (passages.length > 0 || state === 'streaming'),
  )?.id
  const lastId = messages.findLast(({ role }) => role === 'assistant')?.id
  return (
    <>
      {kind === 'loading' && messages.length === 0 && pendingQuestion === null && <ThreadSkeleton />}
      {hasEarlier && (
        <Button variant="ghost" className="self-center" onClick={showEarlier}>
          Show earlier messages
        </Button>
      )}
      {messages.map((message) => (
        <div
          key={message.id}
          data-message={message.id}
          tabIndex={-1}
          className={`contain-size-auto -m-1 scroll-mt-3 rounded-lg p-1 outline-none ${message.id === reachedId ? 'reached' : ''}`}
        >
          {message.role === 'user' ? (
            <Question text={message.text} />
          ) : (
            <Answer
              message={message}
              onDone={onDone}
              isLatest={message.id === latestId}
              isLast={message.id === lastId}
              onAskAgain={onAskAgain}
              canAsk={canAsk}
            />
          )}
        </div>
      ))}
      {pendingQuestion !== null && (
        <>
          <Question text={pendingQuestion} />
          <PendingAnswer />
        </>
      )}
    </>
  )
}

/** In the shape of the answer that takes its place, so that nothing moves. */
function PendingAnswer() {
  return (
    <div aria-busy>
      <AnswerHead message={NO_ANSWER_YET} step="searching" />
      <AnswerWaiting />
    </div>
  )
}

const NO_ANSWER_YET: Message = {
  id: 0,
  conversationId: 0,
  role: 'assistant',
  text: '',
  state: 'streaming',
  origin: null,
  cachedAt: null,
  modelName: null,
  notice: null,
  passages: [],
  droppedCitations: [],
  task: { kind: 'answer' },
  usage: null,
  cachedQuestion: null,
  searchedFor: null,
  feedback: null,
  usedAt: null,
  createdAt: 0,
}

function ThreadSkeleton() {
  return (
    <AfterDelay>
      <Skeleton className="h-10 w-3/5 self-end rounded-xl" />
      <div className="flex flex-col gap-2.5">
        <Skeleton className="h-3 w-[92%]" />
        <Skeleton className="h-3 w-[84%]" />
        <Skeleton className="h-3 w-[46%]" />
      </div>
    </AfterDelay>
  )
}
