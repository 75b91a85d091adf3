import type { AnswerTask, Conversation, Feedback, Message, Notice, Passage, TokenUsage } from '@shared/models'

/** Rows as the statements of this room read them. */
export interface ConversationRow {
  readonly id: number
  readonly title: string
  readonly isPinned: number
  readonly isTemporary: number
  readonly messageCount: number
  readonly createdAt: number
  readonly updatedAt: number
}

export interface MessageRow {
  readonly id: number
  readonly conversationId: number
  readonly role: Message['role']
  readonly text: string
  readonly state: Message['state']
  readonly origin: Message['origin']
  readonly cachedAt: number | null
  readonly modelName: string | null
  readonly notice: string | null
  readonly passages: string
  readonly droppedCitations: string
  readonly task: string | null
  readonly usage: string | null
  readonly cachedQuestion: string | null
  readonly searchedFor: string | null
  readonly feedback: string | null
  readonly usedAt: number | null
  readonly createdAt: number
}

export function toConversation(row: ConversationRow): Conversation {
  return { ...row, isPinned: row.isPinned === 1, isTemporary: row.isTemporary === 1 }
}

/** The JSON columns were written by this program and are checked by the table to be JSON, so they are not parsed twice. */
export function toMessage(row: MessageRow): Message {
  return {
    ...row,
    notice: row.notice === null ? null : (JSON.parse(row.notice) as Notice),
    passages: (JSON.parse(row.passages) as StoredPassage[]).map(toPassage),
    droppedCitations: JSON.parse(row.droppedCitations) as number[],
    task: taskOf(row),
    usage: row.usage === null ? null : (JSON.parse(row.usage) as TokenUsage),
    feedback: row.feedback === null ? null : (JSON.parse(row.feedback) as Feedback),
  }
}

function taskOf({ role, task }: MessageRow): AnswerTask | null {
  if (role === 'user') return null
  return task === null ? { kind: 'answer' } : (JSON.parse(task) as AnswerTask)
}

/** Answers from before documents could be internal say nothing of it. */
type StoredPassage = Omit<Passage, 'isInternal'> & Partial<Pick<Passage, 'isInternal'>>

function toPassage(passage: StoredPassage): Passage {
  return { ...passage, isInternal: passage.isInternal ?? false }
}
