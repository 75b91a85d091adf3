import { globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { migrate } from '../../src/engine/db/migrate'
import { MIGRATIONS } from '../../src/engine/db/migrations'
import { connect } from '../../src/engine/db/open-database'
import { createEmbedder } from '../../src/engine/embed/create-embedder'
import type { Embedder, EmbeddingModel } from '../../src/engine/embed/embedder'
import { loadSampleVectors } from '../../src/engine/ingest/sample-vectors'
import { createKnowledge } from '../../src/engine/knowledge/create-knowledge'
import type { Knowledge, PendingChunk } from '../../src/engine/knowledge/knowledge'
import { createVocabulary } from '../../src/engine/knowledge/vocabulary'
import { DEFAULT_PARSE_LIMITS } from '../../src/engine/parse/parse-messages'
import { createParser, type Parser } from '../../src/engine/parse/parser'
import { createOrdinaryWords } from '../../src/engine/search/ordinary-words'
import { createSearch, type Search } from '../../src/engine/search/search'
import { SILENT_LOG } from '../../src/shared/log'
import { createFakeMetrics } from '../helpers/fake-metrics'
import { startTestHelper } from '../helpers/start-helper'
import type { QuestionSet } from './question-sets'
import { readStoredVectors, storedKey, writeStoredVectors } from './stored-vectors'

const MODEL_FOLDER = resolve(import.meta.dirname, '../../resources/models/all-MiniLM-L6-v2')
const TOKENIZER_FILE = join(MODEL_FOLDER, 'tokenizer.json')
const EMBED_BATCH = 16
const ALL = 1_000_000

export interface Corpus {
  readonly knowledge: Knowledge
  readonly search: Search
  close(): void
}

export interface OpenCorpusOptions {
  /** Throws when more passages than this have no stored vector: a test must not embed for ten minutes unnoticed. */
  readonly maxEmbedded?: number
  /** Keeps the vectors of all passages beside the questions. */
  readonly writeVectors?: boolean
}

/** The documents of a set, read, cut, embedded and indexed by the product's own code and model, in a folder of its own. */
export async function openCorpus(set: QuestionSet, options: OpenCorpusOptions = {}): Promise<Corpus> {
  const folder = mkdtempSync(join(tmpdir(), 'verdemuse-eval-'))
  const db = connect(join(folder, 'knowledge.db'))
  // nothing here must outlive a crash, and waiting for the disk would take longer than all questions
  db.pragma('synchronous = OFF')
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
  const { model } = embedder
  if (!model) throw new Error('no model to search with')
  knowledge.useModel(model)
  await importFolder(set.documentsFolder, parser, knowledge)
  parser.close()
  if (set.shippedVectorsFile !== null)
    await loadSampleVectors({ file: set.shippedVectorsFile, knowledge, model, log: SILENT_LOG })
  await addVectors(set, model, knowledge, embedder, options)
  const vocabulary = createVocabulary({ db, log: SILENT_LOG, onChange: knowledge.onChange })
  await vocabulary.refresh()
  const isOrdinaryWord = createOrdinaryWords(() => TOKENIZER_FILE)
  const spelling = { vocabulary, isOrdinaryWord }
  return {
    knowledge,
    search: createSearch({ knowledge, embedder, metrics, log: SILENT_LOG, spelling }),
    close() {
      vocabulary.close()
      embedder.close()
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function importFolder(folder: string, parser: Parser, knowledge: Knowledge): Promise<void> {
  const paths = globSync('**/*.*', { cwd: folder }).map((path) => path.replaceAll('\\', '/'))
  for (const path of paths.sort()) {
    const opened = await parser.open({
      filePath: join(folder, path),
      path,
      limits: DEFAULT_PARSE_LIMITS,
      tokenizerFile: TOKENIZER_FILE,
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

async function addVectors(
  { vectorsFile, shippedVectorsFile }: QuestionSet,
  model: EmbeddingModel,
  knowledge: Knowledge,
  embedder: Embedder,
  { writeVectors = false, maxEmbedded = ALL }: OpenCorpusOptions,
): Promise<void> {
  while (knowledge.attachKnown(model.id, ALL) > 0);
  const stored = readStoredVectors(vectorsFile, model)
  const vectors = new Map<string, Float32Array>()
  const pending = knowledge.pendingChunks(model.id, ALL)
  const put = (chunk: PendingChunk, vector: Float32Array) => {
    vectors.set(storedKey(chunk), vector)
    return vector
  }
  const known = pending.filter((chunk) => stored.has(storedKey(chunk)))
  const missing = pending.filter((chunk) => !stored.has(storedKey(chunk)))
  if (missing.length > maxEmbedded)
    throw new Error(`${missing.length} passages have no stored vector: npm run eval -- --write-vectors`)
  knowledge.putVectors(
    model.id,
    known,
    joined(
      known.map((chunk) => put(chunk, stored.get(storedKey(chunk)) ?? new Float32Array(model.dimension))),
    ),
  )
  for (let from = 0; from < missing.length; from += EMBED_BATCH) {
    const chunks = missing.slice(from, from + EMBED_BATCH)
    const texts = chunks.map((chunk) => chunk.embeddingText)
    const made = await embedder.embed(texts, { priority: 'import' })
    for (const [index, chunk] of chunks.entries())
      put(chunk, made.slice(index * model.dimension, (index + 1) * model.dimension))
    knowledge.putVectors(model.id, chunks, made)
  }
  if (writeVectors && shippedVectorsFile === null) writeStoredVectors(vectorsFile, model, vectors)
}

function joined(vectors: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(vectors.reduce((sum, vector) => sum + vector.length, 0))
  let at = 0
  for (const vector of vectors) {
    all.set(vector, at)
    at += vector.length
  }
  return all
}
