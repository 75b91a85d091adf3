import { globSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { migrate } from '../../src/engine/db/migrate'
import { MIGRATIONS } from '../../src/engine/db/migrations'
import { connect } from '../../src/engine/db/open-database'
import { createEmbedder } from '../../src/engine/embed/create-embedder'
import { createKnowledge } from '../../src/engine/knowledge/create-knowledge'
import type { Knowledge } from '../../src/engine/knowledge/knowledge'
import { DEFAULT_PARSE_LIMITS } from '../../src/engine/parse/parse-messages'
import { createParser, type Parser } from '../../src/engine/parse/parser'
import { createSearch, type Search } from '../../src/engine/search/search'
import { SILENT_LOG } from '../../src/shared/log'
import { createFakeMetrics } from '../helpers/fake-metrics'
import { startTestHelper } from '../helpers/start-helper'

const ROOT = resolve(import.meta.dirname, '../..')
const SAMPLE_FOLDER = join(ROOT, 'resources/sample-knowledge-base')
const MODEL_FOLDER = join(ROOT, 'resources/models/all-MiniLM-L6-v2')
const CACHE_FOLDER = join(ROOT, 'node_modules/.cache/verdemuse-test')
const EMBED_BATCH = 16

export interface SampleKnowledge {
  readonly knowledge: Knowledge
  readonly search: Search
  close(): void
}

/**
 * The sample knowledge base, read, cut, embedded and indexed by the product's own code and model. The database stays
 * in the cache folder, because it knows the vectors of all texts that did not change: a second run takes 2 s, not 20.
 */
export async function openSampleKnowledge(): Promise<SampleKnowledge> {
  mkdirSync(CACHE_FOLDER, { recursive: true })
  const db = connect(join(CACHE_FOLDER, 'sample-knowledge.db'))
  migrate(db, MIGRATIONS, SILENT_LOG)
  const knowledge = createKnowledge({ db, log: SILENT_LOG })
  const metrics = createFakeMetrics()
  const parser = createParser({ startHelper: startTestHelper, log: SILENT_LOG })
  const embedder = createEmbedder({
    startHelper: startTestHelper,
    registerModel: knowledge.registerModel,
    metrics,
    log: SILENT_LOG,
  })
  await embedder.useFolder(MODEL_FOLDER)
  knowledge.useModel(embedder.model)
  knowledge.removeSample()
  await importSample(parser, knowledge)
  parser.close()
  for (;;) {
    const chunks = knowledge.pendingChunks(embedder.model?.id ?? 0, EMBED_BATCH)
    if (chunks.length === 0) break
    const texts = chunks.map((chunk) => chunk.embeddingText)
    knowledge.putVectors(embedder.model?.id ?? 0, chunks, await embedder.embed(texts, { priority: 'import' }))
  }
  return {
    knowledge,
    search: createSearch({ knowledge, embedder, metrics, log: SILENT_LOG }),
    close() {
      embedder.close()
      db.close()
    },
  }
}

async function importSample(parser: Parser, knowledge: Knowledge): Promise<void> {
  const paths = globSync('**/*.*', { cwd: SAMPLE_FOLDER }).map((path) => path.replaceAll('\\', '/'))
  for (const path of paths.sort()) {
    const opened = await parser.open({
      filePath: join(SAMPLE_FOLDER, path),
      path,
      limits: DEFAULT_PARSE_LIMITS,
      tokenizerFile: join(MODEL_FOLDER, 'tokenizer.json'),
    })
    if (opened.kind === 'refused') throw new Error(`${path}: ${opened.message}`)
    let batch = await parser.parse()
    for (;;) {
      if (batch.kind === 'refused') throw new Error(`${path}: ${batch.message}`)
      for (const document of batch.documents) knowledge.put({ ...document, source: 'sample', path })
      if (!batch.hasMore) break
      batch = await parser.next()
    }
  }
}
