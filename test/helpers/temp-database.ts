import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { migrate } from '../../src/engine/db/migrate'
import { MIGRATIONS } from '../../src/engine/db/migrations'
import { connect, type WritableDb } from '../../src/engine/db/open-database'
import { SILENT_LOG } from '../../src/shared/log'

/** A folder of its own for the running test, removed afterwards. */
export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'verdemuse-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A real, migrated database file for the running test, closed and removed afterwards. */
export function tempDatabase(): WritableDb {
  const db = connect(join(tempFolder(), 'verdemuse.db'))
  migrate(db, MIGRATIONS, SILENT_LOG)
  onTestFinished(() => void db.close())
  return db
}
