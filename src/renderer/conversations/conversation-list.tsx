import type { Conversation, ConversationHit } from '@shared/models'
import { Search, X } from 'lucide-react'
import { useDeferredValue, useEffect, useState } from 'react'
import { useCall, useStatus } from '../engine/use-engine'
import { useNavigation } from '../navigation'
import { Button } from '../ui/button'
import { ErrorNotice } from '../ui/error-notice'
import { AfterDelay, Skeleton } from '../ui/skeleton'
import { groupConversations } from './conversation-groups'
import { ConversationRow } from './conversation-row'
import { useConversationActions } from './use-conversation-actions'

const PAGE_SIZE = 100
/** The most the engine gives at once; older ones are found by the filter. */
const SHOWN_MAX = 500
/** Group names and times of day change with the clock. */
const CLOCK_MS = 60_000

interface ConversationListProps {
  /** Grows when a conversation was changed elsewhere. */
  readonly version: number
  readonly onChanged: () => void
  readonly onOpened: () => void
}

/** All conversations by day, or those in which the filter finds something. */
export function ConversationList({ version, onChanged, onOpened }: ConversationListProps) {
  const { view, openConversation } = useNavigation()
  const [filter, setFilter] = useState('')
  const [limit, setLimit] = useState(PAGE_SIZE)
  const text = useDeferredValue(filter.trim())
  const isFiltering = text !== ''
  const list = useCall('conversations.list', { limit }, { keepsPrevious: true })
  const search = useCall('conversations.search', isFiltering ? { text } : null, { keepsPrevious: true })
  const actions = useConversationActions(onChanged)
  const now = useClock()
  const currentId = view.kind === 'chat' ? view.conversationId : null
  useReloadOnNews({ version, currentId, reloadList: list.reload, reloadSearch: search.reload })

  const rowOf = (conversation: Conversation, hit?: ConversationHit) => (
    <li key={conversation.id}>
      <ConversationRow
        conversation={conversation}
        snippet={hit?.snippet}
        isCurrent={conversation.id === currentId}
        now={now}
        actions={actions}
        onOpen={(id) => {
          openConversation(id, hit?.messageId)
          onOpened()
        }}
      />
    </li>
  )

  const shown = isFiltering ? search : list
  return (
    <>
      <FilterField value={filter} onChange={setFilter} />
      <div className="-mx-2 min-h-0 grow overflow-y-auto px-2 pb-2">
        {shown.kind === 'failed' && <ErrorNotice error={shown.error} onRetry={shown.reload} />}
        {!isFiltering && list.kind === 'loading' && <ListSkeleton />}
        {isFiltering && search.kind === 'ready' && (
          <ul aria-label="Conversations found" className="flex flex-col gap-px">
            {search.output.hits.map((hit) => rowOf(hit.conversation, hit))}
          </ul>
        )}
        {isFiltering && search.kind === 'ready' && search.output.hits.length === 0 && (
          <p className="px-2.5 py-2 text-sm text-muted">No conversation has “{text}”.</p>
        )}
        {!isFiltering && list.kind === 'ready' && (
          <>
            {groupConversations(list.output.conversations, now).map(({ label, conversations }) => (
              <section key={label} aria-label={label}>
                <h2 className="mx-2.5 mt-2.5 mb-[3px] text-[11px] font-semibold uppercase tracking-[0.04em] text-faint">
                  {label}
                </h2>
                <ul className="flex flex-col gap-px">
                  {conversations.map((conversation) => rowOf(conversation))}
                </ul>
              </section>
            ))}
            {list.output.total === 0 && (
              <p className="px-2.5 py-2 text-sm text-muted">Your conversations will be listed here.</p>
            )}
            <MoreButton
              shown={list.output.conversations.length}
              total={list.output.total}
              onMore={() => setLimit((last) => Math.min(SHOWN_MAX, last + PAGE_SIZE))}
            />
          </>
        )}
      </div>
    </>
  )
}

function FilterField({
  value,
  onChange,
}: {
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  return (
    <div className="relative mx-1 mb-1 shrink-0">
      <Search aria-hidden className="absolute top-2 left-2 size-3.5 text-faint" />
      <input
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return
          event.preventDefault()
          onChange('')
        }}
        aria-label="Search conversations"
        placeholder="Search conversations"
        className="h-[30px] w-full rounded-md border border-line bg-panel pr-7 pl-7 text-sm [&::-webkit-search-cancel-button]:hidden"
      />
      {value !== '' && (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => onChange('')}
          className="absolute top-px right-px grid size-7 place-items-center rounded-md text-muted hover:text-text"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      )}
    </div>
  )
}

interface MoreButtonProps {
  readonly shown: number
  readonly total: number
  readonly onMore: () => void
}

function MoreButton({ shown, total, onMore }: MoreButtonProps) {
  if (shown >= total) return null
  if (shown >= SHOWN_MAX)
    return <p className="px-2.5 py-2 text-xs text-muted">Older conversations are found by searching.</p>
  return (
    <Button variant="ghost" className="mt-1 w-full" onClick={onMore}>
      Show older
    </Button>
  )
}

function ListSkeleton() {
  return (
    <AfterDelay>
      <div className="flex flex-col gap-4 px-2.5 py-4">
        {['w-4/5', 'w-3/5', 'w-2/3', 'w-1/2'].map((width) => (
          <Skeleton key={width} className={`h-3 ${width}`} />
        ))}
      </div>
    </AfterDelay>
  )
}

interface News {
  readonly version: number
  readonly currentId: number | null
  readonly reloadList: () => void
  readonly reloadSearch: () => void
}

/**
 * Reads again when the status counts other conversations or messages, a hand changed one, or another one is shown:
 * with history off a new conversation takes the place of the last one, and the counts stay as they were.
 */
function useReloadOnNews({ version, currentId, reloadList, reloadSearch }: News): void {
  const status = useStatus()
  const conversationCount = status?.conversationCount
  const messageCount = status?.messageCount
  // biome-ignore lint/correctness/useExhaustiveDependencies: these are the news
  useEffect(() => {
    reloadList()
    reloadSearch()
  }, [version, currentId, conversationCount, messageCount, reloadList, reloadSearch])
}

function useClock(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), CLOCK_MS)
    return () => clearInterval(timer)
  }, [])
  return now
}
