import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import type { WritableDb } from '../../src/engine/db/open-database'
import { FOLLOW_TIMES, type FollowTimes } from '../../src/engine/ingest/follow-sources'
import { createIngest, type Ingest } from '../../src/engine/ingest/ingest'
import type { Lister } from '../../src/engine/ingest/lister'
import { createKnowledge } from '../../src/engine/knowledge/create-knowledge'
import type { Knowledge } from '../../src/engine/knowledge/knowledge'
import { createParser, type Parser } from '../../src/engine/parse/parser'
import { SILENT_LOG } from '../../src/shared/log'
import type { ImportFile, SourceKind } from '../../src/shared/models'
import { createFakeEmbedder, FAKE_MODEL, type FakeEmbedder } from './fake-embedder'
import { createFakeMetrics } from './fake-metrics'
import { startTestHelper } from './start-helper'
import { tempDatabase, tempFolder } from './temp-database'

export const RESOURCES = resolve(import.meta.dirname, '../../resources')
export const TOKENIZER_FILE = resolve(RESOURCES, 'models/all-MiniLM-L6-v2/tokenizer.json')

export interface TempIngest {
  readonly db: WritableDb
  readonly knowledge: Knowledge
  readonly embedder: FakeEmbedder
  readonly parser: Parser
  readonly ingest: Ingest
  /** Imports the paths and gives their rows when the job is over. */
  importPaths(paths: readonly string[]): Promise<ImportFile[]>
  /** Rows of a job when it is over. */
  finished(jobId: number): Promise<ImportFile[]>
}

export interface TempIngestOptions {
  readonly db?: WritableDb
  readonly parser?: Parser
  readonly sampleDir?: string
  readonly followTimes?: FollowTimes
  readonly listers?: Partial<Record<SourceKind, Lister>>
}

/** Imports on a real database with a real parse process; only the embedding model is a fake. */
export function tempIngest(options: TempIngestOptions = {}): TempIngest {
  const db = options.db ?? tempDatabase()
  const parser = options.parser ?? createParser({ startHelper: startTestHelper, log: SILENT_LOG })
  const knowledge = createKnowledge({ db, log: SILENT_LOG })
  const model = knowledge.registerModel(FAKE_MODEL)
  knowledge.useModel(model)
  const embedder = createFakeEmbedder(model)
  const ingest = createIngest({
    db,
    knowledge,
    parser,
    embedder,
    metrics: createFakeMetrics(),
    log: SILENT_LOG,
    now: Date.now,
    sampleDir: options.sampleDir ?? resolve(RESOURCES, 'sample-knowledge-base'),
    tokenizerFile: () => TOKENIZER_FILE,
    spoolDir: join(tempFolder(), 'spool'),
    followTimes: options.followTimes ?? FOLLOW_TIMES,
    listers: options.listers ?? {},
  })
  onTestFinished(async () => {
    await ingest.close()
    parser.close()
  })

  async function finished(jobId: number): Promise<ImportFile[]> {
    for await (const { jobs } of ingest.watchImports(AbortSignal.timeout(150_000))) {
      const job = jobs.find((one) => one.id === jobId)
      if (job && job.finishedAt !== null) return ingest.files({ jobId, offset: 0, limit: 500 }).files
    }
    throw new Error('the import did not end')
  }

  const importPaths = (paths: readonly string[]) => finished(ingest.startPaths(paths))
  return { db, knowledge, embedder, parser, ingest, importPaths, finished }
}
