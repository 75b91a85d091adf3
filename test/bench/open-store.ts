import { openData } from '../../src/engine/db/open-data'
import type { WritableDb } from '../../src/engine/db/open-database'
import { inspectModel } from '../../src/engine/embed/model-files'
import { createKnowledge } from '../../src/engine/knowledge/create-knowledge'
import type { IndexedModel, Knowledge } from '../../src/engine/knowledge/knowledge'
import { SILENT_LOG } from '../../src/shared/log'
import { MODEL_FOLDER } from './paths'

export interface OpenStore {
  readonly db: WritableDb
  readonly knowledge: Knowledge
  readonly model: IndexedModel
  close(): void
}

/** The knowledge room on a data folder that no engine has; `isExact` measures every vector, whatever their number. */
export async function openStore(dataDir: string, isExact = false): Promise<OpenStore> {
  const inspection = await inspectModel(MODEL_FOLDER)
  if (inspection.kind !== 'found') throw new Error(inspection.message)
  const { db } = openData(dataDir, SILENT_LOG, Date.now)
  // else a large store would find nothing until its codes are in memory, and everything would be compared with that
  const exactLimit = isExact ? { exactLimit: Number.POSITIVE_INFINITY } : {}
  const knowledge = createKnowledge({ db, log: SILENT_LOG, ...exactLimit })
  const { name, fingerprint, dimension } = inspection.files
  const model = knowledge.registerModel({ name, fingerprint, dimension })
  knowledge.useModel(model)
  return { db, knowledge, model, close: () => db.close() }
}
