import { toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { LiveAnswer } from './live-answer'

/** A kill loses at most so much of an answer; each save is a commit on disk. */
const SAVE_EVERY_MS = 500

export interface ProgressSaver {
  stop(): void
}

/** Writes what has come of an answer while it comes. A full disk is logged once and does not end the answer. */
export function createProgressSaver({
  live,
  save,
  log,
}: {
  readonly live: LiveAnswer
  readonly save: (answerId: number, text: string) => void
  readonly log: Logger
}): ProgressSaver {
  let saved = ''
  let hasFailed = false
  const timer = setInterval(() => {
    if (live.isDone || live.text === saved) return
    try {
      save(live.answerId, live.text)
      saved = live.text
    } catch (thrown) {
      if (!hasFailed)
        log.warn('progress_not_saved', { answerId: live.answerId, code: toAppError(thrown).code })
      hasFailed = true
    }
  }, SAVE_EVERY_MS)
  return { stop: () => clearInterval(timer) }
}
