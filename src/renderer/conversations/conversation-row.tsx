import type { Conversation } from '@shared/models'
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react'
import { formatMoment } from '../ui/figures'
import { timeLabel } from './conversation-groups'
import { ConversationMenu } from './conversation-menu'
import { MarkedSnippet } from './marked-snippet'
import type { ConversationActions } from './use-conversation-actions'

interface ConversationRowProps {
  readonly conversation: Conversation
  /** What the filter found in it, instead of the time. */
  readonly snippet?: string | undefined
  readonly isCurrent: boolean
  readonly now: number
  readonly actions: ConversationActions
  readonly onOpen: (conversationId: number) => void
}

export function ConversationRow({
  conversation,
  snippet,
  isCurrent,
  now,
  actions,
  onOpen,
}: ConversationRowProps) {
  const [isRenaming, setIsRenaming] = useState(false)
  const [isMenuOpen, setIsMenuOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'F2') return
    event.preventDefault()
    setIsRenaming(true)
  }
  function onContextMenu(event: MouseEvent) {
    event.preventDefault()
    setIsMenuOpen(true)
  }
  async function rename(title: string | null) {
    setIsRenaming(false)
    requestAnimationFrame(() => button.current?.focus())
    if (title !== null && title !== conversation.title) await actions.rename(conversation, title)
  }

  if (isRenaming) return <RenameField title={conversation.title} onDone={(title) => void rename(title)} />
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the right mouse button opens the menu that the button beside opens
    <div
      onContextMenu={onContextMenu}
      className={`group relative flex items-center rounded-md ${isCurrent ? 'bg-accent-soft' : 'hover:bg-sunken'}`}
    >
      <button
        ref={button}
        type="button"
        aria-current={isCurrent ? 'page' : undefined}
        onClick={() => onOpen(conversation.id)}
        onKeyDown={onKeyDown}
        className="flex min-h-[31px] min-w-0 grow flex-col justify-center rounded-md px-2.5 py-[5px] text-left"
      >
        <span className="flex w-full items-center gap-2">
          <span
            dir="auto"
            title={conversation.title}
            className={`min-w-0 grow truncate text-[13.5px] ${isCurrent ? 'font-semibold' : 'font-medium'}`}
          >
            {conversation.title}
          </span>
          {snippet === undefined && (
            <time
              title={formatMoment(conversation.updatedAt)}
              dateTime={new Date(conversation.updatedAt).toISOString()}
              className="text-xs text-faint group-focus-within:invisible group-hover:invisible group-has-[[data-state=open]]:invisible"
            >
              {timeLabel(conversation.updatedAt, now)}
            </time>
          )}
        </span>
        {snippet && (
          <span dir="auto" className="line-clamp-2 w-full text-xs text-muted">
            <MarkedSnippet text={snippet} />
          </span>
        )}
      </button>
      <ConversationMenu
        conversation={conversation}
        actions={actions}
        onRename={() => setIsRenaming(true)}
        isOpen={isMenuOpen}
        onOpenChange={setIsMenuOpen}
        className="absolute top-[2px] right-1 opacity-0 focus-visible:opacity-100 group-focus-within:opacity-100 group-hover:opacity-100 data-[state=open]:opacity-100"
      />
    </div>
  )
}

interface RenameFieldProps {
  readonly title: string
  /** Null: leave it as it is. */
  readonly onDone: (title: string | null) => void
}

export function RenameField({ title, onDone }: RenameFieldProps) {
  const field = useRef<HTMLInputElement>(null)
  const isDone = useRef(false)
  useEffect(() => field.current?.select(), [])

  function finish(text: string | null) {
    if (isDone.current) return
    isDone.current = true
    onDone(text?.trim() || null)
  }
  return (
    <input
      ref={field}
      // biome-ignore lint/a11y/noAutofocus: it takes the place of what was asked to be renamed
      autoFocus
      defaultValue={title}
      aria-label="New name"
      maxLength={200}
      dir="auto"
      onBlur={(event) => finish(event.target.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
        event.preventDefault()
        finish(event.key === 'Enter' ? event.currentTarget.value : null)
      }}
      className="h-[31px] w-full min-w-0 rounded-md border border-accent bg-panel px-2 text-[13.5px] font-medium outline-none"
    />
  )
}
