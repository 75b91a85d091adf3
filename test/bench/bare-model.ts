import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createEmbedder } from '../../src/engine/embed/create-embedder'
import { embeddingText } from '../../src/engine/knowledge/embedding-text'
import { createNodeHelperStarter } from '../../src/engine/processes/start-node-helper'
import { SILENT_LOG } from '../../src/shared/log'
import { createFakeMetrics } from '../helpers/fake-metrics'
import { BUILT, MODEL_FOLDER } from './paths'

/** As the import hands them over. */
const BATCH = 16

/** Passages a second of the model's process alone, with nothing else to do, on passages that an import made. */
export async function bareModelSpeed(dataDir: string, count: number): Promise<number> {
  const texts = readTexts(dataDir, count)
  const embedder = createEmbedder({
    startHelper: createNodeHelperStarter({ folder: BUILT }),
    registerModel: (model) => ({ ...model, id: 1 }),
    metrics: createFakeMetrics(),
    log: SILENT_LOG,
  })
  await embedder.useFolder(MODEL_FOLDER)
  // the first one loads the model
  await embedder.embed(texts.slice(0, BATCH), { priority: 'import' })
  const startedAt = performance.now()
  for (let from = 0; from < texts.length; from += BATCH)
    await embedder.embed(texts.slice(from, from + BATCH), { priority: 'import' })
  const tookS = (performance.now() - startedAt) / 1000
  embedder.close()
  return texts.length / tookS
}

/** Spread over all documents, so that they are as long as the import's are on average. */
function readTexts(dataDir: string, count: number): string[] {
  const db = new Database(join(dataDir, 'verdemuse.db'), { readonly: true })
  const rows = db
    .prepare<[number], { title: string; heading: string; text: string }>(
      'SELECT title, heading, body AS text FROM chunk_texts ORDER BY id * 7919 % 10007 LIMIT ?',
    )
    .all(count)
  db.close()
  return rows.map(embeddingText)
}
