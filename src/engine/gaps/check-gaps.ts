import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { Gap } from '@shared/gap-models'
import type { GapStatements } from './gap-statements'

/** Gaps looked up after one change of the knowledge base: 20 ms each, in the background. */
export const MOST_CHECKED_AT_ONCE = 200

export interface CheckOptions {
  readonly statements: GapStatements
  readonly revision: () => number
  /** Null where nothing answers it; undefined where that cannot be told now. */
  readonly findAnswer: (question: string, signal: AbortSignal) => Promise<Gap['answeredBy'] | undefined>
  readonly now: () => number
}

/**
 * Closes what the knowledge base answers by now, and opens again what it no longer answers. Says how many changed, and whether
 * others have not been looked at.
 * What a person closed stays as it is.
 */
export async function checkGaps(
  options: CheckOptions,
  signal: AbortSignal,
): Promise<{ changed: number; hasMore: boolean }> {
  const { statements, findAnswer, now } = options
  const revision = options.revision()
  const gaps = statements.toCheck.all(revision, MOST_CHECKED_AT_ONCE)
  let changed = 0
  // what could not be told is asked again at the next change, not in a circle
  let looked = 0
  for (const { id, state, question } of gaps) {
    const answer = await findAnswer(question, signal)
    signal.throwIfAborted()
    await yieldToOthers()
    if (answer === undefined) continue
    looked++
    if (answer === null ? state === 'open' : state === 'closed') {
      statements.checked.run(revision, id)
      continue
    }
    statements.setState.run({
      id,
      revision,
      state: answer ? 'closed' : 'open',
      closedBy: answer ? 'knowledge' : null,
      closedAt: answer ? now() : null,
      answeredBy: answer ? JSON.stringify(answer) : null,
    })
    changed++
  }
  return { changed, hasMore: gaps.length === MOST_CHECKED_AT_ONCE && looked > 0 }
}
