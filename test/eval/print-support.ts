import { resolve } from 'node:path'
import { createEmbedder } from '../../src/engine/embed/create-embedder'
import { createSupport } from '../../src/engine/support/support'
import { SILENT_LOG } from '../../src/shared/log'
import { createFakeMetrics } from '../helpers/fake-metrics'
import { startTestHelper } from '../helpers/start-helper'
import { checkLabelledDrafts, SUPPORT_SETS, scoreSupport } from './evaluate-support'

const MODEL_FOLDER = resolve(import.meta.dirname, '../../resources/models/all-MiniLM-L6-v2')
const HEADER = '\nsupport marks     sentences     right   unbacked passed   backed marked   right passage'

/** How often a sentence of a labelled draft is marked as it should be. */
export async function printSupport(): Promise<void> {
  const embedder = createEmbedder({
    startHelper: startTestHelper,
    registerModel: (model) => ({ ...model, id: 1 }),
    metrics: createFakeMetrics(),
    log: SILENT_LOG,
  })
  try {
    await embedder.useFolder(MODEL_FOLDER)
    const outcomes = await checkLabelledDrafts(createSupport({ embedder, log: SILENT_LOG }))
    console.log(HEADER)
    for (const set of SUPPORT_SETS) {
      const { count, ...shares } = scoreSupport(outcomes.filter((outcome) => outcome.set === set))
      const figures = [shares.right, shares.falselyBacked, shares.falselyMarked, shares.rightPassage]
      const widths = [10, 18, 16, 16]
      const cells = figures.map((share, at) => `${(share * 100).toFixed(1)} %`.padStart(widths[at] ?? 10))
      console.log(`${set.padEnd(18)}${String(count).padStart(9)}${cells.join('')}`)
    }
  } finally {
    embedder.close()
  }
}
