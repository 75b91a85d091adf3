import { AppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { WritableDb } from './open-database'
import { APPLICATION_ID } from './open-database'

export interface Migration {
  /** In tens, growing; becomes user_version. A shipped migration is never edited. */
  readonly version: number
  readonly name: string
  readonly up: (db: WritableDb) => void
}

/**
 * Brings the database to the newest version, one transaction a migration, so that a kill leaves the old or the new
 * schema and never something between. Throws `database_newer` when a newer VerdeMuse has written it, and
 * `database_damaged` when the file is a database of some other program.
 */
export function migrate(db: WritableDb, migrations: readonly Migration[], log: Logger): void {
  assertGrowing(migrations)
  const found = readVersion(db)
  const newest = migrations.at(-1)?.version ?? 0
  if (found > newest)
    throw new AppError(
      'database_newer',
      `This data was written by a newer VerdeMuse (data version ${found}, this one knows ${newest}). Install the newer version; nothing was changed.`,
    )
  for (const migration of migrations) {
    if (migration.version <= found) continue
    const startedAt = performance.now()
    db.transaction(() => {
      migration.up(db)
      db.pragma(`application_id = ${APPLICATION_ID}`)
      db.pragma(`user_version = ${migration.version}`)
    }).immediate()
    log.info('migrated', { version: migration.version, tookMs: Math.round(performance.now() - startedAt) })
  }
  db.pragma('optimize')
}

function readVersion(db: WritableDb): number {
  const applicationId = db.pragma('application_id', { simple: true }) as number
  const version = db.pragma('user_version', { simple: true }) as number
  const tables = db.prepare("SELECT count(*) FROM sqlite_master WHERE type = 'table'").pluck().get() as number
  if (applicationId === APPLICATION_ID) return version
  if (tables > 0 || version > 0)
    throw new AppError('database_damaged', 'The data file is not a VerdeMuse database.')
  return 0
}

function assertGrowing(migrations: readonly Migration[]): void {
  let last = 0
  for (const { version, name } of migrations) {
    if (version <= last) throw new Error(`migration ${name}: ${version} does not come after ${last}`)
    last = version
  }
}
