import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { SentRequest } from '@shared/masking-models'
import type { WritableDb } from '../db/open-database'
import { writeSoon } from '../db/write-soon'

/** Long enough to answer the question of what was sent last month, short enough not to become an archive. */
const KEPT_DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000

export interface NewSentRequest {
  readonly messageId: number | null
  readonly server: string
  readonly modelName: string
  readonly maskedCount: number
  readonly messages: readonly { readonly role: string; readonly content: string }[]
}

/** What left this machine, word for word, on this machine alone. */
export interface SentRequests {
  /** Never throws: an answer is not lost because its record could not be kept, but the log says so. */
  add(request: NewSentRequest): void
  /** Those for one answer, in their order. */
  of(messageId: number): SentRequest[]
}

interface Row {
  readonly server: string
  readonly modelName: string
  readonly maskedCount: number
  readonly body: Buffer
  readonly sentAt: number
}

export function createSentRequests({
  db,
  now,
  log,
}: {
  readonly db: WritableDb
  readonly now: () => number
  readonly log: Logger
}): SentRequests {
  const insert = db.prepare(
    `INSERT INTO sent_requests (message_id, server, model_name, masked_count, body, sent_at)
     VALUES (@messageId, @server, @modelName, @maskedCount, @body, @at)`,
  )
  const select = db.prepare<[number], Row>(
    `SELECT server, model_name AS modelName, masked_count AS maskedCount, body, sent_at AS sentAt
     FROM sent_requests WHERE message_id = ? ORDER BY id`,
  )
  const removeOld = db.prepare('DELETE FROM sent_requests WHERE sent_at < ?')
  removeOld.run(now() - KEPT_DAYS * DAY_MS)

  return {
    add({ messages, ...request }) {
      try {
        const body = deflateRawSync(JSON.stringify(messages))
        // written before the request leaves; the answer's own commit waits for the drive, for both
        writeSoon(db, () => insert.run({ ...request, body, at: now() }))
      } catch (thrown) {
        log.warn('sent_request_not_kept', { code: toAppError(thrown).code })
      }
    },
    of: (messageId) =>
      select.all(messageId).map(({ body, ...row }) => ({
        ...row,
        messages: JSON.parse(inflateRawSync(body).toString()) as SentRequest['messages'],
      })),
  }
}
