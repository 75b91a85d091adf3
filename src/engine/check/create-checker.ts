import { isCancelled, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { IndexCheck } from '../knowledge/knowledge'
import { createHelperClient } from '../processes/helper-client'
import type { StartHelper } from '../processes/helper-process'

export interface Checker {
  /** Reads the whole data file beside everything else that goes on. Aborting ends it at once; throws cancelled. */
  check(signal: AbortSignal): Promise<IndexCheck[]>
}

/** It is stopped when it has answered; this is for one that has lost whoever asked. */
const IDLE_MS = 1000

export function createChecker({
  startHelper,
  file,
  log,
}: {
  readonly startHelper: StartHelper
  readonly file: string
  readonly log: Logger
}): Checker {
  return {
    async check(signal) {
      // one process for each: who aborts ends no other's
      const helper = createHelperClient({ name: 'check', start: startHelper, idleMs: IDLE_MS, log })
      try {
        return (await helper.request({ file }, { signal })) as IndexCheck[]
      } catch (thrown) {
        const error = toAppError(thrown)
        if (isCancelled(error)) throw error
        log.error('file_not_examined', error.cause ?? error)
        return [{ name: 'database', ok: false, detail: `could not be examined: ${error.message}` }]
      } finally {
        helper.stop()
      }
    },
  }
}
