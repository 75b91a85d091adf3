import type { ConversationHit } from '@shared/models'
import type { WritableDb } from '../db/open-database'
import { type ConversationRow, toConversation } from './conversation-rows'
import { markTitle, messageExpression, wordsOf } from './message-query'

/** Several hits of one conversation become one line; so many more are read to fill the list. */
const HITS_PER_LINE = 8
/** Words around the hit; the list has room for two lines. */
const SNIPPET_WORDS = 18

interface MessageHit {
  readonly messageId: number
  readonly conversationId: number
}

/**
 * Conversations whose title or messages hold all the words, one hit each: first those with the words in the title,
 * newest first, then by how well the best message fits.
 */
export function createConversationSearch(db: WritableDb, read: (id: number) => ConversationRow | undefined) {
  const titles = db.prepare<[], { id: number; title: string }>(
    'SELECT id, title FROM conversations ORDER BY last_message_id DESC, id DESC',
  )
  const messages = db.prepare<[string, number], MessageHit>(
    `SELECT m.id AS messageId, m.conversation_id AS conversationId
     FROM messages_fts JOIN messages AS m ON m.id = messages_fts.rowid
     WHERE messages_fts MATCH ? ORDER BY messages_fts.rank LIMIT ?`,
  )
  const snippet = db
    .prepare<[number, string, number], string>(
      `SELECT snippet(messages_fts, 0, char(2), char(3), '…', ?) FROM messages_fts
       WHERE messages_fts MATCH ? AND rowid = ?`,
    )
    .pluck()

  return ({ text, limit }: { readonly text: string; readonly limit: number }): ConversationHit[] => {
    const words = wordsOf(text)
    const expression = messageExpression(words)
    if (expression === null) return []
    const best = new Map<number, number>()
    for (const hit of messages.all(expression, limit * HITS_PER_LINE))
      if (!best.has(hit.conversationId)) best.set(hit.conversationId, hit.messageId)
    const marked = new Map<number, string>()
    for (const { id, title } of titles.iterate()) {
      const mark = markTitle(title, words)
      if (mark !== null) marked.set(id, mark)
      if (marked.size === limit) break
    }
    const ids = [...new Set([...marked.keys(), ...best.keys()])].slice(0, limit)
    return ids.flatMap((id) => {
      const row = read(id)
      if (!row) return []
      const messageId = best.get(id) ?? null
      const around = messageId === null ? marked.get(id) : snippet.get(SNIPPET_WORDS, expression, messageId)
      return [{ conversation: toConversation(row), messageId, snippet: around ?? '' }]
    })
  }
}
