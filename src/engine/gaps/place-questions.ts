import { isCancelled } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { WritableDb } from '../db/open-database'
import { withStorageErrors } from '../db/storage-error'
import type { Embedder } from '../embed/embedder'
import { type Leader, nearestLeader } from '../grouping/group-by-meaning'
import { toVector } from '../knowledge/vector-math'
import type { GapStatements, WaitingQuestion } from './gap-statements'

/** Questions grouped in one step. */
const BATCH = 32

export interface PlaceOptions {
  readonly db: WritableDb
  readonly statements: GapStatements
  readonly embedder: Pick<Embedder, 'embed' | 'model'>
  readonly now: () => number
  readonly log: Logger
}

/**
 * Puts each waiting question into the gap whose first question means the same, or into one of its own. Without the
 * model, words that are the same count; what was placed so stays.
 */
export async function placeQuestions(options: PlaceOptions, signal: AbortSignal): Promise<number> {
  const { statements } = options
  let placed = 0
  for (;;) {
    const waiting = statements.waiting.all(BATCH)
    if (waiting.length === 0) return placed
    const vectors = await vectorsOf(waiting, options, signal)
    signal.throwIfAborted()
    withStorageErrors(() =>
      options.db.transaction(() => {
        const leaders = vectors ? readLeaders(options) : []
        for (const [index, question] of waiting.entries())
          placeOne(question, vectors?.[index] ?? null, leaders, options)
      })(),
    )
    placed += waiting.length
  }
}

async function vectorsOf(
  waiting: readonly WaitingQuestion[],
  { embedder, log }: PlaceOptions,
  signal: AbortSignal,
): Promise<Float32Array[] | null> {
  const { model } = embedder
  if (!model) return null
  try {
    const all = await embedder.embed(
      waiting.map(({ question }) => question),
      { priority: 'import', signal },
    )
    return waiting.map((_, index) => all.slice(index * model.dimension, (index + 1) * model.dimension))
  } catch (thrown) {
    if (isCancelled(thrown)) throw thrown
    log.warn('gap_not_embedded', {})
    return null
  }
}

function placeOne(
  { messageId, question }: WaitingQuestion,
  vector: Float32Array | null,
  leaders: Leader<number>[],
  { statements, embedder, now }: PlaceOptions,
): void {
  const modelId = vector ? (embedder.model?.id ?? null) : null
  const known = statements.sameWords.get(question) ?? (vector && nearestLeader(vector, leaders))
  const gapId = known ?? Number(statements.addGap.run(now()).lastInsertRowid)
  statements.place.run({
    messageId,
    gapId,
    modelId,
    vector: vector && Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
  })
  if (known !== null) statements.reopen.run(known)
  else if (vector) leaders.push({ key: gapId, vector })
}

function readLeaders({ statements, embedder }: PlaceOptions): Leader<number>[] {
  const modelId = embedder.model?.id
  if (modelId === undefined) return []
  return statements.leaders
    .all(modelId)
    .map((leader) => ({ key: leader.gapId, vector: toVector(leader.vector) }))
}
