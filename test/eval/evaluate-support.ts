import { join } from 'node:path'
import type { Support } from '../../src/engine/support/support'
import { type LabelledSentence, readSupportCases } from './support-labels'

/**
 * tuned: the weights were fitted on it; held-out: read for general rules; fresh and second: written before rules changed;
 * third: written when the rules on swapped words, bounds and duties stood; practice: read for rules; fourth: written
 * before them in the wording of thirteen trades' help centres, and only ever measured.
 */
export const SUPPORT_SETS = ['tuned', 'held-out', 'fresh', 'second', 'third', 'practice', 'fourth'] as const

export interface SupportOutcome {
  readonly set: (typeof SUPPORT_SETS)[number]
  readonly id: string
  readonly sentence: LabelledSentence
  readonly isMarked: boolean
  readonly passage: number | null
}

/** Each case as one draft, as the product checks it. */
export async function checkLabelledDrafts(support: Support): Promise<SupportOutcome[]> {
  const outcomes: SupportOutcome[] = []
  for (const set of SUPPORT_SETS)
    for (const { id, passages, sentences } of readSupportCases(
      join(import.meta.dirname, `sets/support/${set}.txt`),
    )) {
      const { sentences: checked } = await support.check({
        draft: sentences.map(({ text }) => text).join('\n'),
        passages: passages.map((text) => ({ text })),
        signal: new AbortController().signal,
      })
      if (checked.length !== sentences.length)
        throw new Error(`${id}: ${checked.length} sentences of ${sentences.length}`)
      for (const [at, sentence] of sentences.entries()) {
        const found = checked[at]
        outcomes.push({
          set,
          id,
          sentence,
          isMarked: found?.verdict === 'unbacked',
          passage: found?.passage ?? null,
        })
      }
    }
  return outcomes
}

export interface SupportScore {
  readonly count: number
  /** Of all sentences. */
  readonly right: number
  /** Of the sentences that nothing bears out, those shown as backed. */
  readonly falselyBacked: number
  /** Of the sentences that are borne out, those marked. */
  readonly falselyMarked: number
  /** Of the backed ones, those with the passage that bears them out. */
  readonly rightPassage: number
}

export function scoreSupport(outcomes: readonly SupportOutcome[]): SupportScore {
  const unbacked = outcomes.filter(({ sentence }) => sentence.label === 'unbacked')
  const others = outcomes.filter(({ sentence }) => sentence.label !== 'unbacked')
  const found = others.filter(({ sentence, isMarked }) => sentence.label === 'backed' && !isMarked)
  const missed = unbacked.filter(({ isMarked }) => !isMarked).length
  const wronglyMarked = others.filter(({ isMarked }) => isMarked).length
  return {
    count: outcomes.length,
    right: 1 - (missed + wronglyMarked) / outcomes.length,
    falselyBacked: missed / unbacked.length,
    falselyMarked: wronglyMarked / others.length,
    rightPassage: found.filter(({ sentence, passage }) => passage === sentence.passage).length / found.length,
  }
}
