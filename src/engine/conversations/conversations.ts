import { cleanText } from '@shared/clean-text'
import { AppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { AnswerTask, Conversation, ConversationHit, Message } from '@shared/models'
import type { Settings } from '@shared/settings'
import { type Changes, createChanges } from '../changes/changes'
import { createDrive } from '../db/drive'
import type { WritableDb } from '../db/open-database'
import { withStorageErrors } from '../db/storage-error'
import { writeSoon } from '../db/write-soon'
import { toConversation, toMessage } from './conversation-rows'
import { prepareConversationStatements } from './conversation-statements'
import { type AnswerJudge, createAnswerJudge } from './judge-answers'
import { createConversationSearch } from './search-conversations'
import { TITLE_MAX_CHARS, titleOf } from './title'

/** What an answer ends as; everything a message has beside its place. */
export type AnswerContent = Pick<
  Message,
  'text' | 'state' | 'origin' | 'cachedAt' | 'modelName' | 'notice' | 'passages' | 'droppedCitations'
> &
  Partial<Pick<Message, 'usage' | 'cachedQuestion' | 'searchedFor'>>

/** What has come of an answer that is still being written, and the passages its citations point at. */
export type AnswerPart = Pick<
  AnswerContent,
  'text' | 'origin' | 'modelName' | 'passages' | 'droppedCitations'
>

export interface BegunAnswer {
  readonly conversationId: number
  readonly questionId: number
  readonly answerId: number
}

export interface Conversations {
  /** Pinned ones first, then those with the newest message. */
  list(page: { offset: number; limit: number }): { conversations: Conversation[]; total: number }
  messages(query: { conversationId: number; beforeId?: number | undefined; limit: number }): {
    conversation: Conversation
    messages: Message[]
    hasEarlier: boolean
  }
  /** Throws not_found. */
  message(messageId: number): Message
  hasMessage(messageId: number): boolean
  rename(conversationId: number, title: string): Conversation
  pin(conversationId: number, isPinned: boolean): Conversation
  remove(conversationId: number): void
  clear(conversationId: number): Conversation
  search(query: { text: string; limit: number }): ConversationHit[]
  cleanUp(): number
  counts(): { conversations: number; messages: number }

  /**
   * Question and answer in one transaction, in a new conversation when none is given; nobody may be told of it before
   * `reached`. Without an answer the row is empty and `streaming`. Throws not_found and storage_full.
   */
  begin(given: {
    question: string
    conversationId: number | null
    answer: AnswerContent | null
    /** A plain answer when it is left out. */
    task?: AnswerTask
  }): BegunAnswer
  /** Keeps what has come with its passages: a kill loses at most what came since, and the citations kept still lead. */
  saveProgress(answerId: number, part: AnswerPart): void
  /** False when the row is gone: the conversation was removed meanwhile. Inside the caller's transaction. */
  finish(answerId: number, content: AnswerContent): boolean
  /** What the agent made of a draft, in the place of what was written. Throws bad_request and not_found. */
  editAnswer(answerId: number, text: string): Message
  readonly judge: AnswerJudge['judge']
  readonly used: AnswerJudge['used']
  readonly changes: Changes
  /** What was begun and finished until now survives a power cut. Throws storage_full and its like. */
  reached(): Promise<void>
  /** Forgets the conversation that was not to be kept. */
  close(): Promise<void>
}

export interface ConversationsOptions {
  readonly db: WritableDb
  readonly settings: { get(): Settings }
  readonly now: () => number
  readonly log: Logger
}

const DAY_MS = 24 * 60 * 60 * 1000
/** A clock further ahead of the newest message than this is taken to be wrong, and nothing expires by it. */
const PLAUSIBLE_GAP_MS = 3 * 366 * DAY_MS

const EMPTY_ANSWER: AnswerContent = {
  text: '',
  state: 'streaming',
  origin: null,
  cachedAt: null,
  modelName: null,
  notice: null,
  passages: [],
  droppedCitations: [],
}

const INTERRUPTED = { code: 'interrupted', level: 'warning' } as const
/** Before its first words were on disk, and after that. */
const NOTICES = {
  before: JSON.stringify({ ...INTERRUPTED, message: 'VerdeMuse was closed before this answer was written.' }),
  amid: JSON.stringify({
    ...INTERRUPTED,
    message: 'VerdeMuse was closed while this answer was being written. What had come is kept.',
  }),
}

/** Opens the two tables: what a killed run left behind is marked, and what was not to be kept is erased. */
export function createConversations({ db, settings, now, log }: ConversationsOptions): Conversations {
  const statements = prepareConversationStatements(db)
  const search = createConversationSearch(db, (id) => statements.conversation.get(id))
  const changes = createChanges()
  const drive = createDrive(db)
  let counted: { conversations: number; messages: number } | null = null
  changes.onChange(() => {
    counted = null
  })

  function write<T>(work: () => T): T {
    const result = withStorageErrors(() => db.transaction(work).immediate())
    changes.emit()
    return result
  }

  function find(conversationId: number): Conversation {
    const row = statements.conversation.get(conversationId)
    if (!row) throw new AppError('not_found', 'This conversation is no longer there.')
    return toConversation(row)
  }

  function change(conversationId: number, work: () => void): Conversation {
    find(conversationId)
    write(work)
    return find(conversationId)
  }

  function addMessage(
    conversationId: number,
    role: Message['role'],
    content: AnswerContent,
    task: AnswerTask = { kind: 'answer' },
  ): number {
    const at = now()
    const row = statements.addMessage.run({
      conversationId,
      role,
      at,
      task: role === 'user' ? null : JSON.stringify(task),
      ...toColumns(content),
    })
    const messageId = Number(row.lastInsertRowid)
    statements.touch.run({ id: conversationId, at, messageId })
    return messageId
  }

  function addConversation(question: string): number {
    statements.removeTemporary.run()
    const isTemporary = settings.get().keepHistory ? 0 : 1
    const row = statements.addConversation.run({ title: titleOf(question), isTemporary, at: now() })
    return Number(row.lastInsertRowid)
  }

  function rename(conversationId: number, typed: string): Conversation {
    const title = typed.replace(/[\s\p{Cc}]+/gu, ' ').trim()
    if (title === '') throw new AppError('bad_request', 'A conversation needs a title.')
    if (title.length > TITLE_MAX_CHARS)
      throw new AppError('bad_request', `A title can have ${TITLE_MAX_CHARS} characters at most.`)
    return change(conversationId, () => void statements.rename.run(title, conversationId))
  }

  function cleanUp(): number {
    const days = settings.get().conversationExpiryDays
    const newest = statements.newestUpdate.get()
    if (days === null || newest === null || newest === undefined) return 0
    if (now() - newest > PLAUSIBLE_GAP_MS) {
      log.warn('clean_up_skipped', { reason: 'clock' })
      return 0
    }
    const removed = write(() => statements.removeUntouchedSince.run(now() - days * DAY_MS).changes)
    log.info('cleaned_up', { removed })
    return removed
  }

  function messageOf(messageId: number): Message {
    const row = statements.message.get(messageId)
    if (!row) throw new AppError('not_found', 'This message is no longer there.')
    return toMessage(row)
  }

  function editAnswer(answerId: number, typed: string): Message {
    const text = cleanText(typed.replace(/\r\n?/g, '\n')).trim()
    if (messageOf(answerId).task?.kind !== 'draft')
      throw new AppError('bad_request', 'Only a draft can be edited.')
    if (text === '') throw new AppError('bad_request', 'An empty draft cannot be kept.')
    // while it is being written it is not the agent's yet
    if (write(() => statements.edit.run(text, answerId).changes) === 0)
      throw new AppError('bad_request', 'This draft is still being written.')
    return messageOf(answerId)
  }

  const interrupted = write(() => {
    statements.removeTemporary.run()
    return statements.markInterrupted.run(NOTICES).changes
  })
  if (interrupted > 0) log.warn('answers_interrupted', { count: interrupted })

  return {
    list: ({ offset, limit }) => ({
      conversations: statements.conversations.all(limit, offset).map(toConversation),
      total: statements.countConversations.get() ?? 0,
    }),
    messages({ conversationId, beforeId = Number.MAX_SAFE_INTEGER, limit }) {
      const conversation = find(conversationId)
      const rows = statements.messagesBefore.all(conversationId, beforeId, limit + 2)
      // an answer never comes without its question, which it is asked anew with
      const isCutApart = rows[limit - 1]?.role === 'assistant' && rows[limit]?.role === 'user'
      const count = isCutApart ? limit + 1 : limit
      const messages = rows.slice(0, count).reverse().map(toMessage)
      return { conversation, messages, hasEarlier: rows.length > count }
    },
    message: messageOf,
    hasMessage: (messageId) => statements.hasMessage.get(messageId) === 1,
    rename,
    pin: (conversationId, isPinned) =>
      change(conversationId, () => void statements.pin.run(isPinned ? 1 : 0, conversationId)),
    remove(conversationId) {
      find(conversationId)
      write(() => statements.remove.run(conversationId))
    },
    clear: (conversationId) => change(conversationId, () => void statements.clear.run(conversationId)),
    search,
    cleanUp,
    counts() {
      counted ??= {
        conversations: statements.countConversations.get() ?? 0,
        messages: statements.countMessages.get() ?? 0,
      }
      return counted
    },
    begin: ({ question, conversationId, answer, task }) =>
      writeSoon(db, () =>
        write(() => {
          if (conversationId !== null) find(conversationId)
          const id = conversationId ?? addConversation(question)
          const questionId = addMessage(id, 'user', { ...EMPTY_ANSWER, text: question, state: 'complete' })
          return {
            conversationId: id,
            questionId,
            answerId: addMessage(id, 'assistant', answer ?? EMPTY_ANSWER, task),
          }
        }),
      ),
    saveProgress: (answerId, part) =>
      void withStorageErrors(() =>
        // the end of the answer waits for the drive, and so does whatever else is saved meanwhile
        writeSoon(db, () => statements.saveProgress.run({ id: answerId, ...part, ...listColumns(part) })),
      ),
    finish: (answerId, content) =>
      write(() => statements.finish.run({ id: answerId, ...toColumns(content) }).changes > 0),
    editAnswer,
    ...createAnswerJudge({ db, messageOf, write, now }),
    changes,
    reached: drive.reached,
    async close() {
      write(() => statements.removeTemporary.run())
      await drive.close()
    },
  }
}

function toColumns(content: AnswerContent) {
  return {
    ...content,
    ...listColumns(content),
    notice: content.notice === null ? null : JSON.stringify(content.notice),
    usage: content.usage ? JSON.stringify(content.usage) : null,
    cachedQuestion: content.cachedQuestion ?? null,
    searchedFor: content.searchedFor ?? null,
  }
}

function listColumns({ passages, droppedCitations }: AnswerPart) {
  return { passages: JSON.stringify(passages), droppedCitations: JSON.stringify(droppedCitations) }
}
