import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { splitMarks } from '@shared/citation-marks'
import type { Conversation, Message, Passage } from '@shared/models'
import type { Conversations } from '../conversations/conversations'

/** Messages read at once: a page of them takes a few milliseconds. */
const PAGE = 200

export interface ExportedSource {
  /** As cited: [n]. */
  readonly number: number
  readonly passage: Passage
  /** Where the document stands on the web; null when it names no address. */
  readonly url: string | null
}

export interface ExportedMessage {
  readonly message: Message
  /** Cited ones first, then what else was found; none for questions. */
  readonly sources: readonly ExportedSource[]
}

export interface ExportedConversation {
  readonly conversation: Conversation
  readonly messages: readonly ExportedMessage[]
  /** Milliseconds since 1970. */
  readonly exportedAt: number
  readonly appVersion: string
}

export interface CollectOptions {
  readonly conversations: Pick<Conversations, 'messages'>
  /** Null when the document is gone, too. */
  readonly urlOf: (documentId: number) => string | null
  readonly now: () => number
  readonly appVersion: string
}

/** Everything of a conversation in its order, however long it is. Throws not_found. */
export async function collectConversation(
  conversationId: number,
  { conversations, urlOf, now, appVersion }: CollectOptions,
  signal: AbortSignal,
): Promise<ExportedConversation> {
  const pages: Message[][] = []
  for (;;) {
    const beforeId = pages.at(-1)?.[0]?.id
    const page = conversations.messages({ conversationId, limit: PAGE, beforeId })
    pages.push(page.messages)
    if (page.hasEarlier && page.messages.length > 0) {
      await yieldToOthers()
      signal.throwIfAborted()
      continue
    }
    const messages = pages
      .reverse()
      .flat()
      .map((message) => ({ message, sources: sourcesOf(message, urlOf) }))
    return { conversation: page.conversation, messages, exportedAt: now(), appVersion }
  }
}

/** What is cited; where nothing is, what the answer was given. */
function sourcesOf({ text, passages }: Message, urlOf: CollectOptions['urlOf']): ExportedSource[] {
  const cited = new Set(splitMarks(text, passages.length).filter((piece) => typeof piece === 'number'))
  return passages
    .map((passage, index) => ({ number: index + 1, passage, url: urlOf(passage.documentId) }))
    .filter(({ number }) => cited.size === 0 || cited.has(number))
}
