import { render } from '@testing-library/react'
import { ActionProvider } from '../../../src/renderer/actions/action-registry'
import { ChatView } from '../../../src/renderer/chat/chat-view'
import { createKeptDrafts } from '../../../src/renderer/chat/kept-drafts'
import { useNavigation } from '../../../src/renderer/navigation'
import type { TestPage } from './page'

/** The conversation that the page is at, with what is being written kept for each. */
export function renderChat(page: TestPage): void {
  const drafts = createKeptDrafts()
  function Chat() {
    const { view } = useNavigation()
    return (
      <ChatView
        conversationId={view.kind === 'chat' ? view.conversationId : null}
        goTo={view.kind === 'chat' ? (view.goTo ?? null) : null}
        drafts={drafts}
        headActions={() => null}
        version={0}
      />
    )
  }
  render(
    <page.Page>
      <ActionProvider>
        <Chat />
      </ActionProvider>
    </page.Page>,
  )
}
