import type { Logger } from '@shared/log'
import type { Ask } from './ask/ask'
import type { Conversations } from './conversations/conversations'
import type { WritableDb } from './db/open-database'
import type { Embedder } from './embed/embedder'
import { createGaps, type Gaps } from './gaps/gaps'
import type { Knowledge } from './knowledge/knowledge'
import type { MaskingRoom } from './masking/masking-room'

interface GapNeighbours {
  readonly db: WritableDb
  readonly embedder: Embedder
  readonly knowledge: Knowledge
  readonly conversations: Conversations
  readonly ask: Ask
  readonly masking: MaskingRoom
  readonly now: () => number
  readonly log: Logger
}

/** The room of gaps, told of what happens in the others. */
export function createGapsOf(rooms: GapNeighbours): Gaps {
  const { db, embedder, knowledge, conversations, ask, masking, now, log } = rooms
  const gaps = createGaps({
    db,
    embedder,
    revision: knowledge.revision,
    async findAnswer(question, known, signal) {
      const passage = await ask.findAnswer(question, known, signal)
      if (!passage) return passage
      const { documentId, title, start, end } = passage
      return { documentId, title, start, end }
    },
    mask: (text) => masking.evaluate(text).masked,
    now,
    log: log.child('gaps'),
  })
  conversations.changes.onChange(gaps.messagesChanged)
  knowledge.onChange(gaps.knowledgeChanged)
  return gaps
}
