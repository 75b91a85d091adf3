export interface Placed {
  readonly documentId: number
  readonly start: number
  readonly end: number
}

/** Two passages of one document tell its part of the answer; a third rarely adds what another document could. */
const PASSAGES_OF_A_DOCUMENT = 2
/** Neighbouring chunks share a few sentences; two that share more than this part of the shorter one say the same. */
const SAME_TEXT_SHARE = 0.5

/**
 * Keeps one document from filling the list: after its second passage it waits until every other document had its
 * turn, and passages that repeat a better one are dropped. Takes the list best first and keeps that order otherwise.
 */
export function spreadDocuments<T extends Placed>(passages: readonly T[], limit: number): T[] {
  const chosen: T[] = []
  let waiting = withoutRepeats(passages)
  for (let allowed = PASSAGES_OF_A_DOCUMENT; waiting.length > 0; allowed += PASSAGES_OF_A_DOCUMENT) {
    const taken = new Map<number, number>()
    for (const { documentId } of chosen) taken.set(documentId, (taken.get(documentId) ?? 0) + 1)
    const later: T[] = []
    for (const passage of waiting) {
      const count = taken.get(passage.documentId) ?? 0
      if (count >= allowed) later.push(passage)
      else {
        chosen.push(passage)
        taken.set(passage.documentId, count + 1)
        if (chosen.length === limit) return chosen
      }
    }
    waiting = later
  }
  return chosen
}

/**
 * True when a longer list would have given the same: each passage had its place in the first round, which better ones
 * alone decide.
 */
export function isSettled(chosen: readonly Placed[], limit: number): boolean {
  const taken = new Map<number, number>()
  for (const { documentId } of chosen) taken.set(documentId, (taken.get(documentId) ?? 0) + 1)
  return chosen.length === limit && [...taken.values()].every((count) => count <= PASSAGES_OF_A_DOCUMENT)
}

function withoutRepeats<T extends Placed>(passages: readonly T[]): T[] {
  const kept = new Map<number, T[]>()
  return passages.filter((passage) => {
    const better = kept.get(passage.documentId) ?? []
    if (better.some((other) => isRepeat(other, passage))) return false
    kept.set(passage.documentId, [...better, passage])
    return true
  })
}

function isRepeat(a: Placed, b: Placed): boolean {
  const shared = Math.min(a.end, b.end) - Math.max(a.start, b.start)
  return shared > SAME_TEXT_SHARE * Math.min(a.end - a.start, b.end - b.start)
}
