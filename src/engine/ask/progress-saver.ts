import { toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { AnswerPart } from '../conversations/conversations'
import { partOf } from './answer-contents'
import type { LiveAnswer } from './live-answer'

/** A kill loses at most so much of an answer; each save is a commit on disk. */
const SAVE_EVERY_MS = 500

export interface ProgressSaver {
  stop(): void
}

/**
 * Writes what has come of an answer while it comes, and the passages as soon as they are known; citations are verified
 * as at the end, because the part that is saved may be what is kept. A full disk is logged once and ends no answer.
 */
export function createProgressSaver({
  live,
  save,
  log,
}: {
  readonly live: LiveAnswer
  readonly save: (answerId: number, part: AnswerPart) => void
  readonly log: Logger
}): ProgressSaver {
  let saved = { text: live.text, passages: live.passages }
  let hasFailed = false
  const timer = setInterval(() => {
    const { text, passages } = live
    if (live.isDone || (text === saved.text && passages === saved.passages)) return
    try {
      save(live.answerId, partOf(live))
      saved = { text, passages }
    } catch (thrown) {
      if (!hasFailed)
        log.warn('progress_not_saved', { answerId: live.answerId, code: toAppError(thrown).code })
      hasFailed = true
    }
  }, SAVE_EVERY_MS)
  return { stop: () => clearInterval(timer) }
}
