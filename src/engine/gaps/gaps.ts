import { AppError, isCancelled } from '@shared/errors'
import { foldText } from '@shared/fold-text'
import type { Gap, GapQuestion } from '@shared/gap-models'
import type { GapFilter } from '@shared/gaps-contract'
import { GAP_QUESTIONS_MAX } from '@shared/gaps-contract'
import type { Logger } from '@shared/log'
import { type Changes, createChanges } from '../changes/changes'
import type { WritableDb } from '../db/open-database'
import { withStorageErrors } from '../db/storage-error'
import type { Embedder } from '../embed/embedder'
import { type CheckOptions, checkGaps } from './check-gaps'
import { type ExportedGap, gapsAsCsv, gapsAsJson, gapsAsMarkdown } from './export-gaps'
import { countReasons, type GapRow, prepareGapStatements } from './gap-statements'
import { placeQuestions } from './place-questions'

/** What the knowledge base did not answer, or not well. The questions come in with their messages, by the database. */
export interface Gaps {
  list(query: GapFilter & { offset: number; limit: number }): { gaps: Gap[]; total: number }
  /** Throws not_found. */
  get(gapId: number): { gap: Gap; questions: GapQuestion[] }
  /** Throws not_found and storage_full. */
  update(change: { gapId: number; note?: string | undefined; state?: Gap['state'] | undefined }): Gap
  export(query: GapFilter & { as: 'csv' | 'json' | 'md'; isMasked: boolean }): {
    fileName: string
    mediaType: string
    text: string
  }
  countOpen(): number
  readonly changes: Changes
  /** Messages were written, removed or judged. */
  messagesChanged(): void
  knowledgeChanged(): void
  close(): Promise<void>
}

export interface GapsOptions {
  readonly db: WritableDb
  readonly embedder: Pick<Embedder, 'embed' | 'model'>
  readonly revision: () => number
  readonly findAnswer: CheckOptions['findAnswer']
  readonly mask: (text: string) => string
  readonly now: () => number
  readonly log: Logger
  /** Tests do not wait. */
  readonly waitMs?: { readonly messages: number; readonly knowledge: number }
}

/** An import changes the knowledge base many times a second: it is looked at when it has come to rest. */
const WAIT_MS = { messages: 300, knowledge: 5_000 } as const
const EXPORTED_MAX = 10_000
const MEDIA_TYPES = { csv: 'text/csv', json: 'application/json', md: 'text/markdown' } as const

export function createGaps(options: GapsOptions): Gaps {
  const { db, revision, findAnswer, mask, now, log, waitMs = WAIT_MS } = options
  const statements = prepareGapStatements(db)
  const changes = createChanges()
  const closing = new AbortController()
  const timers = new Map<'place' | 'check', NodeJS.Timeout>()
  let working: Promise<void> = Promise.resolve()

  function later(what: 'place' | 'check', ms: number): void {
    if (closing.signal.aborted) return
    clearTimeout(timers.get(what))
    timers.set(what, setTimeout(() => enqueue(what), ms).unref())
  }

  /** One after the other: both write to the same rows. */
  function enqueue(what: 'place' | 'check'): void {
    working = working.then(async () => {
      try {
        const changed = what === 'place' ? await place() : await check()
        if (changed > 0) changes.emit()
      } catch (thrown) {
        if (!isCancelled(thrown) && !closing.signal.aborted) log.error('gaps_failed', thrown, { what })
      }
    })
  }

  async function place(): Promise<number> {
    const placed = await placeQuestions({ ...options, statements }, closing.signal)
    // what is already answered elsewhere need not wait for the next change
    if (placed > 0) later('check', waitMs.knowledge)
    return placed
  }

  async function check(): Promise<number> {
    const { changed, hasMore } = await checkGaps({ statements, revision, findAnswer, now }, closing.signal)
    if (hasMore) later('check', waitMs.knowledge)
    return changed
  }

  function find(gapId: number): Gap {
    const row = statements.get.get(gapId)
    if (!row) throw new AppError('not_found', 'This gap is no longer there.')
    return toGap(row)
  }

  const columnsOf = ({ state, reasons, text }: GapFilter) => ({
    state,
    reasons: JSON.stringify(reasons),
    text: foldText(text),
  })

  later('place', waitMs.messages)
  return {
    list: ({ offset, limit, ...filter }) => ({
      gaps: statements.list.all({ ...columnsOf(filter), offset, limit }).map(toGap),
      total: statements.count.get(columnsOf(filter)) ?? 0,
    }),
    get: (gapId) => ({ gap: find(gapId), questions: statements.questions.all(gapId, GAP_QUESTIONS_MAX) }),
    update({ gapId, note, state }) {
      const gap = find(gapId)
      withStorageErrors(() =>
        db.transaction(() => {
          if (note !== undefined) statements.note.run(note.trim(), gapId)
          if (state !== undefined && state !== gap.state)
            statements.setState.run({
              id: gapId,
              state,
              closedBy: state === 'closed' ? 'person' : null,
              closedAt: state === 'closed' ? now() : null,
              answeredBy: null,
              // what a person opens again is not closed by what they have just read
              revision: revision(),
            })
        })(),
      )
      changes.emit()
      return find(gapId)
    },
    export({ as, isMasked, ...filter }) {
      const hide = isMasked ? mask : (text: string) => text
      const gaps = statements.list
        .all({ ...columnsOf(filter), offset: 0, limit: EXPORTED_MAX })
        .map(toGap)
        .map((gap) => hidden(gap, statements.questions.all(gap.id, GAP_QUESTIONS_MAX), hide))
      const write = { csv: gapsAsCsv, json: gapsAsJson, md: gapsAsMarkdown }[as]
      return { fileName: `knowledge-gaps.${as}`, mediaType: MEDIA_TYPES[as], text: write(gaps) }
    },
    countOpen: () => statements.countOpen.get() ?? 0,
    changes,
    messagesChanged() {
      later('place', waitMs.messages)
      // a conversation that went took its questions along
      changes.emit()
    },
    knowledgeChanged: () => later('check', waitMs.knowledge),
    async close() {
      closing.abort()
      for (const timer of timers.values()) clearTimeout(timer)
      await working
    },
  }
}

function hidden(gap: Gap, questions: readonly GapQuestion[], hide: (text: string) => string): ExportedGap {
  return {
    gap: { ...gap, question: hide(gap.question), note: hide(gap.note) },
    questions: questions.map((one) => ({ ...one, question: hide(one.question), comment: hide(one.comment) })),
  }
}

/** What is kept for its note alone shows that. */
function toGap({ reasons, createdAt, question, firstAskedAt, lastAskedAt, answeredBy, ...row }: GapRow): Gap {
  return {
    ...row,
    question: question ?? row.note.split('\n')[0] ?? '',
    reasons: countReasons(reasons),
    firstAskedAt: firstAskedAt ?? createdAt,
    lastAskedAt: lastAskedAt ?? createdAt,
    answeredBy: answeredBy === null ? null : (JSON.parse(answeredBy) as Gap['answeredBy']),
  }
}
