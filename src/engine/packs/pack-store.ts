import type { WritableDb } from '../db/open-database'

/** Row of a pack that is installed, or being installed for the first time. */
export interface PackRow {
  readonly id: number
  readonly sourceId: number
  readonly locationId: number | null
  readonly packId: string
  readonly name: string
  /** 0 until it was installed once to the end. */
  readonly serial: number
  readonly manifestHash: string
  readonly publicKey: string | null
  readonly createdAt: number | null
  readonly modelName: string | null
  readonly hasFittingVectors: number
  readonly documentCount: number
  readonly chunkCount: number
  readonly installedAt: number
  readonly updatedAt: number
}

/** What stands in the database of one document of a pack. */
export interface PlacedDocument {
  readonly path: string
  /** '' for none. */
  readonly externalId: string
  readonly textHash: string
  readonly originalHash: string | null
  readonly documentId: number
}

/** An installation that was checked and decided on, but not finished. */
export interface PendingInstall {
  readonly packId: string
  readonly locationId: number | null
  readonly collection: string | null
  readonly collectionId: number | null
}

export type PackFacts = Pick<
  PackRow,
  | 'name'
  | 'serial'
  | 'manifestHash'
  | 'publicKey'
  | 'createdAt'
  | 'modelName'
  | 'hasFittingVectors'
  | 'documentCount'
  | 'chunkCount'
>

export interface PackStore {
  all(): PackRow[]
  find(packId: string): PackRow | null
  get(id: number): PackRow | null
  add(row: { sourceId: number; locationId: number | null; packId: string; name: string; at: number }): PackRow
  setLocation(id: number, locationId: number | null): void
  /** Its documents that still are in the knowledge base. */
  documents(id: number): PlacedDocument[]
  place(id: number, documents: readonly PlacedDocument[]): void
  unplace(id: number, documentIds: readonly number[]): void
  /** The facts of the new issue; ends the pending installation in the same transaction. */
  finish(id: number, packId: string, facts: PackFacts, at: number): void
  pending(): PendingInstall[]
  setPending(install: PendingInstall, at: number): void
  dropPending(packId: string): void
}

export function createPackStore(db: WritableDb): PackStore {
  const statements = prepareStatements(db)
  const transaction = <T>(work: () => T) => db.transaction(work).immediate()
  return {
    all: () => statements.all.all(),
    find: (packId) => statements.find.get(packId) ?? null,
    get: (id) => statements.get.get(id) ?? null,
    add: (row) => statements.add.get(row) as PackRow,
    setLocation: (id, locationId) => void statements.setLocation.run(locationId, id),
    documents: (id) => statements.documents.all(id),
    place: (id, documents) =>
      transaction(() => {
        for (const document of documents) statements.place.run({ pack: id, ...document })
      }),
    unplace: (id, documentIds) => void statements.unplace.run(id, JSON.stringify(documentIds)),
    finish: (id, packId, facts, at) =>
      transaction(() => {
        statements.forgetMissing.run(id)
        statements.finish.run({ id, ...facts, at })
        statements.dropPending.run(packId)
      }),
    pending: () => statements.pending.all(),
    setPending: (install, at) => void statements.setPending.run({ ...install, at }),
    dropPending: (packId) => void statements.dropPending.run(packId),
  }
}

const COLUMNS = `id, source_id AS sourceId, location_id AS locationId, pack_id AS packId, name, serial,
  manifest_hash AS manifestHash, public_key AS publicKey, created_at AS createdAt, model_name AS modelName,
  has_fitting_vectors AS hasFittingVectors, document_count AS documentCount, chunk_count AS chunkCount,
  installed_at AS installedAt, updated_at AS updatedAt`

function prepareStatements(db: WritableDb) {
  return {
    all: db.prepare<[], PackRow>(`SELECT ${COLUMNS} FROM packs ORDER BY name COLLATE NOCASE, id`),
    find: db.prepare<[string], PackRow>(`SELECT ${COLUMNS} FROM packs WHERE pack_id = ?`),
    get: db.prepare<[number], PackRow>(`SELECT ${COLUMNS} FROM packs WHERE id = ?`),
    add: db.prepare<[object], PackRow>(`
      INSERT INTO packs (source_id, location_id, pack_id, name, installed_at, updated_at)
      VALUES (:sourceId, :locationId, :packId, :name, :at, :at) RETURNING ${COLUMNS}`),
    setLocation: db.prepare<[number | null, number]>('UPDATE packs SET location_id = ? WHERE id = ?'),
    documents: db.prepare<[number], PlacedDocument>(`
      SELECT placed.path, placed.external_id AS externalId, placed.text_hash AS textHash,
        placed.original_hash AS originalHash, placed.document_id AS documentId
      FROM pack_documents AS placed JOIN documents ON documents.id = placed.document_id
      WHERE placed.pack = ?`),
    place: db.prepare<[object]>(`
      INSERT OR REPLACE INTO pack_documents (pack, path, external_id, text_hash, original_hash, document_id)
      VALUES (:pack, :path, :externalId, :textHash, :originalHash, :documentId)`),
    unplace: db.prepare<[number, string]>(
      'DELETE FROM pack_documents WHERE pack = ? AND document_id IN (SELECT value FROM json_each(?))',
    ),
    forgetMissing: db.prepare<[number]>(
      'DELETE FROM pack_documents WHERE pack = ? AND document_id NOT IN (SELECT id FROM documents)',
    ),
    finish: db.prepare<[object]>(`
      UPDATE packs SET name = :name, serial = :serial, manifest_hash = :manifestHash, public_key = :publicKey,
        created_at = :createdAt, model_name = :modelName, has_fitting_vectors = :hasFittingVectors,
        document_count = :documentCount, chunk_count = :chunkCount, updated_at = :at
      WHERE id = :id`),
    pending: db.prepare<[], PendingInstall>(`
      SELECT pack_id AS packId, location_id AS locationId, collection, collection_id AS collectionId
      FROM pack_installs ORDER BY started_at`),
    setPending: db.prepare<[object]>(`
      INSERT OR REPLACE INTO pack_installs (pack_id, location_id, collection, collection_id, started_at)
      VALUES (:packId, :locationId, :collection, :collectionId, :at)`),
    dropPending: db.prepare<[string]>('DELETE FROM pack_installs WHERE pack_id = ?'),
  }
}
