import { AppError } from '@shared/errors'
import type { Feedback, Message } from '@shared/models'
import type { WritableDb } from '../db/open-database'

/** What a person says of an answer, and that it was used. */
export interface AnswerJudge {
  /** Null takes it back. Throws not_found and bad_request. */
  judge(answerId: number, feedback: Omit<Feedback, 'at'> | null): void
  /** Only the first time is kept. Throws not_found. */
  used(answerId: number): void
}

export interface AnswerJudgeOptions {
  readonly db: WritableDb
  readonly messageOf: (messageId: number) => Message
  readonly write: <T>(work: () => T) => T
  readonly now: () => number
}

export function createAnswerJudge({ db, messageOf, write, now }: AnswerJudgeOptions): AnswerJudge {
  const setFeedback = db.prepare<[string | null, number]>('UPDATE messages SET feedback = ? WHERE id = ?')
  const setUsed = db.prepare<[number, number]>(
    'UPDATE messages SET used_at = ? WHERE id = ? AND used_at IS NULL',
  )

  function answerOf(answerId: number): Message {
    const message = messageOf(answerId)
    if (message.role !== 'assistant') throw new AppError('not_found', 'This message is not an answer.')
    return message
  }

  return {
    judge(answerId, feedback) {
      if (answerOf(answerId).state === 'streaming')
        throw new AppError('bad_request', 'This answer is still being written.')
      const kept = feedback && {
        ...feedback,
        reason: feedback.verdict === 'good' ? null : feedback.reason,
        at: now(),
      }
      write(() => setFeedback.run(kept && JSON.stringify(kept), answerId))
    },
    used(answerId) {
      if (answerOf(answerId).usedAt === null) write(() => setUsed.run(now(), answerId))
    },
  }
}
