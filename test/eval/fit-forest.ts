import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { shareIn } from '../../src/engine/meaning/forest'
import { valuesOf } from '../../src/engine/meaning/near-enough'
import { sameIntent } from '../../src/engine/meaning/same-intent'
import { type JudgedPair, judgeAllPairs } from './cache-curve'
import { type Example, growForest } from './grow-forest'

const FOREST_FILE = resolve(import.meta.dirname, '../../src/engine/meaning/forest.json')
const FOLDS = 8
/** Shares of the pairs that differ and would be served. */
const WRONG = [0.003, 0.005, 0.0075, 0.01, 0.015]

/**
 * Grows the trees anew from the pairs that may be tuned on, and says what they would do with families that they have not
 * seen: each eighth of the families by trees of the other seven. Only the pairs that no word objects to are learnt.
 */
export async function fitForest(): Promise<void> {
  const tuned = (await judgeAllPairs()).filter(({ set }) => set === 'tuned')
  const examples = tuned.map(toExample)
  const shares = foldedShares(tuned, examples)
  const [same, others] = [true, false].map((isSame) =>
    shares.filter((_, place) => (tuned[place]?.kind === 'same') === isSame).sort((a, b) => b - a),
  )
  for (const wrong of WRONG) {
    const bar = others?.[Math.floor(wrong * (others.length ?? 0))] ?? 1
    const kept = (same ?? []).filter((share) => share > bar).length / Math.max(1, same?.length ?? 0)
    console.log(
      `unseen families: bar ${bar.toFixed(3)} wrong ${(wrong * 100).toFixed(2)} % kept ${(kept * 100).toFixed(1)} %`,
    )
  }
  const trees = growForest(examples.filter((example) => example !== null))
  const lines = trees.map((tree) => `    ${JSON.stringify(Buffer.from(tree).toString('base64'))}`)
  writeFileSync(FOREST_FILE, `{\n  "trees": [\n${lines.join(',\n')}\n  ]\n}\n`)
  console.log(`${trees.length} trees, ${trees.reduce((sum, { length }) => sum + length, 0)} bytes`)
}

/** The mean vote for each pair of trees that were grown without its family; 0 where a word objects. */
function foldedShares(pairs: readonly JudgedPair[], examples: readonly (Example | null)[]): number[] {
  const shares = pairs.map(() => 0)
  for (let fold = 0; fold < FOLDS; fold++) {
    const isHeldOut = (place: number) => (pairs[place]?.family ?? 0) % FOLDS === fold
    const learnt = examples.filter((_, place) => !isHeldOut(place))
    const trees = growForest(learnt.filter((example) => example !== null))
    for (const [place, example] of examples.entries())
      if (example && isHeldOut(place))
        shares[place] =
          trees.reduce((sum, tree) => sum + shareIn(tree, example.values), 0) / Math.max(1, trees.length)
  }
  return shares
}

function toExample({ a, b, cosine, kind }: JudgedPair): Example | null {
  const compared = sameIntent(a, b)
  return compared.kind === 'same' ? { values: valuesOf(compared, cosine), isSame: kind === 'same' } : null
}
