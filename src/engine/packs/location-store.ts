import type { PackLocation } from '@shared/packs'
import type { WritableDb } from '../db/open-database'

export interface LocationRow {
  readonly id: number
  readonly kind: PackLocation['kind']
  readonly address: string
  readonly collection: string | null
  readonly isManaged: number
  readonly state: PackLocation['state']
  readonly message: string | null
  readonly etag: string | null
  readonly lastModified: string | null
  /** JSON: path to size and time of the version that was taken. */
  readonly seen: string
  readonly lastCheckedAt: number | null
  readonly lastChangedAt: number | null
  readonly lastBytes: number
}

/** How a look ended. What is null of the versions stays as it was. */
export interface LookResult {
  readonly state: 'current' | 'unreachable' | 'refused'
  readonly message: string | null
  readonly at: number
  readonly hasChanged: boolean
  readonly bytes: number
  readonly version: { readonly etag: string | null; readonly lastModified: string | null } | null
  readonly seen: Readonly<Record<string, string>> | null
}

export interface LocationStore {
  all(): LocationRow[]
  get(id: number): LocationRow | null
  /** The row of this address, made when it is new. */
  add(place: {
    kind: PackLocation['kind']
    address: string
    collection: string | null
    isManaged: boolean
  }): LocationRow
  remove(id: number): void
  setState(id: number, state: 'checking' | 'installing'): void
  finishLook(id: number, result: LookResult): void
  /** After a crash nothing is under way any more. */
  resetStates(): void
  /** Forgets which version was taken, so that the next look takes it again. */
  forgetVersion(id: number): void
}

export function createLocationStore(db: WritableDb): LocationStore {
  const statements = prepareStatements(db)
  return {
    all: () => statements.all.all(),
    get: (id) => statements.get.get(id) ?? null,
    add: ({ isManaged, ...place }) =>
      statements.add.get({ ...place, isManaged: isManaged ? 1 : 0 }) as LocationRow,
    remove: (id) => void statements.remove.run(id),
    setState: (id, state) => void statements.setState.run(state, id),
    finishLook: (id, { version, seen, hasChanged, ...result }) =>
      void statements.finishLook.run({
        ...result,
        id,
        hasChanged: hasChanged ? 1 : 0,
        hasVersion: version ? 1 : 0,
        etag: version?.etag ?? null,
        lastModified: version?.lastModified ?? null,
        seen: seen && JSON.stringify(seen),
      }),
    resetStates: () => void statements.resetStates.run(),
    forgetVersion: (id) => void statements.forgetVersion.run(id),
  }
}

const COLUMNS = `id, kind, address, collection, is_managed AS isManaged, state, message, etag,
  last_modified AS lastModified, seen, last_checked_at AS lastCheckedAt, last_changed_at AS lastChangedAt,
  last_bytes AS lastBytes`

function prepareStatements(db: WritableDb) {
  return {
    all: db.prepare<[], LocationRow>(`SELECT ${COLUMNS} FROM pack_locations ORDER BY id`),
    get: db.prepare<[number], LocationRow>(`SELECT ${COLUMNS} FROM pack_locations WHERE id = ?`),
    add: db.prepare<[object], LocationRow>(`
      INSERT INTO pack_locations (kind, address, collection, is_managed)
      VALUES (:kind, :address, :collection, :isManaged)
      ON CONFLICT (address) DO UPDATE SET
        kind = excluded.kind, collection = coalesce(excluded.collection, collection),
        is_managed = max(is_managed, excluded.is_managed)
      RETURNING ${COLUMNS}`),
    remove: db.prepare<[number]>('DELETE FROM pack_locations WHERE id = ?'),
    setState: db.prepare<[string, number]>('UPDATE pack_locations SET state = ? WHERE id = ?'),
    finishLook: db.prepare<[object]>(`
      UPDATE pack_locations SET state = :state, message = :message, last_checked_at = :at, last_bytes = :bytes,
        last_changed_at = iif(:hasChanged, :at, last_changed_at),
        etag = iif(:hasVersion, :etag, etag), last_modified = iif(:hasVersion, :lastModified, last_modified),
        seen = coalesce(:seen, seen)
      WHERE id = :id`),
    resetStates: db.prepare(
      "UPDATE pack_locations SET state = 'waiting' WHERE state IN ('checking', 'installing')",
    ),
    forgetVersion: db.prepare<[number]>(
      "UPDATE pack_locations SET etag = NULL, last_modified = NULL, seen = '{}' WHERE id = ?",
    ),
  }
}
