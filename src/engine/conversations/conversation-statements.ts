import type { Statement } from 'better-sqlite3'
import type { WritableDb } from '../db/open-database'
import type { ConversationRow, MessageRow } from './conversation-rows'

const CONVERSATION = `SELECT c.id, c.title, c.is_pinned AS isPinned, c.is_temporary AS isTemporary,
  (SELECT count(*) FROM messages WHERE conversation_id = c.id) AS messageCount,
  c.created_at AS createdAt, c.updated_at AS updatedAt FROM conversations AS c`

const MESSAGE = `SELECT id, conversation_id AS conversationId, role, text, state, origin, cached_at AS cachedAt,
  model_name AS modelName, notice, passages, dropped_citations AS droppedCitations, task, usage,
  cached_question AS cachedQuestion, searched_for AS searchedFor, feedback, used_at AS usedAt, created_at AS createdAt
  FROM messages`

type Write = Statement<unknown[]>
type Read<Parameters extends unknown[], Row> = Statement<Parameters, Row>

/** Every statement of the two tables, prepared once. */
export interface ConversationStatements {
  readonly conversation: Read<[number], ConversationRow>
  /** Limit, offset. */
  readonly conversations: Read<[number, number], ConversationRow>
  readonly countConversations: Read<[], number>
  readonly addConversation: Write
  readonly touch: Write
  readonly rename: Write
  readonly pin: Write
  readonly remove: Write
  readonly removeTemporary: Write
  readonly removeUntouchedSince: Write
  readonly newestUpdate: Read<[], number | null>
  readonly message: Read<[number], MessageRow>
  readonly hasMessage: Read<[number], number>
  /** Conversation, id, limit; newest first. */
  readonly messagesBefore: Read<[number, number, number], MessageRow>
  readonly countMessages: Read<[], number>
  readonly addMessage: Write
  readonly saveProgress: Write
  readonly finish: Write
  readonly edit: Write
  readonly markInterrupted: Write
  readonly clear: Write
}

export function prepareConversationStatements(db: WritableDb): ConversationStatements {
  return { ...prepareConversations(db), ...prepareMessages(db) }
}

function prepareConversations(db: WritableDb) {
  return {
    conversation: db.prepare<[number], ConversationRow>(`${CONVERSATION} WHERE c.id = ?`),
    // by the newest message and not by time: clocks go backwards
    conversations: db.prepare<[number, number], ConversationRow>(
      `${CONVERSATION} ORDER BY c.is_pinned DESC, c.last_message_id DESC, c.id DESC LIMIT ? OFFSET ?`,
    ),
    countConversations: db.prepare<[], number>('SELECT count(*) FROM conversations').pluck(),
    addConversation: db.prepare(
      'INSERT INTO conversations (title, is_temporary, created_at, updated_at) VALUES (@title, @isTemporary, @at, @at)',
    ),
    touch: db.prepare(
      'UPDATE conversations SET updated_at = @at, last_message_id = @messageId WHERE id = @id',
    ),
    rename: db.prepare('UPDATE conversations SET title = ? WHERE id = ?'),
    pin: db.prepare('UPDATE conversations SET is_pinned = ? WHERE id = ?'),
    remove: db.prepare('DELETE FROM conversations WHERE id = ?'),
    removeTemporary: db.prepare('DELETE FROM conversations WHERE is_temporary = 1'),
    removeUntouchedSince: db.prepare('DELETE FROM conversations WHERE is_pinned = 0 AND updated_at < ?'),
    newestUpdate: db.prepare<[], number | null>('SELECT max(updated_at) FROM conversations').pluck(),
  }
}

function prepareMessages(db: WritableDb) {
  return {
    message: db.prepare<[number], MessageRow>(`${MESSAGE} WHERE id = ?`),
    hasMessage: db.prepare<[number], number>('SELECT 1 FROM messages WHERE id = ?').pluck(),
    messagesBefore: db.prepare<[number, number, number], MessageRow>(
      `${MESSAGE} WHERE conversation_id = ? AND id < ? ORDER BY id DESC LIMIT ?`,
    ),
    countMessages: db.prepare<[], number>('SELECT count(*) FROM messages').pluck(),
    addMessage: db.prepare(
      `INSERT INTO messages (conversation_id, role, text, state, origin, cached_at, model_name, notice, passages,
         dropped_citations, task, usage, cached_question, searched_for, created_at)
       VALUES (@conversationId, @role, @text, @state, @origin, @cachedAt, @modelName, @notice, @passages,
         @droppedCitations, @task, @usage, @cachedQuestion, @searchedFor, @at)`,
    ),
    saveProgress: db.prepare(
      `UPDATE messages SET text = @text, origin = @origin, model_name = @modelName, passages = @passages,
         dropped_citations = @droppedCitations
       WHERE id = @id AND state = 'streaming'`,
    ),
    finish: db.prepare(
      `UPDATE messages SET text = @text, state = @state, origin = @origin, cached_at = @cachedAt,
         model_name = @modelName, notice = @notice, passages = @passages, dropped_citations = @droppedCitations,
         usage = @usage, cached_question = @cachedQuestion, searched_for = @searchedFor
       WHERE id = @id`,
    ),
    edit: db.prepare(`UPDATE messages SET text = ? WHERE id = ? AND state <> 'streaming'`),
    markInterrupted: db.prepare(
      `UPDATE messages SET state = 'interrupted', notice = iif(trim(text) = '', @before, @amid)
       WHERE state = 'streaming'`,
    ),
    clear: db.prepare('DELETE FROM messages WHERE conversation_id = ?'),
  }
}
