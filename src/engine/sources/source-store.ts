import { AppError } from '@shared/errors'
import type { KnowledgeSource, SourceKind } from '@shared/models'
import type { WritableDb } from '../db/open-database'
import { withStorageErrors } from '../db/storage-error'

export interface NewSource {
  readonly collectionId: number
  readonly kind: SourceKind
  readonly label: string
  /** A folder's path or a web address; '' where there is no single place. */
  readonly location: string
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly isWatched: boolean
  /** Whatever its kind needs to be listed again. */
  readonly settings: object
}

export interface SourceRecord extends NewSource {
  readonly id: number
  readonly state: KnowledgeSource['state']
  readonly message: string | null
  /** The drive its folder lay on at the last good look; null before the first. */
  readonly device: string | null
  readonly lastScanAt: number | null
}

export type SourceChanges = Partial<
  Pick<
    SourceRecord,
    'label' | 'include' | 'exclude' | 'isWatched' | 'state' | 'message' | 'device' | 'lastScanAt'
  >
>

/** The table of sources. Throws not_found and storage_full. */
export interface SourceStore {
  add(source: NewSource): SourceRecord
  get(sourceId: number): SourceRecord
  find(sourceId: number): SourceRecord | null
  /** For people: what each holds. Built-in ones show when they hold something. */
  list(collectionId?: number): KnowledgeSource[]
  shown(sourceId: number): KnowledgeSource
  all(): SourceRecord[]
  /** "Imported files" of a collection, made when it is needed. */
  importedFiles(collectionId: number): SourceRecord
  update(sourceId: number, changes: SourceChanges): void
  setCollection(sourceId: number, collectionId: number): void
  remove(sourceId: number): void
}

interface StoredRow extends Omit<SourceRecord, 'include' | 'exclude' | 'settings' | 'isWatched'> {
  readonly include: string
  readonly exclude: string
  readonly settings: string
  readonly isWatched: number
}

interface ShownRow extends Omit<KnowledgeSource, 'include' | 'exclude' | 'isWatched'> {
  readonly include: string
  readonly exclude: string
  readonly isWatched: number
}

/** Rows that every database has: documents of the first collection need them. */
export const LAST_BUILT_IN_ID = 2

export function isBuiltIn(sourceId: number): boolean {
  return sourceId <= LAST_BUILT_IN_ID
}

export function createSourceStore({ db, now }: { db: WritableDb; now: () => number }): SourceStore {
  const statements = prepareStatements(db)

  function find(sourceId: number): SourceRecord | null {
    const row = statements.get.get(sourceId)
    return row ? toRecord(row) : null
  }

  function get(sourceId: number): SourceRecord {
    const found = find(sourceId)
    if (!found) throw gone()
    return found
  }

  function add(source: NewSource): SourceRecord {
    return withStorageErrors(() => {
      const { lastInsertRowid } = statements.add.run({
        ...source,
        include: JSON.stringify(source.include),
        exclude: JSON.stringify(source.exclude),
        settings: JSON.stringify(source.settings),
        isWatched: source.isWatched ? 1 : 0,
        at: now(),
      })
      return get(Number(lastInsertRowid))
    })
  }

  return {
    add,
    get,
    find,
    list: (collectionId) => statements.list.all({ collectionId: collectionId ?? null }).map(toShown),
    shown(sourceId) {
      const row = statements.shown.get(sourceId)
      if (!row) throw gone()
      return toShown(row)
    },
    all: () => statements.all.all().map(toRecord),
    importedFiles(collectionId) {
      const row = statements.importedFiles.get(collectionId)
      if (row) return toRecord(row)
      const files = { kind: 'files', label: 'Imported files', location: '', isWatched: false } as const
      return add({ ...files, collectionId, include: [], exclude: [], settings: {} })
    },
    update: (sourceId, changes) =>
      void withStorageErrors(() => {
        const { include, exclude, isWatched, ...rest } = { ...get(sourceId), ...changes }
        statements.update.run({
          ...rest,
          include: JSON.stringify(include),
          exclude: JSON.stringify(exclude),
          isWatched: isWatched ? 1 : 0,
        })
      }),
    setCollection: (sourceId, collectionId) => void statements.setCollection.run(collectionId, sourceId),
    remove: (sourceId) => void withStorageErrors(() => statements.remove.run(sourceId)),
  }
}

function gone(): AppError {
  return new AppError('not_found', 'This source is no longer there.')
}

function toRecord({ include, exclude, settings, isWatched, ...row }: StoredRow): SourceRecord {
  return {
    ...row,
    include: JSON.parse(include) as string[],
    exclude: JSON.parse(exclude) as string[],
    settings: JSON.parse(settings) as object,
    isWatched: isWatched === 1,
  }
}

function toShown({ include, exclude, isWatched, ...row }: ShownRow): KnowledgeSource {
  return {
    ...row,
    include: JSON.parse(include) as string[],
    exclude: JSON.parse(exclude) as string[],
    isWatched: isWatched === 1,
  }
}

const COLUMNS = `
  id, collection_id AS collectionId, kind, label, location, include, exclude, is_watched AS isWatched, state, message,
  last_scan_at AS lastScanAt`
const SHOWN = `
  ${COLUMNS}, created_at AS createdAt,
  (SELECT count(*) FROM documents WHERE source_id = sources.id) AS documentCount,
  (SELECT count(*) FROM source_files WHERE source_id = sources.id AND is_refused = 1) AS refusedCount`
const RECORD = `SELECT ${COLUMNS}, settings, device FROM sources`

function prepareStatements(db: WritableDb) {
  return {
    add: db.prepare<[object]>(`
      INSERT INTO sources (collection_id, kind, label, location, include, exclude, is_watched, settings, created_at)
      VALUES (:collectionId, :kind, :label, :location, :include, :exclude, :isWatched, :settings, :at)`),
    get: db.prepare<[number], StoredRow>(`${RECORD} WHERE id = ?`),
    all: db.prepare<[], StoredRow>(`${RECORD} ORDER BY id`),
    importedFiles: db.prepare<[number], StoredRow>(`
      ${RECORD} WHERE collection_id = ? AND kind = 'files' AND location = '' ORDER BY id LIMIT 1`),
    list: db.prepare<[object], ShownRow>(`
      SELECT ${SHOWN} FROM sources
      WHERE (:collectionId IS NULL OR collection_id = :collectionId)
        AND (id > ${LAST_BUILT_IN_ID} OR EXISTS (SELECT 1 FROM documents WHERE source_id = sources.id))
      ORDER BY id`),
    shown: db.prepare<[number], ShownRow>(`SELECT ${SHOWN} FROM sources WHERE id = ?`),
    update: db.prepare<[object]>(`
      UPDATE sources SET label = :label, include = :include, exclude = :exclude, is_watched = :isWatched,
        state = :state, message = :message, device = :device, last_scan_at = :lastScanAt
      WHERE id = :id`),
    setCollection: db.prepare<[number, number]>('UPDATE sources SET collection_id = ? WHERE id = ?'),
    remove: db.prepare<[number]>('DELETE FROM sources WHERE id = ?'),
  }
}
