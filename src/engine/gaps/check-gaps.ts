import { setImmediate as yieldToOthers } from 'node:timers/promises'
import type { Gap } from '@shared/gap-models'
import type { GapStatements } from './gap-statements'

/** Gaps looked up after one change of the knowledge base: 20 ms each, in the background. */
export const MOST_CHECKED_AT_ONCE = 200

export interface CheckOptions {
  readonly statements: GapStatements
  readonly revision: () => number
  /** Null where nothing answers it; undefined where that cannot be told now. */
  readonly findAnswer: (
    question: string,
    /** Hashes of passages that are known not to answer it. */
    known: readonly string[],
    signal: AbortSignal,
  ) => Promise<Gap['answeredBy'] | undefined>
  readonly now: () => number
}

/**
 * Closes what the knowledge base answers by now, names what answers it, and opens again what it no longer answers. Says
 * how many changed, and whether others have not been looked at. What a person closed stays as it is.
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
  for (const { id, state, question, given, answeredBy } of gaps) {
    const revisionBefore = options.revision()
    const answer = await findAnswer(question, JSON.parse(given) as string[], signal)
    signal.throwIfAborted()
    await yieldToOthers()
    // found in what was there before and judged by what came meanwhile, it may be the wrong article
    if (answer === undefined || options.revision() !== revisionBefore) continue
    looked++
    const found = answer && JSON.stringify(answer)
    if (found === answeredBy) statements.checked.run(revision, id)
    else changed += statements.judged.run({ id, state, revision, answeredBy: found, now: now() }).changes
  }
  return { changed, hasMore: gaps.length === MOST_CHECKED_AT_ONCE && looked > 0 }
}
