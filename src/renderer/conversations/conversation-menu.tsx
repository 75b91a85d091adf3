import type { Conversation } from '@shared/models'
import { Ellipsis, Eraser, FileDown, PencilLine, Pin, PinOff, Trash2 } from 'lucide-react'
import { DropdownMenu } from 'radix-ui'
import { type ReactNode, Suspense, useState } from 'react'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { onDemand } from '../ui/on-demand'
import type { ConversationActions } from './use-conversation-actions'

const ExportDialog = onDemand(async () => (await import('./export-dialog')).ExportDialog)

interface ConversationMenuProps {
  readonly conversation: Conversation
  readonly actions: ConversationActions
  readonly onRename: () => void
  readonly className?: string
  readonly isOpen?: boolean
  readonly onOpenChange?: (isOpen: boolean) => void
}

/** Rename, pin, export, clear, delete; what cannot be taken back asks first. */
export function ConversationMenu({
  conversation,
  actions,
  onRename,
  className = '',
  isOpen,
  onOpenChange,
}: ConversationMenuProps) {
  const [asked, setAsked] = useState<'export' | 'clear' | 'remove' | null>(null)
  return (
    <>
      {/* not modal: Radix would write a style element to lock scrolling, which the page's policy refuses */}
      <DropdownMenu.Root
        modal={false}
        {...(isOpen === undefined ? {} : { open: isOpen })}
        {...(onOpenChange ? { onOpenChange } : {})}
      >
        <DropdownMenu.Trigger
          aria-label={`Menu of ${conversation.title}`}
          className={`grid size-7 shrink-0 place-items-center rounded-md text-muted hover:bg-sunken hover:text-text data-[state=open]:bg-sunken ${className}`}
        >
          <Ellipsis aria-hidden className="size-4" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            align="end"
            sideOffset={4}
            collisionPadding={8}
            // the rename field takes the focus; giving it back to the button would end the renaming
            onCloseAutoFocus={(event) => event.preventDefault()}
            className="z-50 min-w-48 rounded-lg border border-line bg-raised p-1 shadow-overlay"
          >
            <Item icon={<PencilLine />} hint="F2" onSelect={onRename}>
              Rename
            </Item>
            <Item
              icon={conversation.isPinned ? <PinOff /> : <Pin />}
              onSelect={() => void actions.setPinned(conversation, !conversation.isPinned)}
            >
              {conversation.isPinned ? 'Unpin' : 'Pin'}
            </Item>
            <Item icon={<FileDown />} onSelect={() => setAsked('export')}>
              Export…
            </Item>
            <DropdownMenu.Separator className="mx-2 my-1 h-px bg-line" />
            <Item icon={<Eraser />} onSelect={() => setAsked('clear')}>
              Clear messages
            </Item>
            <Item icon={<Trash2 />} isDanger onSelect={() => setAsked('remove')}>
              Delete
            </Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {asked === 'export' && (
        <Suspense>
          <ExportDialog conversation={conversation} onClose={() => setAsked(null)} />
        </Suspense>
      )}
      <ConfirmDialog
        open={asked === 'clear'}
        onOpenChange={() => setAsked(null)}
        title="Clear this conversation?"
        description={`All messages of “${conversation.title}” are removed. The conversation itself stays, and so do your documents.`}
        confirmLabel="Clear messages"
        onConfirm={() => actions.clear(conversation)}
      />
      <ConfirmDialog
        open={asked === 'remove'}
        onOpenChange={() => setAsked(null)}
        title="Delete this conversation?"
        description={`“${conversation.title}” and its messages are deleted and cannot be brought back. Your documents stay.`}
        confirmLabel="Delete conversation"
        onConfirm={() => actions.remove(conversation)}
      />
    </>
  )
}

interface ItemProps {
  readonly icon: ReactNode
  readonly hint?: string
  readonly isDanger?: boolean
  readonly onSelect: () => void
  readonly children: ReactNode
}

function Item({ icon, hint, isDanger = false, onSelect, children }: ItemProps) {
  return (
    <DropdownMenu.Item
      onSelect={onSelect}
      className={`flex h-8 select-none items-center gap-2.5 rounded-md px-2 text-sm outline-none data-[highlighted]:bg-sunken [&_svg]:size-4 ${isDanger ? 'text-red' : 'text-text [&_svg]:text-muted'}`}
    >
      {icon}
      <span className="grow">{children}</span>
      {hint && <span className="text-xs text-faint">{hint}</span>}
    </DropdownMenu.Item>
  )
}
