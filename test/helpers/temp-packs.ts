import { onTestFinished } from 'vitest'
import type { WritableDb } from '../../src/engine/db/open-database'
import { createKeptOriginals } from '../../src/engine/documents/kept-originals'
import { createKnowledge } from '../../src/engine/knowledge/create-knowledge'
import type { Knowledge } from '../../src/engine/knowledge/knowledge'
import type { PackSources } from '../../src/engine/packs/pack-sources'
import { createPacks, type InstallInput, type Packs } from '../../src/engine/packs/packs'
import { DEFAULT_POLICY, type Policy } from '../../src/engine/policy/policy-schema'
import { SILENT_LOG } from '../../src/shared/log'
import { createFakeEmbedder, FAKE_MODEL } from './fake-embedder'
import { tempDatabase, tempFolder } from './temp-database'

export interface TempPacks {
  readonly db: WritableDb
  readonly dataDir: string
  readonly knowledge: Knowledge
  readonly packs: Packs
  install(place: string, input?: Partial<InstallInput>): ReturnType<Packs['install']>
  /** Everything that a pack could change, for comparing before with after. */
  dump(): string
  /** As after a crash and a new start: new rooms on the same database and folder. */
  restart(policy?: Partial<Policy>): TempPacks
}

export interface TempPacksOptions {
  readonly policy?: Partial<Policy>
  readonly db?: WritableDb
  readonly dataDir?: string
  readonly model?: typeof FAKE_MODEL | { fingerprint: string; name: string; dimension: number }
}

/** Packs on a real database; only the embedding model is a fake. */
export function tempPacks(options: TempPacksOptions = {}): TempPacks {
  const { db = tempDatabase(), dataDir = tempFolder() } = options
  const knowledge = createKnowledge({ db, log: SILENT_LOG })
  const model = knowledge.registerModel(options.model ?? FAKE_MODEL)
  knowledge.useModel(model)
  const packs = createPacks({
    db,
    knowledge,
    embedder: createFakeEmbedder(model),
    sources: createTestSources(db, knowledge),
    originals: createKeptOriginals(db),
    policy: { ...DEFAULT_POLICY, ...options.policy },
    dataDir,
    now: Date.now,
    log: SILENT_LOG,
  })
  onTestFinished(() => packs.close())
  return {
    db,
    dataDir,
    knowledge,
    packs,
    install: (place, input = {}) =>
      packs.install(
        { place, collectionId: null, collection: null, isWatched: null, isForced: false, ...input },
        AbortSignal.timeout(60_000),
      ),
    dump: () =>
      JSON.stringify(
        [
          'documents',
          'document_texts',
          'chunks',
          'packs',
          'pack_documents',
          'pack_locations',
          'sources',
          'collections',
          'settings',
        ]
          .filter((table) => db.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table))
          .map((table) => db.prepare(`SELECT * FROM ${table}`).all())
          .concat([db.prepare('SELECT count(*) FROM vectors').all()]),
      ),
    restart: (policy) => tempPacks({ ...options, db, dataDir, ...(policy ? { policy } : {}) }),
  }
}

/** Sources as the product keeps them, without their room. */
function createTestSources(db: WritableDb, knowledge: Knowledge): PackSources {
  return {
    add({ label, location, collectionId, collection }) {
      db.prepare('INSERT OR IGNORE INTO collections (name, created_at) VALUES (?, 0)').run(collection)
      const byName = db.prepare('SELECT id FROM collections WHERE name = ?').pluck().get(collection)
      return db
        .prepare(
          "INSERT INTO sources (collection_id, kind, label, location, created_at) VALUES (?, 'pack', ?, ?, 0) RETURNING id",
        )
        .pluck()
        .get(collectionId ?? byName, label, location) as number
    },
    get: (sourceId) =>
      db.prepare('SELECT collection_id AS collectionId FROM sources WHERE id = ?').get(sourceId) as {
        collectionId: number
      },
    rename: (sourceId, label) =>
      void db.prepare('UPDATE sources SET label = ? WHERE id = ?').run(label, sourceId),
    async remove(sourceId) {
      const ids = db
        .prepare<[number], number>('SELECT id FROM documents WHERE source_id = ?')
        .pluck()
        .all(sourceId)
      knowledge.remove(ids)
      db.prepare('DELETE FROM sources WHERE id = ?').run(sourceId)
    },
  }
}
