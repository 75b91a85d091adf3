import type { Conversation } from '@shared/models'
import { useState } from 'react'
import { ConversationMenu } from '../conversations/conversation-menu'
import { RenameField } from '../conversations/conversation-row'
import { useConversationActions } from '../conversations/use-conversation-actions'

interface ConversationHeadMenuProps {
  readonly conversation: Conversation
  readonly onChanged: () => void
}

/** The conversation's menu in the head of the chat. */
export function ConversationHeadMenu({ conversation, onChanged }: ConversationHeadMenuProps) {
  const actions = useConversationActions(onChanged)
  const [isRenaming, setIsRenaming] = useState(false)
  if (isRenaming)
    return (
      <div className="w-60 shrink-0">
        <RenameField
          title={conversation.title}
          onDone={(title) => {
            setIsRenaming(false)
            if (title !== null && title !== conversation.title) void actions.rename(conversation, title)
          }}
        />
      </div>
    )
  return (
    <ConversationMenu conversation={conversation} actions={actions} onRename={() => setIsRenaming(true)} />
  )
}
