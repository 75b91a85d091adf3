import { existsSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError, toAppError } from '@shared/errors'
import type { Logger } from '@shared/log'
import type { Notice } from '@shared/models'
import { type Migration, migrate } from './migrate'
import { MIGRATIONS } from './migrations'
import { connect, type WritableDb } from './open-database'

export interface OpenedData {
  readonly db: WritableDb
  readonly file: string
  /** First start on this folder: nothing was here before. */
  readonly isNew: boolean
  readonly notices: readonly Notice[]
}

/** Written once the first database is there: SQLite opens an emptied file without a word, so something outside must know. */
const MARKER = 'database-was-made'

const DAMAGE_CODES = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT', 'SQLITE_CORRUPT_VTAB'])

/**
 * Opens `<dataDir>/verdemuse.db`. A damaged file is set aside under a new name, never deleted, and a new database is
 * begun with a notice. Throws database_newer, database_damaged (another program's file), data_dir_unusable.
 */
export function openData(
  dataDir: string,
  log: Logger,
  now: () => number,
  migrations: readonly Migration[] = MIGRATIONS,
): OpenedData {
  const file = join(dataDir, 'verdemuse.db')
  const marker = join(dataDir, MARKER)
  const wasMade = existsSync(marker)
  const wasEmptied = wasMade && (!existsSync(file) || statSync(file).size === 0)
  const notices: Notice[] = []

  let db = wasEmptied ? null : tryOpen(file, migrations, log)
  if (!db) {
    const keptAs = setAside(file, now())
    log.error('database_set_aside', null, { wasEmptied })
    notices.push(setAsideNotice(keptAs))
    db = openAndMigrate(file, migrations, log)
  }
  if (!wasMade) writeFileSync(marker, 'VerdeMuse made its database in this folder.\n', { mode: 0o600 })
  return { db, file, isNew: !wasMade, notices }
}

/** Null when the file is damaged. */
function tryOpen(file: string, migrations: readonly Migration[], log: Logger): WritableDb | null {
  try {
    return openAndMigrate(file, migrations, log)
  } catch (error) {
    if (DAMAGE_CODES.has(codeOf(error))) return null
    if (error instanceof AppError) throw error
    log.error('database_unusable', error)
    throw new AppError('data_dir_unusable', `VerdeMuse cannot write to its data folder (${codeOf(error)}).`, {
      cause: toAppError(error),
    })
  }
}

function openAndMigrate(file: string, migrations: readonly Migration[], log: Logger): WritableDb {
  const db = connect(file)
  try {
    migrate(db, migrations, log)
    // touches the roots of the tables people would miss most, so that damage shows now and not in mid-work
    db.prepare('SELECT count(*) FROM (SELECT id FROM conversations LIMIT 1)').get()
    db.prepare('SELECT count(*) FROM (SELECT id FROM documents LIMIT 1)').get()
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Moves the database and its companions aside together: a new database beside an old -wal would be "malformed". */
function setAside(file: string, at: number): string {
  const suffix = `.damaged-${new Date(at).toISOString().replace(/[:.]/g, '-')}`
  for (const part of ['', '-wal', '-shm']) {
    if (existsSync(file + part)) renameSync(file + part, file + suffix + part)
  }
  return file + suffix
}

function setAsideNotice(keptAs: string): Notice {
  return {
    code: 'database_set_aside',
    level: 'error',
    message: `The data file was damaged. It is kept as ${keptAs}, and VerdeMuse began a new one. Your files can be imported again.`,
  }
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' ? code : 'unknown error'
}
