import { AppError } from '@shared/errors'
import type { Collection } from '@shared/models'
import type { WritableDb } from '../db/open-database'
import { withStorageErrors } from '../db/storage-error'
import { FIRST_COLLECTION_ID } from '../knowledge/knowledge'
import { LAST_BUILT_IN_ID } from './source-store'

const NAME_MAX_CHARS = 80

/** Knowledge bases by name. Throws bad_request in words, and not_found. */
export interface CollectionStore {
  list(): Collection[]
  get(collectionId: number): Collection
  create(name: string): Collection
  rename(collectionId: number, name: string): Collection
  /** Only the row: its sources have to be gone. */
  remove(collectionId: number): void
  assertRemovable(collectionId: number): void
}

export interface CollectionStoreOptions {
  readonly db: WritableDb
  readonly now: () => number
}

export function createCollectionStore({ db, now }: CollectionStoreOptions): CollectionStore {
  const statements = prepareStatements(db)

  function get(collectionId: number): Collection {
    const found = statements.get.get(collectionId)
    if (!found) throw new AppError('not_found', 'This knowledge base is no longer there.')
    return found
  }

  function checkedName(name: string, ownId: number): string {
    const checked = name.replace(/\s+/gu, ' ').trim()
    if (checked === '') throw new AppError('bad_request', 'A knowledge base needs a name.')
    if (checked.length > NAME_MAX_CHARS)
      throw new AppError('bad_request', `A name may have up to ${NAME_MAX_CHARS} characters.`)
    if (statements.taken.get(checked, ownId) === 1)
      throw new AppError('bad_request', `There is a knowledge base called “${checked}” already.`)
    return checked
  }

  return {
    list: () => statements.list.all(),
    get,
    create: (name) =>
      withStorageErrors(() => {
        const { lastInsertRowid } = statements.create.run(checkedName(name, 0), now())
        return get(Number(lastInsertRowid))
      }),
    rename: (collectionId, name) =>
      withStorageErrors(() => {
        get(collectionId)
        statements.rename.run(checkedName(name, collectionId), collectionId)
        return get(collectionId)
      }),
    remove: (collectionId) => void withStorageErrors(() => statements.remove.run(collectionId)),
    assertRemovable(collectionId) {
      get(collectionId)
      if (collectionId === FIRST_COLLECTION_ID)
        throw new AppError(
          'bad_request',
          'The first knowledge base always stays; remove its sources or rename it instead.',
        )
    },
  }
}

const COLLECTIONS = `
  SELECT id, name, created_at AS createdAt,
    (SELECT count(*) FROM sources WHERE collection_id = collections.id
      AND (id > ${LAST_BUILT_IN_ID} OR EXISTS (SELECT 1 FROM documents WHERE source_id = sources.id))) AS sourceCount,
    (SELECT count(*) FROM documents WHERE collection_id = collections.id) AS documentCount
  FROM collections`

function prepareStatements(db: WritableDb) {
  return {
    list: db.prepare<[], Collection>(`${COLLECTIONS} ORDER BY id`),
    get: db.prepare<[number], Collection>(`${COLLECTIONS} WHERE id = ?`),
    create: db.prepare<[string, number]>('INSERT INTO collections (name, created_at) VALUES (?, ?)'),
    rename: db.prepare<[string, number]>('UPDATE collections SET name = ? WHERE id = ?'),
    remove: db.prepare<[number]>('DELETE FROM collections WHERE id = ?'),
    taken: db
      .prepare<[string, number], number>(
        'SELECT EXISTS (SELECT 1 FROM collections WHERE name = ? COLLATE NOCASE AND id <> ?)',
      )
      .pluck(),
  }
}
